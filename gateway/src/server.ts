import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { FormattedExecutionResult } from 'graphql';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  type Clock,
  type Database,
  type DoorConfig,
  type GraphTransport,
  identityHeader,
  type KeyStore,
  listen,
  type Logger,
  reason,
  type Signer,
} from '@millgate/kit';
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type Observer,
  statusForRequestErrors,
  stringifyResult,
  type SubgraphClient,
  type SupergraphSource,
} from '../engine/src/index.ts';
import { startContractServers } from './contracts.ts';
import { busyProcessor } from './busy-processor.ts';
import type { SupergraphFeed } from './delivery/feed.ts';
import { Lane } from './delivery/lane.ts';
import { Lanes } from './delivery/lanes.ts';
import { Reports } from './delivery/reports.ts';
import { sharedClients } from './delivery/shared-clients.ts';
import { heedingStops } from './delivery/stopped.ts';
import { Admitted, serveGraph } from './graph-route.ts';
import { Documents } from './documents/documents.ts';
import { usualQueryMillis, withDeadlines } from './deadlines.ts';
import { serveCredentials } from './pages/credentials.ts';
import { type DemoPeople, serveDemoSignIn } from './pages/demo-sign-in.ts';
import { servePages, type SignIn } from './pages/pages.ts';
import { documentLimits } from './limits/document-limits.ts';
import { nameRequests } from './plugins/current-request.ts';
import { presentErrors } from './plugins/errors.ts';
import { acceptJsonOnly, httpServer } from './plugins/http-requests.ts';
import { Limits } from './limits/limits.ts';
import { Gate, limiting } from './plugins/limits.ts';
import { servePortal } from './portal/portal.ts';
import { counting } from './portal/counting.ts';
import type { RootExample } from './portal/reference.ts';
import { Tally } from './portal/tally.ts';
import { frontEnd, onAccount, whoAsks } from './rates/account.ts';
import { Rates } from './rates/rates.ts';
import { sharedBudget } from './rates/shared-budget.ts';
import { acceptDocumentIds, answersToKeep, isRegistered, requireRegistered } from './plugins/registered-documents.ts';
import { secureAnswers } from './plugins/security-headers.ts';
import { leavingOf } from './plugins/leaving.ts';
import { readiness } from './plugins/readiness.ts';
import { showsPlan } from './plugins/shown-plan.ts';
import { admission, type RequestContext } from './request-context.ts';
import { demoIssuer } from './identity/authenticate.ts';
import type { TrustedIssuer } from './identity/issuers.ts';
import { serveSubscriptions } from './subscriptions.ts';
import { inTurn } from './turns.ts';
import { doorSubgraph } from './viewer/viewer.schema.ts';
import { doorClient } from './viewer/viewer.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** What a registry delivers; `supergraphSdl` is then not looked at. */
  readonly feed?: SupergraphFeed;
  /** How each subgraph is reached: over HTTP, or by a call within the process. The gateway cannot tell. */
  readonly client: (subgraph: string, url: string | undefined) => SubgraphClient;
  /** Whether a subgraph can answer; asked by `/ready`. */
  readonly probe: (subgraph: string) => Promise<boolean>;
  readonly subgraphs: readonly string[];
  /** Subgraphs that are not asked at the moment, because they did not answer; shown by `/ready`. */
  readonly notAsked?: () => readonly string[];
  /** Sees what the engine does: metrics. */
  readonly observer?: Observer;
  readonly mode: 'demo' | 'production';
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** The gateway’s own, open and migrated; whoever opened it closes it. */
  readonly database: Database;
  readonly log: Logger;
  /** Whose tokens about people are believed, and for which audience; in demo mode those of our own issuer besides. */
  readonly issuers?: readonly TrustedIssuer[];
  readonly audience?: string;
  readonly executor?: 'compiled' | 'stock';
  /** Documents that clients are known to send; planned before the first of them comes. */
  readonly operations?: readonly string[];
  /** Whom it lets in, and how much of each; without it anybody, and no rates. */
  readonly door?: DoorConfig;
  /** Whom anybody may sign in as; demo mode only. */
  readonly demoPeople?: DemoPeople;
  /** The folder of the built pages; without it, none are served. */
  readonly pages?: Promise<string>;
  /** An operation for each root field, by coordinate; the portal shows them. */
  readonly examples?: Readonly<Record<string, RootExample>>;
  /** Where people sign in. */
  readonly signIn?: SignIn | undefined;
}

export interface Gateway {
  /** Answers one request without a socket, as services of the same process ask the graph. */
  readonly ask: GraphTransport;
  listen(address: { host: string; port: number }): Promise<string>;
  stop(): Promise<void>;
}

/** The life of a request: admit · parse and validate · plan and fetch · present errors · answer. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, feed, client, mode, keys, log, door } = options;
  const app = httpServer(door?.trustedProxies ?? []);
  nameRequests(app);
  acceptJsonOnly(app, log);
  await secureAnswers(app, door?.corsOrigins ?? []);
  const rates = door?.limitRates ? await sharedRates(options) : undefined;
  const ownPart = doorClient(rates, options.clock);
  const others = options.subgraphs.filter((name) => name !== doorSubgraph);
  const isForeign = (subgraph: string) => !options.subgraphs.includes(subgraph) && subgraph !== doorSubgraph;
  const queryMillis = door?.queryMillis ?? usualQueryMillis;
  const isBusy = busyProcessor();
  const clientOf = sharedClients((subgraph, url) => {
    if (subgraph === doorSubgraph) return ownPart;
    const timed = heedingStops(withDeadlines(client(subgraph, url), queryMillis), subgraph, feed);
    // A partner's deadline is for the caller: what they have no room for is refused by their bulkhead.
    return options.subgraphs.includes(subgraph) ? inTurn(timed, { stalledMs: queryMillis, isBusy }) : timed;
  });
  const engineFor = (supergraph: SupergraphSource, more: Pick<EngineOptions, 'recorded' | 'ready' | 'onTaken'>) =>
    createEngine({
      supergraph,
      ...more,
      client: clientOf,
      // What comes with the program is believed to answer what it was asked; what others publish is asked to show it.
      isForeign,
      executor: options.executor ?? 'compiled',
      ...(options.observer && { observer: options.observer }),
      presentError: presentErrors(log),
      access: (request) => (request.context as RequestContext).grant,
      showsPlan: ({ request, context }) => showsPlan(request.http, context as RequestContext, mode),
      signal: ({ context }) => (context as RequestContext).signal,
      forWorkInHand: ({ context }) => (context as RequestContext).caller.kind === 'SERVICE',
      deadline: ({ context }) => (context as RequestContext).deadline,
      onRefused: (cause) => {
        log.error({ cause: reason(cause) }, 'a new supergraph was refused; the last one stays');
        feed?.refused();
      },
      headers: async (request, subgraph, body) => headersFor(request.context as RequestContext, subgraph, body),
    });
  const tally = new Tally(options.database, log);
  const gate = new Gate(new Limits(), rates);
  const documents = new Documents(options.database);
  const reports = feed && new Reports(feed, log, () => documents.texts());
  const serverOptions = (version: () => number | null) => ({
    stringifyResult: (result: FormattedExecutionResult) => stringifyResult(result),
    introspection: true,
    parseOptions: { maxTokens: documentLimits.tokens },
    validationOptions: { maxErrors: documentLimits.validationErrors },
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    formatError: presentErrors(log),
    plugins: [
      statusForRequestErrors,
      limiting(gate),
      answersToKeep,
      counting(tally, options.clock),
      ...(reports ? [reports.plugin(version)] : []),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    logger: {
      debug: () => undefined,
      info: () => undefined,
      // Behind the colon stands the message of what was thrown, which may quote what was sent.
      warn: (text: string) => log.warn(text.split(':')[0] ?? ''),
      error: (text: string) => log.error(text.split(':')[0] ?? ''),
    },
  });
  const pseudonyms = (await keys.secrets('gateway'))('pseudonyms');
  const identify = admission({ ...options, services: others, isForeign, pseudonyms });
  const admit = async (request: FastifyRequest) => {
    const context = onAccount(await identify(request), request.ip, gate.rates);
    context.trusted = isRegistered(request);
    if (door?.publicDocuments === 'registered') requireRegistered(context);
    return context;
  };
  const admitted = new Admitted(async (request, reply) =>
    Object.assign(await admit(request), { signal: leavingOf(reply) }),
  );
  const open = async (engine: Engine, version: () => number | null, once: ApolloServerPlugin<RequestContext>[]) => {
    const given = serverOptions(version);
    const all = { ...given, plugins: [...given.plugins, engine.plugin] };
    try {
      return new Lane(
        engine,
        await startContractServers(engine, all, (request, reply) => admitted.of(request, reply), once),
      );
    } catch (cause) {
      await engine.stop().catch(() => undefined);
      throw cause;
    }
  };
  const engine = engineFor(feed?.supergraph ?? supergraphSdl, {
    recorded: options.operations ?? [],
    onTaken: (text) => feed?.taken(text),
  });
  let sdl = supergraphSdl;
  engine.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => (sdl = coreSupergraphSdl));
  const stable = await open(engine, () => feed?.version ?? null, [fastifyApolloDrainPlugin(app)]);
  const { servers } = stable;
  const lanes = new Lanes({
    stable,
    open: async ({ no, supergraph }) =>
      open(engineFor(supergraph, { ready: await engine.plansFor(supergraph) }), () => no, []),
    refused: ({ no }) => feed?.refused(no),
    log,
  });
  if (feed) {
    feed.begun();
    if (feed.current) lanes.follow(feed.current);
    feed.onDelivery((delivery) => lanes.follow(delivery));
    feed.follow();
  }
  const laneOf = (context: RequestContext, { ip }: FastifyRequest) =>
    lanes.of(whoAsks(context.caller, ip, context.key));
  acceptDocumentIds(app, documents);
  serveSubscriptions(app, {
    laneOf,
    admit,
    present: engine.present,
    check: async (context, asked) => {
      await gate.pass(context, asked, true);
      reports?.note(context, asked.document, asked.schema, undefined);
    },
  });
  serveGraph(app, admitted, { stable, of: laneOf });
  serveProbes(app, others, lanes, options);
  serveGatewayKeys(app, keys);
  servePortal(app, {
    admit: async (request) => onAccount(await identify(request), request.ip, gate.rates),
    tally,
    schemaOf: servers.schemaOf,
    supergraphSdl: () => sdl,
    examples: options.examples ?? {},
    database: options.database,
    clock: options.clock,
    secret: (await keys.secrets('gateway'))('key-desk'),
    standingOf: (key) => gate.rates?.standing(frontEnd(key)),
    changes: feed && ((file) => feed.client.changes(file)),
    parts: others,
    missing: () => readiness(others, options.probe),
  });
  if (mode === 'demo') serveDemoKeys(app, keys);
  if (mode === 'demo' && options.demoPeople) serveDemoSignIn(app, options.demoPeople, options);
  serveCredentials(app);
  if (options.pages) servePages(app, { mode, log, folder: options.pages, signIn: options.signIn });
  return {
    ask: async (body, headers) => (await app.inject({ method: 'POST', url: '/graphql', headers, payload: body })).body,
    listen: (address) => listen(app, address),
    async stop() {
      await feed?.stop();
      await app.close();
      await reports?.stop();
      await lanes.stop();
      await servers.stop();
      await tally.stop();
    },
  };
}

/** All that travels to a subgraph besides the operation. */
const headersFor = async (context: RequestContext, subgraph: string, body: string): Promise<Record<string, string>> =>
  subgraph === doorSubgraph
    ? {}
    : {
        [identityHeader]: await context.identityFor(subgraph, body),
        ...(context.acceptLanguage ? { 'accept-language': context.acceptLanguage } : {}),
      };

/** Rates that every replica charges alike. */
async function sharedRates({ database, keys, clock, log }: GatewayOptions): Promise<Rates> {
  const secret = (await keys.secrets('gateway'))('rates');
  return new Rates(sharedBudget({ database, secret, clock, log }), clock);
}

function serveProbes(app: FastifyInstance, subgraphs: readonly string[], lanes: Lanes, options: GatewayOptions): void {
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const missing = await readiness(subgraphs, options.probe);
    return reply.code(missing.length === 0 ? 200 : 503).send({
      status: missing.length === 0 ? 'ready' : 'unavailable',
      missing,
      notAsked: options.notAsked?.() ?? [],
      ...(options.feed ? { graph: { ...options.feed.status(), tried: lanes.trying ?? null } } : {}),
    });
  });
}

/** The key with which subgraphs verify identities: partners have no folder of ours to read it from. */
function serveGatewayKeys(app: FastifyInstance, keys: KeyStore): void {
  app.get('/.well-known/gateway-keys.json', () => keySet(keys, 'gateway'));
}

/** The demo issuer's public key, where clients of any issuer look for one. */
function serveDemoKeys(app: FastifyInstance, keys: KeyStore): void {
  app.get('/.well-known/jwks.json', () => keySet(keys, demoIssuer));
}

async function keySet(keys: KeyStore, signer: Signer) {
  const { kty, crv, x } = (await keys.publicKey(signer)).export({ format: 'jwk' });
  return { keys: [{ kty, crv, x, kid: signer, alg: 'EdDSA', use: 'sig' }] };
}
