// Valid queries over a schema: nested selections with aliases (also ones that sit on a key's name), named and
// inline fragments, arguments as literals and as variables, @skip and @include, __typename.
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  validate,
} from 'graphql';
import { Random } from './random.ts';

export interface Query {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

class QueryMaker {
  readonly #random: Random;
  readonly #fragments = new Map<string, { type: string; text: string }>();
  readonly #declared: string[] = [];
  readonly variables: Record<string, unknown> = {};
  #budget: number;

  constructor(
    readonly schema: GraphQLSchema,
    seed: number,
  ) {
    this.#random = new Random(seed);
    this.#budget = this.#random.int(4, 60);
  }

  #variable(type: string, value: unknown, fallback = ''): string {
    const name = `v${this.#declared.length}`;
    this.#declared.push(`$${name}: ${type}${fallback}`);
    if (!fallback || this.#random.chance(0.5)) this.variables[name] = value;
    return `$${name}`;
  }

  /** A value as JSON and as a literal: the two spell enums and keys differently. */
  #input(type: GraphQLInputType): { value: unknown; literal: string } {
    const random = this.#random;
    if (isNonNullType(type)) return this.#input(type.ofType);
    if (isListType(type)) {
      const items = Array.from({ length: random.int(0, 2) }, () => this.#input(type.ofType));
      return { value: items.map(({ value }) => value), literal: `[${items.map(({ literal }) => literal).join(', ')}]` };
    }
    if (isEnumType(type)) {
      const name = random.pick(type.getValues()).name;
      return { value: name, literal: name };
    }
    if (isInputObjectType(type)) {
      const parts = random
        .some(Object.values(type.getFields()), 0.6)
        .map(({ name, type: inner }) => ({ name, ...this.#input(inner) }));
      return {
        value: Object.fromEntries(parts.map(({ name, value }) => [name, value])),
        literal: `{ ${parts.map(({ name, literal }) => `${name}: ${literal}`).join(', ')} }`,
      };
    }
    const scalars: Record<string, () => unknown> = {
      Int: () => random.int(-3, 3),
      Boolean: () => random.chance(0.5),
      ID: () => `E${random.int(0, 2)}-${random.int(0, 3)}`,
      String: () => random.pick(['', 'x', 'with "quotes"', '$v0', '业']),
    };
    const value = scalars[type.name]?.() ?? null;
    return { value, literal: JSON.stringify(value) };
  }

  #arguments(args: readonly GraphQLArgument[]): string {
    const chosen = this.#random.some(args, 0.7).map((arg) => {
      const { value, literal } = this.#input(arg.type);
      if (!this.#random.chance(0.4)) return `${arg.name}: ${literal}`;
      const fallback = this.#random.chance(0.2) ? ` = ${literal}` : '';
      return `${arg.name}: ${this.#variable(String(arg.type), value, fallback)}`;
    });
    return chosen.length ? `(${chosen.join(', ')})` : '';
  }

  #condition(): string {
    const random = this.#random;
    if (!random.chance(0.08)) return '';
    const yes = random.chance(0.5);
    const test = random.chance(0.6) ? this.#variable('Boolean!', yes, random.chance(0.3) ? ` = ${!yes}` : '') : yes;
    return ` @${random.pick(['skip', 'include'])}(if: ${test})`;
  }

  #alias(field: GraphQLField<unknown, unknown>, args: string): string {
    const random = this.#random;
    // Two readings of one field with other arguments must have names of their own.
    if (args) return `${field.name}_${this.#budget}_${random.int(0, 9)}: `;
    if (random.chance(0.85)) return '';
    return `${random.pick(['id', 'code', 'label', 'f0', 'f1', 'alias0', 'alias1', '_entities', 'constructor'])}: `;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string | null {
    const type = getNamedType(field.type);
    const args = this.#arguments(field.args);
    const head = `${this.#alias(field, args)}${field.name}${args}${this.#condition()}`;
    if (!isCompositeType(type)) return head;
    if (depth <= 0) return `${head} { __typename }`;
    return `${head} ${this.#selection(type, depth - 1)}`;
  }

  #fragment(type: GraphQLNamedType, depth: number): string {
    const random = this.#random;
    const known = [...this.#fragments].filter(([, { type: on }]) => on === type.name);
    if (known.length && random.chance(0.4)) return `...${random.pick(known)[0]}${this.#condition()}`;
    const text = this.#selection(type, depth);
    if (!random.chance(0.4)) return `... on ${type.name}${this.#condition()} ${text}`;
    const name = `Part${this.#fragments.size}`;
    this.#fragments.set(name, { type: type.name, text });
    return `...${name}${this.#condition()}`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const random = this.#random;
    const parts: string[] = [];
    if (random.chance(0.15)) parts.push('__typename');
    if (!isUnionType(type) && 'getFields' in type && !isInputObjectType(type)) {
      const fields = Object.values(type.getFields()) as GraphQLField<unknown, unknown>[];
      for (let count = random.int(1, 4); count > 0 && this.#budget > 0; count--) {
        this.#budget -= 1;
        const text = this.#field(random.pick(fields), depth);
        if (text) parts.push(text);
      }
      if (isObjectType(type) && depth > 0 && random.chance(0.15)) parts.push(this.#fragment(type, depth - 1));
      const face = isObjectType(type) ? type.getInterfaces()[0] : undefined;
      if (face && depth > 0 && random.chance(0.2)) parts.push(this.#fragment(face, depth - 1));
    }
    if (isAbstractType(type)) {
      for (const member of random.some(this.schema.getPossibleTypes(type), 0.6)) {
        parts.push(this.#fragment(member, depth));
      }
    }
    return `{ ${parts.length ? parts.join(' ') : '__typename'} }`;
  }

  query(): Query {
    const root = this.schema.getQueryType();
    if (!root) throw new Error('no query type');
    const body = this.#selection(root, this.#random.int(1, 5));
    const fragments = [...this.#fragments].map(([name, { type, text }]) => `fragment ${name} on ${type} ${text}`);
    const head = this.#declared.length ? `query Q(${this.#declared.join(', ')})` : 'query Q';
    return { text: [`${head} ${body}`, ...fragments].join('\n'), variables: this.variables };
  }
}

/** The next valid query from this seed on; what is drawn and turns out invalid is thrown away. */
export function generateQuery(schema: GraphQLSchema, seed: number): Query {
  for (let attempt = 0; ; attempt++) {
    const query = new QueryMaker(schema, seed + attempt * 7919).query();
    if (validate(schema, parse(query.text)).length === 0) return query;
    if (attempt > 200) throw new Error(`no valid query from seed ${seed}`);
  }
}
