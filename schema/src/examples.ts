import { readFileSync } from 'node:fs';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  print,
  parse,
} from 'graphql';
import { parse as parseYaml } from 'yaml';
import { paths } from './paths.ts';

/** An operation that shows one root field: as it is, it can be sent to the demo data. */
export interface Example {
  readonly document: string;
  /** `{ from: PATH }` stands for what the example of the path's first step answers there. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The demo person who sees the most of it; absent: nobody needs to sign in. */
  readonly as?: string;
}

/** What `schema/examples.yaml` says by hand. */
export interface Samples {
  /** Ids of the demo data, by the type they name. */
  readonly ids: Readonly<Record<string, string | { readonly from: string }>>;
  /** Which type an argument names whose name does not say it. */
  readonly names: Readonly<Record<string, string>>;
  /** Values by scalar. */
  readonly scalars: Readonly<Record<string, unknown>>;
  /** Values by argument or input field, where any value of its scalar would not do. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Optional arguments that an example is better with, by root field. */
  readonly arguments: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** All that an example shows of a type, unless the type is what was asked for. */
  readonly shows: Readonly<Record<string, readonly string[]>>;
  /** Coordinates that no example shows. */
  readonly omits: readonly string[];
  readonly as: Readonly<Record<string, string>>;
}

/** The committed examples, by coordinate: `Query.canteens`. */
export const rootExamples = (): Record<string, Example> =>
  JSON.parse(readFileSync(paths.examples, 'utf8')) as Record<string, Example>;

export const committedSamples = (): Samples => parseYaml(readFileSync(paths.samples, 'utf8')) as Samples;

/** An example of every root field, by coordinate: `Query.canteens`. */
export function examplesOf(schema: GraphQLSchema, samples: Samples): Record<string, Example> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return Object.fromEntries(
    roots.flatMap((root) =>
      Object.values(root?.getFields() ?? {}).map((field) => {
        const coordinate = `${root?.name}.${field.name}`;
        return [coordinate, exampleOf(root?.name.toLowerCase() ?? '', coordinate, field, samples)] as const;
      }),
    ),
  );
}

function exampleOf(kind: string, coordinate: string, field: GraphQLField<unknown, unknown>, samples: Samples): Example {
  const paged = field.args.some(({ name }) => name === 'first') ? { first: 3 } : {};
  const given: Readonly<Record<string, unknown>> = { ...paged, ...samples.arguments[coordinate] };
  const shown = field.args.filter((argument) => isRequiredArgument(argument) || argument.name in given);
  const variables = Object.fromEntries(
    shown.map((argument) => {
      const sample =
        argument.name in given && argument.name !== 'input' ? undefined : sampleOf(argument, field.type, samples);
      return [
        argument.name,
        isRecord(sample) ? { ...sample, ...(given[argument.name] as object) } : (given[argument.name] ?? sample),
      ];
    }),
  );
  const name = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  const declared = shown.map((argument) => `$${argument.name}: ${argument.type.toString()}`).join(', ');
  const passed = shown.map((argument) => `${argument.name}: $${argument.name}`).join(', ');
  const document = `${kind} ${name}${declared && `(${declared})`} {
    ${field.name}${passed && `(${passed})`} ${selectionOf(field.type, 0, samples)}
  }`;
  const as = samples.as[coordinate];
  return { document: print(parse(document)), variables, ...(as ? { as } : {}) };
}

/** How far an example looks into what a field answers: an object, what it leads to, and the nodes of a list. */
const deepest = 2;

/** Fields of an object that an example shows besides what is a leaf. */
const mostObjects = 4;

/** Leaves of an object that stands inside. */
const mostLeaves = 6;

function selectionOf(output: GraphQLOutputType, depth: number, samples: Samples, listed = false): string {
  const type = getNamedType(output);
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '{ __typename }';
  const shown = depth > 0 || listed ? samples.shows[type.name] : undefined;
  const fields = Object.values(type.getFields()).filter(
    ({ name, args, deprecationReason }) =>
      !args.some(isRequiredArgument) &&
      !deprecationReason &&
      !samples.omits.includes(`${type.name}.${name}`) &&
      (shown?.includes(name) ?? true),
  );
  if (type.name.endsWith('Connection')) {
    const nodes = fields.find(({ name }) => name === 'nodes');
    return nodes
      ? `{ nodes ${selectionOf(nodes.type, depth, samples, true)} pageInfo { hasNextPage endCursor } }`
      : '{ __typename }';
  }
  const leaves = fields.filter(({ type: of }) => isLeafType(getNamedType(of)));
  if (depth >= deepest || leaves.length === fields.length)
    return `{ ${namesOf(depth > 0 ? leaves.slice(0, mostLeaves) : leaves)} }`;
  const objects = fields
    .filter(({ type: of }) => isObjectType(getNamedType(of)) && !getNamedType(of).name.endsWith('Connection'))
    .slice(0, depth === 0 ? mostObjects : 1);
  const inside = objects.map(({ name, type: of }) => `${name} ${selectionOf(of, depth + 1, samples)}`);
  return `{ ${[...leaves.map(({ name }) => name), ...inside].join(' ')} }`;
}

const namesOf = (fields: readonly GraphQLField<unknown, unknown>[]): string =>
  fields.map(({ name }) => name).join(' ') || '__typename';

function sampleOf(element: GraphQLArgument | GraphQLInputField, answers: GraphQLOutputType, samples: Samples): unknown {
  const { name, type } = element;
  if (name in samples.values) return samples.values[name];
  return valueOf(type, name, answers, samples);
}

function valueOf(input: GraphQLInputType, name: string, answers: GraphQLOutputType, samples: Samples): unknown {
  const type = getNullableType(input);
  if (isListType(type)) return [valueOf(type.ofType, name.replace(/s$/, ''), answers, samples)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || (field.name in samples.values && isNonNullType(field.type)),
    );
    return Object.fromEntries(required.map((field) => [field.name, sampleOf(field, answers, samples)]));
  }
  if (type.toString() !== 'ID') return samples.scalars[type.toString()];
  const named =
    name === 'id' ? getNamedType(answers).name : (samples.names[name] ?? capitalised(name.replace(/Id$/, '')));
  // Of what the demo data have none of: an id that nothing has.
  return samples.ids[named] ?? `non_${'0'.repeat(26)}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
