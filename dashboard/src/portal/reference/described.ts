import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

interface Described {
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

/** All that a schema says of itself in words: each text once, with the first place where it stands. */
export function textsOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const take = (at: string, { description, deprecationReason }: Described) => {
    for (const text of [description, deprecationReason]) if (text && !found.has(text)) found.set(text, at);
  };
  for (const type of Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))) {
    take(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) take(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    const fields: Record<string, GraphQLField<unknown, unknown> | GraphQLInputField> = type.getFields();
    for (const field of Object.values(fields)) {
      take(`${type.name}.${field.name}`, field);
      for (const arg of 'args' in field ? field.args : []) take(`${type.name}.${field.name}.${arg.name}`, arg);
    }
  }
  return found;
}
