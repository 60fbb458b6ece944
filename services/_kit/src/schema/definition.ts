import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import type { ClassType } from 'type-graphql';
import type { MigrationClass } from '../database/orm.ts';
import type { EventHandler } from '../events/inbox.ts';
import type { Secrets } from '../identity/keys.ts';
import type { EntityPolicy, Reading } from '../identity/policy.ts';
import type { Context } from '../runtime/context.ts';

/** Finds an entity that the graph names by a key; null where there is none. */
export type ReferenceResolver = (
  reference: Readonly<Record<string, unknown>>,
  context: Context,
) => Promise<object | null> | object | null;

export type DueTask = (
  em: EntityManager,
  now: Date,
  context: Pick<Context['services'], 'publish' | 'graph' | 'log' | 'folder' | 'secret' | 'outside'>,
) => Promise<number>;

export interface SeedContext {
  readonly now: Date;
  readonly secret: Secrets;
}

/** What a subgraph is made of: its table of contents. */
export interface SubgraphDefinition {
  readonly name: string;
  /** Resolver classes: queries, mutations and the fields that need more than a column. */
  readonly resolvers: readonly ClassType[];
  /** SDL in place of the kit's own `@link`: another version, other imports, directives that are composed. */
  readonly link?: string;
  /** Types that no field of this subgraph returns, but the graph reaches: entities and stubs of others’ entities. */
  readonly types: readonly ClassType[];
  /** By type name, for every `@key` type whose fields this subgraph resolves. */
  readonly references: Readonly<Record<string, ReferenceResolver>>;
  readonly entities: readonly EntityClass<object>[];
  readonly migrations: readonly MigrationClass[];
  /** Events of others that this subgraph acts on, by type. */
  readonly consumes?: Readonly<Record<string, EventHandler>>;
  /** What becomes due by time, by name; each returns how many things it moved. */
  readonly due?: Readonly<Record<string, DueTask>>;
  /** Who reads what of its entities; a field that is marked sensitive is in one of them. */
  readonly policies?: readonly Pick<EntityPolicy<never, string>, 'type' | 'fields'>[];
  /** Writes what others read of a person’s protected data. Without it, whoever keeps the log is told by an event. */
  readonly recordReadings?: (context: Context, readings: readonly Reading[]) => Promise<void>;
  /** Demo data, written in one transaction. */
  readonly seed: (tx: EntityManager, context: SeedContext) => Promise<void>;
}

/** Checks at compile time, keeps the literal types. */
export const defineSubgraph = (definition: SubgraphDefinition): SubgraphDefinition => Object.freeze(definition);
