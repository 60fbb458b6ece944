import { z } from 'zod';
import type { Publisher } from '../agencies/publish-tokens.ts';
import type { Finding } from '../check/findings.ts';
import type { Graph } from '../graph/graph.ts';
import type { Published } from '../publishing/published.ts';
import type { CheckResult, Publishing } from '../publishing/publishing.ts';
import { Refused } from '../refused.ts';
import { compositionError, inOneLine, lintResult, workflowOf } from './check-tasks.ts';

/** What a graph reference names: `millgate@current`. There is one graph, and what is served of it. */
export const roverGraphId = 'millgate';
export const roverVariant = 'current';

export interface RoverParts {
  readonly graph: Graph;
  readonly publishing: Publishing;
  readonly published: Published;
}

/** Whoever asks, as the token proves it; throws where it proves nobody. */
type Who = () => Publisher;

const checkInput = z.object({ subgraphName: z.string(), proposedSchema: z.string() });
const partialSchema = z.object({ sdl: z.string() });
const gitContext = z.object({ commit: z.string().nullish() }).nullish();

/** Answers Rover’s questions and orders from the same registry as everybody’s; nothing is decided here. */
export function roverRoot(parts: RoverParts, who: Who, address: string) {
  const theGraph = () => ({
    __typename: 'Graph',
    id: roverGraphId,
    title: 'Millgate',
    asActor: { type: 'GRAPH', actorId: roverGraphId },
    variants: [variant(parts)],
    variant: ({ name }: { name: string }) => (name === roverVariant ? variant(parts) : null),
    checkWorkflow: async ({ id }: { id: string }) => {
      const result = await parts.published.check(id, who().subgraph);
      return result ? workflowOf(result) : null;
    },
  });
  return {
    query: {
      frontendUrlRoot: address,
      me: () => (who(), theGraph()),
      graph: ({ id }: { id: string }) => (who(), id === roverGraphId ? theGraph() : null),
      variant: ({ ref }: { ref: string }) => (
        who(),
        ref === `${roverGraphId}@${roverVariant}` ? { __typename: 'GraphVariant', ...variant(parts) } : null
      ),
    },
    mutation: {
      graph: ({ id }: { id: string }) => (who(), id === roverGraphId ? orders(parts, who, address) : null),
    },
  };
}

const checkAddress = (address: string, id: string) => `${address}/v1/checks/${id}`;

function variant({ graph, published }: RoverParts) {
  const shown = (name: string, url: string | null, at: string | null) => ({
    name,
    url,
    updatedAt: new Date(at ?? 0).toISOString(),
    activePartialSchema: async () => ({ sdl: (await published.last(name))?.sdl ?? '' }),
  });
  const subgraphs = async () =>
    (await published.list())
      .filter(({ state }) => state === 'PUBLISHED')
      .map(({ name, url, publishedAt }) => shown(name, url, publishedAt));
  return {
    id: `${roverGraphId}@${roverVariant}`,
    name: roverVariant,
    subgraphs,
    subgraph: async ({ name }: { name: string }) => (await subgraphs()).find((each) => each.name === name) ?? null,
    latestLaunch: { buildInput: { __typename: 'CompositionBuildInput', version: null } },
    latestApprovedLaunch: async () => {
      const current = await graph.current();
      const version = current && (await graph.version(current.stable));
      return {
        buildInput: { __typename: 'CompositionBuildInput', version: null },
        build: {
          result: version
            ? { __typename: 'BuildSuccess', coreSchema: { coreDocument: version.supergraph } }
            : { __typename: 'BuildFailure', errorMessages: [{ message: 'Nothing is served yet.' }] },
        },
      };
    },
    sourceVariant: null,
  };
}

function orders(parts: RoverParts, who: Who, address: string) {
  const { publishing, published, graph } = parts;
  return {
    variant: ({ name }: { name: string }) =>
      name === roverVariant
        ? {
            async submitSubgraphCheckAsync({ input }: { input: unknown }) {
              const { subgraphName, proposedSchema: sdl } = checkInput.parse(input);
              try {
                const { id } = await publishing.check(who(), subgraphName, { sdl });
                return { __typename: 'CheckRequestSuccess', workflowID: id, targetURL: checkAddress(address, id) };
              } catch (cause) {
                if (!(cause instanceof Refused)) throw cause;
                return { __typename: 'PermissionError', message: `${cause.code}: ${inOneLine(cause)}` };
              }
            },
          }
        : null,
    async publishSubgraph(given: {
      name: string;
      url?: string | null;
      activePartialSchema: unknown;
      graphVariant: string;
      gitContext?: unknown;
    }) {
      mustBeServed(given.graphVariant);
      const before = (await published.last(given.name)) !== undefined;
      const result = await publishing.publish(who(), given.name, {
        sdl: partialSchema.parse(given.activePartialSchema).sdl,
        url: given.url ?? undefined,
        commit: gitContext.parse(given.gitContext)?.commit ?? undefined,
      });
      const version = result.version === undefined ? undefined : await graph.version(result.version);
      if (!version) throw refusedByCheck(result);
      const isNew = result.unchanged !== true;
      return {
        compositionConfig: { schemaHash: version.sha256 },
        errors: [],
        updatedGateway: isNew,
        wasCreated: isNew && !before,
        wasUpdated: isNew && before,
        launchUrl: null,
        launchCliCopy: isNew
          ? `${given.name} revision ${result.revision} is published; the graph is version ${result.version}`
          : `${given.name} is published like this already, as revision ${result.revision}`,
      };
    },
    async removeImplementingServiceAndTriggerComposition(given: {
      name: string;
      graphVariant: string;
      dryRun?: boolean;
    }) {
      mustBeServed(given.graphVariant);
      const result = await publishing.removeOwn(who(), given.name, given.dryRun === true);
      const errors = result.steps.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'ERROR'));
      // Rover takes errors of a removal for warnings: one that did not happen must not look as if it had.
      if (errors.length > 0 && given.dryRun !== true) throw refusedByCheck(result);
      return { errors: errors.map(compositionError), updatedGateway: result.version !== undefined };
    },
    async lintSchema({ sdl, baseSdl }: { sdl: string; baseSdl?: string | null }) {
      const { subgraph } = who();
      const found = await publishing.lint(subgraph, sdl);
      const known = new Set(baseSdl ? (await publishing.lint(subgraph, baseSdl)).map(sameAs) : []);
      return lintResult(
        found.filter((finding) => !known.has(sameAs(finding))),
        sdl,
      );
    },
  };
}

const sameAs = ({ code, at, message }: Finding) => `${code} ${at ?? ''} ${message}`;

function mustBeServed(name: string): void {
  if (name !== roverVariant) throw new Refused(404, 'NOT_FOUND', `The graph has no variant ${name}.`);
}

/** Everything that a check found, as text: Rover takes the errors of a publication for warnings, and ends well. */
function refusedByCheck({ steps, id }: CheckResult): Error {
  const lines = steps.flatMap(({ name, findings }) =>
    findings
      .filter(({ severity }) => severity === 'ERROR')
      .map(
        (finding) =>
          `${name}: ${finding.code}${finding.at ? ` at ${finding.at}` : ''}${finding.line ? ` (line ${finding.line})` : ''}: ${inOneLine(finding)}`,
      ),
  );
  return new RefusedByCheck(`Refused, nothing was changed (check ${id}):\n${lines.join('\n')}`);
}

/** Said to the caller as it is. */
export class RefusedByCheck extends Error {}
