import { AsyncLocalStorage } from 'node:async_hooks';
import { join } from 'node:path';
import type { ExecutionResult } from 'graphql';
import type { Clock } from '../clock.ts';
import { openDatabase, type Database } from '../database/orm.ts';
import { seedDatabase } from '../database/seed.ts';
import { createDispatcher, type Deliver } from '../events/dispatcher.ts';
import { receive } from '../events/inbox.ts';
import { publish, publishAll, type Event, type Subscriptions } from '../events/outbox.ts';
import { aliasBook } from '../identity/aliases.ts';
import { identityHeader, identityReader } from '../identity/identity.ts';
import type { KeyStore } from '../identity/keys.ts';
import { nothingOutside, type Outside } from '../outside/outside.ts';
import { createLive } from '../live/live.ts';
import type { Logger } from '../log.ts';
import { buildFederatedSchema } from '../schema/federated-schema.ts';
import type { SubgraphDefinition } from '../schema/definition.ts';
import { preferredLang } from '../values/localized.ts';
import { Context, type Services } from './context.ts';
import { createExecutor, type Executor, type SentRequest } from './execute.ts';
import { graphClient, type GraphTransport } from './graph-client.ts';
import { runAllDue, startDueTimer } from './due.ts';
import { answerEvents } from './subscribe.ts';

/** What a subgraph is given by the arrangement it runs in, and cannot tell apart. */
export interface Surroundings {
  readonly mode: 'demo' | 'production';
  readonly databaseUrl: string;
  /** `MILLGATE_HOME`: where keys are, and files that are exchanged with the outside. */
  readonly home: string;
  /** Where the public reaches the graph; without it, where a gateway on this machine usually is. */
  readonly publicUrl?: string;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly log: Logger;
  readonly subscriptions: Subscriptions;
  readonly deliver: Deliver;
  readonly graph: GraphTransport;
  /** What it may reach beyond the graph; without it, nothing. */
  readonly outside?: Outside;
  readonly onStatement?: (sql: string) => void;
}

export type Headers = Readonly<Record<string, string | undefined>>;

export interface Subgraph {
  readonly name: string;
  readonly sdl: string;
  readonly database: Database;
  /** Throws `InvalidToken` unless the gateway sent this body with these headers to this subgraph, just now. */
  requireGateway(headers: Headers, body: string): Promise<void>;
  /** Answers a request of the gateway; throws `InvalidToken` for one of anybody else. */
  execute(request: SentRequest, headers: Headers): Promise<ExecutionResult>;
  /** Answers a subscription of the gateway event by event, until it ends or `left` is aborted. */
  subscribe(request: SentRequest, headers: Headers, left: AbortSignal): AsyncGenerator<ExecutionResult>;
  /** Acts on an event of another subgraph, once. */
  receive(event: Event): Promise<void>;
  /**
   * Begins the work of its own: delivering events and, if wanted, doing what becomes due by the real clock. Not before its
   * tables are there.
   */
  begin(dueWork: boolean): void;
  /** Does what has become due by `now`; answers how many things each task moved. */
  runDue(now: Date): Promise<Record<string, number>>;
  /** Writes the demo data, unless they were written before. */
  seed(): Promise<boolean>;
  /** Delivers what waits in the outbox. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What is called within the process runs as if it had come over HTTP: nothing of the caller's asynchronous context comes
 * along. The ORM keeps the current transaction there, and one subgraph's transaction is not another's.
 */
const apart = AsyncLocalStorage.snapshot();

export async function startSubgraph(definition: SubgraphDefinition, given: Surroundings): Promise<Subgraph> {
  const { name } = definition;
  const [{ schema, sdl }, database] = await Promise.all([
    buildFederatedSchema(definition),
    openDatabase({
      url: given.databaseUrl,
      entities: definition.entities,
      migrations: definition.migrations,
      ...(given.onStatement ? { onStatement: given.onStatement } : {}),
    }),
  ]);
  const execute = createExecutor(schema, definition.recordReadings);
  const identify = identityReader(given.keys, given.clock, name);
  const subscribers = [...new Set([...given.subscriptions.values()].flat())];
  const dispatcher = createDispatcher({
    fork: database.fork,
    subscribers,
    deliver: given.deliver,
    clock: given.clock,
    log: given.log,
  });
  const live = createLive(given.databaseUrl, given.log);
  const begun = new Set<Promise<unknown>>();
  /** What was begun is ended before the database is: a pool that is closed while somebody waits for a connection never ends. */
  const toItsEnd = <T>(work: Promise<T>): Promise<T> => {
    const end = () => void begun.delete(work);
    begun.add(work);
    work.then(end, end);
    return work;
  };
  const runDue = (now: Date) => toItsEnd(apart(() => runAllDue(database, definition.due ?? {}, now, services)));
  const aliases = aliasBook(database, given.log);
  const services: Services = {
    publish: (tx, event) => publish(tx, given.subscriptions, event),
    publishAll: (tx, events) => publishAll(tx, given.subscriptions, events),
    nudge: () => apart(dispatcher.nudge),
    runDue: given.mode === 'demo' ? runDue : null,
    live,
    graph: graphClient({
      name,
      keys: given.keys,
      clock: given.clock,
      transport: given.graph,
      mode: given.mode,
    }),
    folder: join(given.home, name),
    publicUrl: given.publicUrl ?? 'http://127.0.0.1:4000',
    log: given.log,
    secret: await given.keys.secrets(name),
    outside: given.outside ?? nothingOutside,
  };
  /** Makes contexts for whoever a request comes from; a subscription needs one for each of its events. */
  const contextsFor = async (headers: Headers, body: string): Promise<() => Context> => {
    const { caller, now, requestId, stated } = await identify(headers[identityHeader], body);
    const lang = preferredLang(headers['accept-language']);
    // The gateway refuses it too; a subgraph does not rely on that.
    const instant = () => (given.mode === 'demo' && now ? now : given.clock.now());
    return () => new Context(database.fork(), aliases.speaker(caller), instant(), lang, requestId, services, stated);
  };
  const answer = async (request: SentRequest, headers: Headers): Promise<ExecutionResult> =>
    execute(request, (await contextsFor(headers, request.body ?? ''))());
  async function* subscribe(request: SentRequest, headers: Headers, left: AbortSignal) {
    const contextNow = await contextsFor(headers, request.body ?? '');
    const executeApart: Executor = (...given) => apart(execute, ...given);
    yield* answerEvents(schema, executeApart, request, contextNow, left);
  }
  const actOn = async (event: Event): Promise<void> => {
    const handler = definition.consumes?.[event.type];
    if (handler) await receive(database.fork(), event, given.clock.now(), handler);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    name,
    sdl,
    database,
    requireGateway: async (headers, body) => void (await identify(headers[identityHeader], body)),
    execute: (request, headers) => toItsEnd(apart(answer, request, headers)),
    subscribe,
    receive: (event) => toItsEnd(apart(actOn, event)),
    begin(dueWork) {
      dispatcher.begin();
      aliases.begin();
      if (dueWork) timer ??= startDueTimer(runDue, given.clock, given.log);
    },
    runDue,
    seed: () => seedDatabase(database, definition, { now: given.clock.now(), secret: services.secret }),
    drain: dispatcher.drain,
    async stop() {
      clearInterval(timer);
      await aliases.stop();
      await live.stop();
      await dispatcher.stop();
      await Promise.allSettled(begun);
      await database.close();
    },
  };
}
