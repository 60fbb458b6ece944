import {
  type Argument,
  type Entity,
  type Field,
  inputName,
  type Interface,
  scalars,
  type ValueType,
  type World,
} from './model.ts';
import { Random } from './random.ts';

export interface WorldOptions {
  /** Every field but the keys nullable: then a fault has to stay where it happened. */
  readonly allNullable?: boolean;
  /** One key a type, no field in two subgraphs: then who is responsible for a value is certain. */
  readonly singleSource?: boolean;
  readonly errorRate?: number;
  /** How many, where chance shall not say. */
  readonly subgraphs?: number;
  readonly entities?: number;
}

const argumentTypes = ['Int', 'String', 'Boolean', 'Shade', '[Int!]', inputName, 'ID'] as const;

const onlyFirst = (fields: readonly Field[]): Field[] =>
  fields.filter((field, at) => fields.findIndex(({ name }) => name === field.name) === at);

class WorldMaker {
  readonly random: Random;
  readonly subgraphs: string[];
  readonly entityNames: string[];
  readonly valueNames: string[];
  #fields = 0;

  constructor(
    readonly seed: number,
    readonly options: WorldOptions,
  ) {
    this.random = new Random(seed);
    this.subgraphs = Array.from({ length: options.subgraphs ?? this.random.int(2, 6) }, (_, index) => `s${index}`);
    this.entityNames = Array.from({ length: options.entities ?? this.random.int(2, 5) }, (_, index) => `E${index}`);
    this.valueNames = Array.from({ length: this.random.int(0, 2) }, (_, index) => `V${index}`);
  }

  args(): Argument[] {
    if (!this.random.chance(0.25)) return [];
    return Array.from({ length: this.random.int(1, 2) }, (_, index) => ({
      name: `a${index}`,
      type: this.random.pick(argumentTypes),
    }));
  }

  field(type: string, owners: readonly string[], extra: Partial<Field> = {}): Field {
    const { random } = this;
    this.#fields += 1;
    const strict = !this.options.allNullable;
    return {
      // Some names are met on several types, with different types behind them: the writer must not confuse them.
      name: random.chance(0.15) ? `f${this.#fields % 3}` : `f${this.#fields + 10}`,
      type,
      lists: random.chance(0.3) ? (random.chance(0.15) ? 2 : 1) : 0,
      nonNull: strict && random.chance(0.3),
      itemNonNull: strict && random.chance(0.5),
      args: this.args(),
      owners,
      requires: [],
      ...extra,
    };
  }

  /** Value types are the same in every subgraph that uses them; they hold scalars, and sometimes each other. */
  values(): ValueType[] {
    return this.valueNames.map((name, index) => ({
      name,
      fields: onlyFirst([
        ...Array.from({ length: this.random.int(1, 3) }, () => this.field(this.random.pick(scalars), [], { args: [] })),
        ...(index > 0 && this.random.chance(0.6) ? [this.field('V0', [], { args: [] })] : []),
      ]),
    }));
  }

  ownFields(abstract: readonly string[]): Field[] {
    const { random, subgraphs } = this;
    return Array.from({ length: random.int(3, 7) }, () => {
      const owner = random.pick(subgraphs);
      const kind = random.next() % 100;
      if (kind < 45 || (kind < 60 && this.valueNames.length === 0)) {
        const other = random.pick(subgraphs);
        const shared = !this.options.singleSource && other !== owner && random.chance(0.2);
        return this.field(random.pick(scalars), shared ? [owner, other] : [owner]);
      }
      if (kind < 60) return this.field(random.pick(this.valueNames), [owner]);
      if (kind < 75 && abstract.length > 0) return this.field(random.pick(abstract), [owner]);
      return this.field(random.pick(this.entityNames), [owner]);
    });
  }

  /** A field that is computed from what another subgraph knows. */
  withRequires(fields: readonly Field[]): Field[] {
    if (!this.random.chance(0.5)) return [...fields];
    const sources = fields.filter(
      ({ type, args, requires, owners }) =>
        (scalars as readonly string[]).includes(type) && !args.length && !requires.length && owners.length === 1,
    );
    const wanted = this.random.some(sources, 0.4).slice(0, 2);
    const away = this.subgraphs.filter((name) => !wanted.some(({ owners }) => owners.includes(name)));
    if (!wanted.length || !away.length) return [...fields];
    const requires = wanted.map(({ name }) => name);
    return [...fields, this.field('String', [this.random.pick(away)], { requires, lists: 0, args: [] })];
  }

  entity(name: string, abstract: readonly string[], face: Interface | null): Entity {
    const { random, subgraphs } = this;
    const member = face?.members.includes(name) ?? false;
    // The interface has `id`, so its members have it wherever they are.
    const twoKeys = !this.options.singleSource && !member && random.chance(0.25);
    const keys = new Map(
      subgraphs.map((subgraph) => [
        subgraph,
        twoKeys ? random.pick([['id'], ['code'], ['id', 'code'], ['id', 'code']] as const) : (['id'] as const),
      ]),
    );
    const label = { name: 'label', lists: 0, args: [], nonNull: false } as const;
    const labels = member && face ? [this.field('String', [face.home], label)] : [];
    const all = onlyFirst([...labels, ...this.ownFields(abstract)]);
    return {
      name,
      fields: onlyFirst(this.withRequires(all)),
      keys,
      unresolvable: new Set(random.some(subgraphs, 0.3)),
    };
  }

  /** A relation may say one plain field of its target along. */
  provide(entities: readonly Entity[]): Entity[] {
    if (this.options.singleSource) return [...entities];
    return entities.map((entity) => ({
      ...entity,
      fields: entity.fields.map((field) => {
        const target = entities.find(({ name }) => name === field.type);
        if (!target || !this.random.chance(0.25)) return field;
        const candidates = target.fields.filter(
          ({ type, args, owners, requires }) =>
            (scalars as readonly string[]).includes(type) &&
            !args.length &&
            !requires.length &&
            !field.owners.some((owner) => owners.includes(owner)),
        );
        return candidates.length ? { ...field, provides: this.random.pick(candidates).name } : field;
      }),
    }));
  }

  world(): World {
    const { random, subgraphs, entityNames } = this;
    const members = random.some(entityNames, 0.6);
    const withObject = !this.options.singleSource && random.chance(0.3);
    const face: Interface | null =
      members.length > 1 && random.chance(0.6)
        ? { name: 'Face', members, home: random.pick(subgraphs), ...(withObject && { objectIn: 'whole' }) }
        : null;
    const parts = random.some(entityNames, 0.6);
    const union = parts.length > 0 && random.chance(0.5) ? { name: 'Any', members: parts } : null;
    // With an interface object the interface is known in its home only, as an interface.
    const abstract = [...(face && !face.objectIn ? [face.name] : []), ...(union ? [union.name] : [])];
    const values = this.values();
    const entities = this.provide(entityNames.map((name) => this.entity(name, abstract, face)));
    const roots = [...entityNames, ...(union ? [union.name] : [])].flatMap((type) => [
      this.field(type, [random.pick(subgraphs)], { nonNull: false }),
      ...(random.chance(0.6) ? [this.field(type, [random.pick(subgraphs)], { lists: 1, nonNull: false })] : []),
    ]);
    if (face) roots.push(this.field(face.name, [face.home], { lists: 1, nonNull: false }));
    if (face?.objectIn) roots.push(this.field(face.name, [face.objectIn], { nonNull: false }));
    return {
      seed: this.seed,
      // Where the interface is an object no member may stand, so it has a subgraph to itself.
      subgraphs: face?.objectIn ? [...subgraphs, face.objectIn] : subgraphs,
      entities,
      values,
      interface: face,
      union,
      roots: roots.map((root, index) => ({ ...root, name: `root${index}` })),
      errorRate: this.options.errorRate ?? 0,
    };
  }
}

export const generateWorld = (seed: number, options: WorldOptions = {}): World => new WorldMaker(seed, options).world();
