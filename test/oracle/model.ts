// A world: entity types whose fields are dealt out to subgraphs. From one model come the subgraphs' schemas, the
// schema of one server that holds everything, and the value of every field.

export interface Argument {
  readonly name: string;
  readonly type: string;
}

export interface Field {
  readonly name: string;
  /** The named type: a scalar, the enum, a value type, an entity, the interface or the union. */
  readonly type: string;
  /** How often lists are nested in each other. */
  readonly lists: 0 | 1 | 2;
  readonly nonNull: boolean;
  readonly itemNonNull: boolean;
  readonly args: readonly Argument[];
  /** The subgraphs that can say it; more than one: shareable. */
  readonly owners: readonly string[];
  /** Fields of the same entity that the owner needs and another subgraph has. */
  readonly requires: readonly string[];
  /** A field of the target that the owner says along, though it belongs to another subgraph. */
  readonly provides?: string;
}

export interface Entity {
  readonly name: string;
  readonly fields: readonly Field[];
  /** By subgraph: which keys it knows. A type with two keys may need a detour over a subgraph that knows both. */
  readonly keys: ReadonlyMap<string, readonly ('id' | 'code')[]>;
  /** Subgraphs in which the entity only stands as a reference that cannot be resolved there. */
  readonly unresolvable: ReadonlySet<string>;
}

export interface ValueType {
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Interface {
  readonly name: string;
  readonly members: readonly string[];
  /** The subgraph that owns `label` of every member, and so declares it in the interface. */
  readonly home: string;
  /** A subgraph that adds a field to all members at once by `@interfaceObject`. */
  readonly objectIn?: string;
}

export interface Union {
  readonly name: string;
  readonly members: readonly string[];
}

export interface World {
  readonly seed: number;
  readonly subgraphs: readonly string[];
  readonly entities: readonly Entity[];
  readonly values: readonly ValueType[];
  readonly interface: Interface | null;
  readonly union: Union | null;
  /** Root fields; the owner is the subgraph that has them. */
  readonly roots: readonly Field[];
  /** The share of field values that are errors instead. */
  readonly errorRate: number;
}

export const instances = 4;
export const enumName = 'Shade';
export const enumValues = ['RED', 'GREEN', 'BLUE'] as const;
export const inputName = 'Filter';
export const scalars = ['Int', 'Float', 'String', 'Boolean', 'ID', enumName] as const;

export const isComposite = (type: string): boolean => !(scalars as readonly string[]).includes(type);
