import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../clock.ts';
import { sql } from '../database/orm.ts';
import type { Event } from '../events/outbox.ts';
import { anonymous, type Caller, type RoleGrant } from '../identity/caller.ts';
import { identityHeader, signIdentity } from '../identity/identity.ts';
import { keysIn } from '../identity/keys.ts';
import { purposeHeader, statedPurpose } from '../identity/purposes.ts';
import type { Outside } from '../outside/outside.ts';
import { createLogger } from '../log.ts';
import type { GraphTransport } from '../runtime/graph-client.ts';
import { startSubgraph, type Subgraph } from '../runtime/subgraph.ts';
import type { SubgraphDefinition } from '../schema/definition.ts';
import { databaseFrom } from './databases.ts';

export interface Answer<Data = Record<string, unknown>> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** Somebody who asks the subgraph, as the gateway would ask for them. */
export interface TestCaller {
  ask<Data = Record<string, unknown>>(document: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  /** As `ask`, for an answer that must have no errors. */
  data<Data = Record<string, unknown>>(document: string, variables?: Record<string, unknown>): Promise<Data>;
}

export interface TestSubgraph {
  readonly subgraph: Subgraph;
  /** Its database, for suites that start replicas of their own. */
  readonly databaseUrl: string;
  /** Where it exchanges files with the outside. */
  readonly folder: string;
  /** Speaks as a caller, at the suite's instant or another. */
  as(caller: Caller | PersonLike, at?: string, headers?: Readonly<Record<string, string>>): TestCaller;
  /** Rows straight from the database, for proving what did and what did not change. */
  rows<Row extends object = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Writes what a test needs, in one transaction. */
  given(write: (tx: EntityManager) => Promise<void> | void): Promise<void>;
  /** How many SQL statements some work sends, transaction control left out. */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
  /** Events that the subgraph published, oldest first. */
  published(): Promise<Pick<Event, 'type' | 'aggregate' | 'payload'>[]>;
  /** Another process of the same subgraph, on the same database. */
  replica(): Promise<Pick<TestSubgraph, 'as' | 'stop'>>;
  stop(): Promise<void>;
}

/** A persona, or anything with an id and roles. */
export interface PersonLike {
  readonly id: string;
  readonly roles: readonly RoleGrant[];
}

export interface TestOptions {
  /** The present, unless a caller says otherwise. */
  readonly now: string;
  /** Whether the suite starts from the demo data; without them, from empty tables. */
  readonly seeded?: boolean;
  /** What answers when the subgraph asks the graph; without it, nobody does. */
  readonly graph?: GraphTransport;
  /** What it may reach beyond the graph; without it, nothing. */
  readonly outside?: Outside;
  /** `demo` unless the suite is about what production refuses. */
  readonly mode?: 'demo' | 'production';
}

export const nobody: Caller = anonymous;

/** The subgraph alone, through its API, on a real database of its own. */
export async function startTestSubgraph(definition: SubgraphDefinition, options: TestOptions): Promise<TestSubgraph> {
  const clock: Clock = { now: () => new Date(options.now) };
  const testHome = process.env['MILLGATE_TEST_HOME'] ?? '';
  const keys = keysIn(join(testHome, 'keys'));
  // Its own: what one suite writes for the outside is not another's to read.
  const home = join(testHome, 'homes', randomUUID());
  let statements: string[] = [];
  const surroundings = (databaseUrl: string) => ({
    mode: options.mode ?? 'demo',
    databaseUrl,
    home,
    keys,
    clock,
    log: createLogger(process.env['MILLGATE_LOG'] ?? 'silent'),
    subscriptions: new Map<string, string[]>(),
    deliver: async () => undefined,
    graph: options.graph ?? (() => Promise.reject(new Error('no graph in this test'))),
    ...(options.outside ? { outside: options.outside } : {}),
    onStatement: (statement: string) => void statements.push(statement),
  });
  const template = `tpl_${definition.name}_${options.seeded ? `seeded_${options.now.slice(0, 10).replaceAll('-', '')}` : 'empty'}`;
  const database = await databaseFrom(template, async (url) => {
    const subgraph = await startSubgraph(definition, surroundings(url));
    await subgraph.database.migrate();
    if (options.seeded) await subgraph.seed();
    await subgraph.stop();
  });
  const subgraph = await startSubgraph(definition, surroundings(database.url));
  const rows = <Row extends object>(text: string, parameters: readonly unknown[] = []) =>
    sql<Row>(subgraph.database.fork(), text, parameters);

  const speakingTo =
    (to: Subgraph): TestSubgraph['as'] =>
    (caller, at, more = {}) => {
      const who: Caller = 'kind' in caller ? caller : { kind: 'PERSON', id: caller.id, roles: caller.roles };
      const ask: TestCaller['ask'] = async <Data>(query: string, variables: Record<string, unknown> = {}) => {
        const stated = statedPurpose(more[purposeHeader] ?? '');
        const identity = {
          caller: who,
          requestId: randomUUID(),
          ...(at ? { now: new Date(at) } : {}),
          ...(stated ? { stated } : {}),
        };
        const body = JSON.stringify({ query, variables });
        const signed = await signIdentity(keys, clock, definition.name, identity, body);
        const answer = await to.execute({ query, variables, body }, { ...more, [identityHeader]: signed });
        return JSON.parse(JSON.stringify(answer)) as Answer<Data>;
      };
      const data: TestCaller['data'] = async <Data>(query: string, variables?: Record<string, unknown>) => {
        const answer = await ask<Data>(query, variables);
        if (answer.errors || !answer.data)
          throw new Error(`the subgraph answered with errors: ${JSON.stringify(answer.errors)}`);
        return answer.data;
      };
      return { ask, data };
    };

  return {
    subgraph,
    databaseUrl: database.url,
    folder: join(home, definition.name),
    rows,
    as: speakingTo(subgraph),
    given: (write) => subgraph.database.fork().transactional(async (tx) => void (await write(tx))),
    async statementsOf(work) {
      statements = [];
      await work();
      return statements.filter((statement) => !/^\s*(begin|commit|rollback|savepoint|release|set )/i.test(statement))
        .length;
    },
    published: () => rows('select type, aggregate, payload from kit_outbox order by position'),
    async replica() {
      const other = await startSubgraph(definition, surroundings(database.url));
      return { as: speakingTo(other), stop: other.stop };
    },
    async stop() {
      await subgraph.stop();
      await database.drop();
    },
  };
}
