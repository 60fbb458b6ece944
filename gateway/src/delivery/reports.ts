import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Logger, reason } from '@millgate/kit';
import type { RequestContext } from '../request-context.ts';
import type { SupergraphFeed } from './feed.ts';

const flushMillis = 5_000;
/** Names come from callers: beyond so many in one report, the rest are one. */
const mostClients = 100;
/** Documents come from callers too: what is beyond is not said, and so holds no change up. */
const mostDocuments = 1_000;
const longestText = 20_000;

/** Whose fault it is that an answer has an error; all else is the caller’s. */
const ourFault = /^(SUBGRAPH_|INTERNAL_SERVER_ERROR$|INVALID_SUBGRAPH_VALUE$|DOWNSTREAM_SERVICE_ERROR$)/;

interface Asked {
  readonly schema: GraphQLSchema;
  readonly counts: Map<string, number>;
}

/**
 * Tells the registry who asked for what, and how many answers of a version failed. While a request is answered two
 * numbers are counted up; documents are read, and their values taken out, when the report is made.
 */
export class Reports {
  #asked = new Map<DocumentNode, Asked>();
  #answers = new Map<number, { requests: number; errors: number }>();
  readonly #read = new WeakMap<DocumentNode, { hash: string; text: string; coordinates: readonly string[] }>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly feed: SupergraphFeed,
    private readonly log: Logger,
  ) {
    this.#timer = setInterval(() => void this.flush(), flushMillis);
    this.#timer.unref();
  }

  get plugin(): ApolloServerPlugin<RequestContext> {
    return {
      requestDidStart: async () => ({
        willSendResponse: async ({ document, schema, request, contextValue, response: { body } }) => {
          const { version } = this.feed;
          if (version !== null) {
            const failed = body.kind === 'single' && (body.singleResult.errors ?? []).some(isOurs);
            const known = this.#answers.get(version) ?? { requests: 0, errors: 0 };
            known.requests += 1;
            known.errors += failed ? 1 : 0;
            this.#answers.set(version, known);
          }
          if (document)
            this.#note(
              document,
              schema,
              clientOf(contextValue, request.http?.headers.get('apollographql-client-name')),
            );
        },
      }),
    };
  }

  /** Sends what was counted. What cannot be sent is counted on. */
  async flush(): Promise<void> {
    const [asked, answers] = [this.#asked, this.#answers];
    if (asked.size === 0 && answers.size === 0) return;
    this.#asked = new Map();
    this.#answers = new Map();
    try {
      const usage = [];
      for (const [document, { schema, counts }] of asked) {
        const read = this.#readOf(document, schema);
        if (read.text.length <= longestText)
          for (const [client, count] of counts) usage.push({ client, count, ...read });
        // Between two documents others are answered.
        await breathe();
      }
      await this.feed.client.report({
        answers: [...answers].map(([version, counted]) => ({ version, ...counted })),
        usage: usage.slice(0, mostDocuments * 2),
      });
    } catch (cause) {
      this.log.debug({ cause: reason(cause) }, 'a report to the registry was lost');
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #note(document: DocumentNode, schema: GraphQLSchema, client: string): void {
    let known = this.#asked.get(document);
    if (!known) {
      if (this.#asked.size >= mostDocuments) return;
      this.#asked.set(document, (known = { schema, counts: new Map() }));
    }
    const name = known.counts.has(client) || known.counts.size < mostClients ? client : 'others';
    known.counts.set(name, (known.counts.get(name) ?? 0) + 1);
  }

  #readOf(document: DocumentNode, schema: GraphQLSchema) {
    let read = this.#read.get(document);
    if (!read) {
      const text = print(withoutValues(document));
      const hash = createHash('sha256').update(text).digest('hex');
      this.#read.set(document, (read = { hash, text, coordinates: coordinatesOf(document, schema) }));
    }
    return read;
  }
}

const isOurs = ({ extensions }: { readonly extensions?: Readonly<Record<string, unknown>> }): boolean =>
  typeof extensions?.['code'] === 'string' && ourFault.test(extensions['code']);

/** The key’s label, which we gave; else the name that the app gives itself; else what is known of the caller. */
function clientOf({ key, caller }: RequestContext, named: string | undefined): string {
  if (key) return key.label.slice(0, 100);
  if (named && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(named)) return named;
  return caller.kind === 'ANONYMOUS' ? 'anonymous' : caller.kind === 'SERVICE' ? `service ${caller.name}` : 'signed in';
}

/** A text or a number in a document may be anybody’s. */
export const withoutValues = (document: DocumentNode): DocumentNode =>
  visit(document, {
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
  });

/** Every element that a document asks for. */
export function coordinatesOf(document: DocumentNode, schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      VariableDefinition() {
        // Which fields of an input a caller fills in is in the values, which are not looked at: it may be any.
        const type = info.getInputType();
        if (type) addInput(getNamedType(type), found);
      },
      Field() {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (parent && field && !field.name.startsWith('__')) found.add(`${parent.name}.${field.name}`);
      },
      Argument() {
        const [parent, field, argument] = [info.getParentType(), info.getFieldDef(), info.getArgument()];
        if (parent && field && argument) found.add(`${parent.name}.${field.name}(${argument.name}:)`);
      },
      ObjectField(node) {
        const parent = info.getParentInputType();
        if (parent && 'name' in parent) found.add(`${String(parent.name)}.${node.name.value}`);
      },
      EnumValue(node) {
        const type = info.getInputType();
        if (type && 'name' in type && type.astNode?.kind !== Kind.SCALAR_TYPE_DEFINITION)
          found.add(`${String(type.name)}.${node.value}`);
      },
    }),
  );
  return [...found].sort();
}

function addInput(type: GraphQLNamedType, found: Set<string>): void {
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    const coordinate = `${type.name}.${field.name}`;
    if (found.has(coordinate)) continue;
    found.add(coordinate);
    addInput(getNamedType(field.type), found);
  }
}
