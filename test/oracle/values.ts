// The data of a world are a function: the same field of the same thing is the same, whoever is asked.
import { GraphQLError, type GraphQLFieldResolver } from 'graphql';
import { type Entity, enumValues, type Field, instances, isComposite, type World } from './model.ts';
import { hash } from './random.ts';

/** A thing as it travels between resolvers. */
export interface Thing {
  readonly __typename: string;
  /** The concrete type, where `__typename` is an interface object. */
  readonly type: string;
  readonly key: string;
  /** What the gateway sent along with a reference. */
  readonly sent?: Readonly<Record<string, unknown>>;
}

const strings = [
  '',
  'plain',
  'a "quoted" word',
  'back\\slash',
  'line\nbreak',
  '工业社区',
  '😀',
  '\u2028',
  '__proto__',
  '<b>',
  '\u0007',
];

function scalar(type: string, seed: number): unknown {
  switch (type) {
    case 'Int':
      return (seed % 2 ? 1 : -1) * (seed % 100_000);
    case 'Float':
      return seed % 3 === 0 ? seed % 50 : (seed % 10_000) / 8;
    case 'Boolean':
      return seed % 2 === 0;
    case 'Shade':
      return enumValues[seed % enumValues.length];
    case 'ID':
      return seed % 4 === 0 ? String(seed % 1000) : `id${seed % 1000}`;
    default:
      return `${strings[seed % strings.length]}${seed % 7}`;
  }
}

export class Values {
  readonly #entities: ReadonlyMap<string, Entity>;
  readonly #fields = new Map<string, Field>();
  readonly #required = new Set<string>();

  constructor(readonly world: World) {
    this.#entities = new Map(world.entities.map((entity) => [entity.name, entity]));
    const types = [...world.entities, ...world.values, { name: 'Query', fields: world.roots }];
    for (const { name, fields } of types) {
      for (const field of fields) this.#fields.set(`${name}.${field.name}`, field);
      for (const field of fields) for (const source of field.requires) this.#required.add(`${name}.${source}`);
    }
  }

  /** A thing by its key, or null when the key names nothing. */
  find(typename: string, reference: Readonly<Record<string, unknown>>): Thing | null {
    const text = String(reference['id'] ?? reference['code']);
    const [, type, key] = /^(E\d+)[-c](\d+)$/.exec(text) ?? [];
    if (!type || !key || !this.#entities.has(type)) return null;
    return { __typename: typename, type, key, sent: reference };
  }

  #thing(type: string, seed: number, where: string, wholeFace: boolean): Thing {
    const { interface: face, union } = this.world;
    const members = type === face?.name ? face.members : type === union?.name ? union.members : null;
    const concrete = members?.[seed % members.length] ?? type;
    const key = this.#entities.has(concrete) ? String((seed >>> 8) % instances) : `${where}/${seed}`;
    return { __typename: wholeFace && type === face?.name ? type : concrete, type: concrete, key };
  }

  #one(field: Field, text: string, wholeFace: boolean, lists: number, nonNull: boolean): unknown {
    const seed = hash(`${this.world.seed}${text}`);
    if (!nonNull && seed % 100 < 12) return null;
    if (lists > 0) {
      const length = (seed >>> 4) % 4;
      return Array.from({ length }, (_, index) =>
        this.#one(field, `${text}[${index}]`, wholeFace, lists - 1, field.itemNonNull),
      );
    }
    return isComposite(field.type)
      ? this.#thing(field.type, seed >>> 3, text, wholeFace)
      : scalar(field.type, seed >>> 3);
  }

  value(source: Thing, name: string, args: unknown, wholeFace: boolean): unknown {
    if (name === 'id') return `${source.type}-${source.key}`;
    if (name === 'code') return `${source.type}c${source.key}`;
    if (name === 'extra') return hash(`${source.type}${source.key}`) % 1000;
    const coordinate = `${source.type}.${name}`;
    const field = this.#fields.get(coordinate);
    if (!field) throw new Error(`the world has no ${coordinate}`);
    const text = `${coordinate}(${JSON.stringify(args)})${source.key}`;
    if (field.requires.length) {
      const needed = field.requires.map((one) =>
        source.sent ? source.sent[one] : this.value(source, one, {}, wholeFace),
      );
      return `from ${needed.map((one) => (one === undefined ? 'NOT SENT' : JSON.stringify(one))).join(' and ')}`;
    }
    const rate = this.#required.has(coordinate) ? 0 : this.world.errorRate;
    if (hash(`error${text}`) % 1000 < rate * 1000) throw new GraphQLError(`${coordinate} failed`);
    return this.#one(field, text, wholeFace, field.lists, field.nonNull);
  }

  /** The subgraphs that have a part in a field. */
  sources(type: string, name: string): ReadonlySet<string> {
    const field = this.#fields.get(`${type}.${name}`);
    const needed = field?.requires.flatMap((one) => this.#fields.get(`${type}.${one}`)?.owners ?? []) ?? [];
    return new Set([...(field?.owners ?? []), ...needed]);
  }

  /** The resolver of every field of a server; a subgraph that has the interface as an object says so. */
  resolver(wholeFace = false): GraphQLFieldResolver<Thing, unknown> {
    return (source, args, _, { fieldName }) => this.value(source, fieldName, args, wholeFace);
  }
}

export const queryRoot: Thing = { __typename: 'Query', type: 'Query', key: '' };
