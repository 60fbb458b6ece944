import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type Logger, reason } from '@millgate/kit';
import type { RequestContext } from '../request-context.ts';
import { Asked, type AskingClient, inParts } from './asked.ts';
import type { SupergraphFeed } from './feed.ts';

/** A version that does worse than the one before is taken back by what is reported: soon, and not for every answer. */
const flushMillis = 2_000;
/** A document that an app has published is known to the registry so soon, at the latest. */
const publishedMillis = 30_000;

/** Whose fault it is that an answer has an error; all else is the caller’s. */
const ourFault = /^(SUBGRAPH_|PARTNER_ERROR$|INTERNAL_SERVER_ERROR$|INVALID_SUBGRAPH_VALUE$|DOWNSTREAM_SERVICE_ERROR$)/;

/** How many answers took at most 1, 2, 4 … milliseconds; what takes longer than the last counts there. */
const spans = 15;

interface Answered {
  requests: number;
  errors: number;
  readonly took: number[];
}

/** A document that an app has published beforehand. */
export interface PublishedText {
  readonly app: string;
  readonly hash: string;
  readonly name: string;
  readonly text: string;
}

/**
 * Tells the registry who asked for what, and how many answers of a version failed. While a request is answered two
 * numbers are counted up; documents are read, and their values taken out, when the report is made.
 */
export class Reports {
  readonly #asked = new Asked();
  #answers = new Map<number, Answered>();
  readonly #timer: NodeJS.Timeout;
  #told: string | undefined;
  #lookedAt = -Infinity;

  constructor(
    private readonly feed: SupergraphFeed,
    private readonly log: Logger,
    private readonly published: () => Promise<readonly PublishedText[]>,
  ) {
    this.#timer = setInterval(() => void this.flush(), flushMillis);
    this.#timer.unref();
  }

  /** Counts what one server answers; `version` is asked when a request comes, and may be another when it is answered. */
  plugin(version: () => number | null): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => {
        const [served, start] = [version(), performance.now()];
        let executed = false;
        return {
          executionDidStart: async () => void (executed = true),
          willSendResponse: async ({ document, schema, request, contextValue, response: { body } }) => {
            // What was refused before it was executed took no time, and says nothing of the version.
            if (served !== null && executed) {
              const failed = body.kind === 'single' && (body.singleResult.errors ?? []).some(isOurs);
              this.#count(served, failed, performance.now() - start);
            }
            if (document) this.note(contextValue, document, schema, request.http?.headers.get(clientHeader));
          },
        };
      },
    };
  }

  #count(version: number, failed: boolean, millis: number): void {
    let known = this.#answers.get(version);
    if (!known) {
      known = { requests: 0, errors: 0, took: new Array<number>(spans).fill(0) };
      this.#answers.set(version, known);
    }
    known.requests += 1;
    known.errors += failed ? 1 : 0;
    const span = Math.min(spans - 1, Math.ceil(Math.log2(Math.max(1, millis))));
    known.took[span] = (known.took[span] ?? 0) + 1;
  }

  /** Somebody asks for a document: an answer, or a stream of events. */
  note(context: RequestContext, document: DocumentNode, schema: GraphQLSchema, named: string | undefined): void {
    this.#asked.note(document, schema, clientOf(context, named));
  }

  /** Sends what was counted; who asked for what is sent with the next where it could not be sent. */
  async flush(): Promise<void> {
    const answers = this.#answers;
    const refused = this.feed.takeRefused();
    this.#answers = new Map();
    const [published, usage] = await Promise.all([this.#newlyPublished(), this.#asked.take()]);
    const parts = inParts(usage);
    if (answers.size === 0 && parts.length === 0 && !published && refused.length === 0) return;
    try {
      await this.feed.client.report({
        refused,
        answers: [...answers].map(([version, counted]) => ({ version, ...counted })),
        usage: parts[0] ?? [],
        ...(published && { published: published.documents }),
      });
      parts.shift();
      refused.length = 0;
      this.#told = published?.digest ?? this.#told;
      while (parts.length > 0) {
        await this.feed.client.report({ answers: [], usage: parts[0] });
        parts.shift();
      }
    } catch (cause) {
      this.#asked.putBack(parts.flat());
      for (const version of refused) this.feed.refused(version);
      this.log.debug({ cause: reason(cause) }, 'the registry was not told; who asked for what is told again');
    }
  }

  /** What apps have published, where the registry was told something else. */
  async #newlyPublished(): Promise<{ digest: string; documents: readonly PublishedText[] } | undefined> {
    const now = performance.now();
    if (now - this.#lookedAt < publishedMillis && this.#told !== undefined) return undefined;
    try {
      const documents = await this.published();
      this.#lookedAt = now;
      const digest = createHash('sha256').update(JSON.stringify(documents)).digest('hex');
      return digest === this.#told ? undefined : { digest, documents };
    } catch (cause) {
      this.log.debug({ cause: reason(cause) }, 'what apps have published could not be read');
      return undefined;
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}

const isOurs = ({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> }): boolean =>
  typeof extensions?.['code'] === 'string' && ourFault.test(extensions['code']);

/** What an app calls itself. */
const clientHeader = 'apollographql-client-name';

/**
 * The key’s label, which we gave; else the name that the app gives itself; else what is known of the caller. Who asks with
 * neither key nor token may call itself anything.
 */
function clientOf({ key, caller }: RequestContext, named: string | undefined): AskingClient {
  const known = key !== undefined || caller.kind !== 'ANONYMOUS';
  if (key) return { name: key.label.slice(0, 100), known };
  if (named && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(named)) return { name: named, known };
  const name =
    caller.kind === 'ANONYMOUS' ? 'anonymous' : caller.kind === 'SERVICE' ? `service ${caller.name}` : 'signed in';
  return { name, known };
}
