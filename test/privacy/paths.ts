import {
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';

/** One step of a path: a field, and the type that it leads to. A page of a connection is no step of its own. */
export interface Step {
  readonly parent: string;
  readonly field: string;
  readonly type: string;
  readonly connection: boolean;
  /** Arguments that must be given, and an id where one can be, with the names of their types. */
  readonly needs: readonly { readonly name: string; readonly type: string }[];
}

export type Path = readonly Step[];

export const nameOf = (path: Path): string => ['Query', ...path.map(({ field }) => field)].join('.');

const coordinatesWith = (supergraphSdl: string, directive: string): string[] =>
  parse(supergraphSdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (definition.fields ?? [])
          .filter(({ directives }) => directives?.some(({ name }) => name.value === directive))
          .map((field) => `${definition.name.value}.${field.name.value}`)
      : [],
  );

/** Coordinates that the supergraph marks as sensitive. */
export const sensitiveCoordinates = (supergraphSdl: string): string[] => coordinatesWith(supergraphSdl, 'sensitive');

/** Coordinates that a scope opens. */
export const scopedCoordinates = (supergraphSdl: string): string[] => coordinatesWith(supergraphSdl, 'requiresScopes');

const unwrapped = (type: GraphQLNamedType) => {
  const node = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['nodes'] : undefined;
  return node ? { type: getNamedType(node.type), connection: true } : { type, connection: false };
};

const stepsOf = (schema: GraphQLSchema, parent: GraphQLObjectType): { step: Step; to: GraphQLObjectType[] }[] =>
  Object.values(parent.getFields()).flatMap((field) => {
    const { type, connection } = unwrapped(getNamedType(field.type));
    const to = isAbstractType(type) ? [...schema.getPossibleTypes(type)] : isObjectType(type) ? [type] : [];
    const step = { parent: parent.name, field: field.name, connection, needs: needsOf(field) };
    return to.map((one) => ({ step: { ...step, type: one.name }, to: [one] }));
  });

const needsOf = (field: GraphQLField<unknown, unknown>) =>
  field.args
    .filter(({ name, type, defaultValue }) => (isNonNullType(type) && defaultValue === undefined) || name === 'id')
    .map(({ name, type }) => ({ name, type: getNamedType(type).name }));

/** Every path from the root to one of the types, of at most so many steps. */
export function pathsTo(schema: GraphQLSchema, types: ReadonlySet<string>, most: number): Path[] {
  const root = schema.getQueryType();
  if (!root) return [];
  const found: Path[] = [];
  const walk = (parent: GraphQLObjectType, path: Path): void => {
    if (path.length === most) return;
    for (const { step, to } of stepsOf(schema, parent)) {
      const longer = [...path, step];
      if (types.has(step.type)) found.push(longer);
      for (const next of to) walk(next, longer);
    }
  };
  walk(root, []);
  return found;
}
