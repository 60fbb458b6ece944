import { GraphQLError, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import type { ConcreteType, Shape } from '../compile/shape.ts';
import { isObject } from '../complete/complete.ts';
import { type Path, pathArray } from '../complete/path.ts';
import type { Refusal } from './decision.ts';

/** More places than these say nothing new. */
const maxRefusals = 100;

export const refusedAt = ({ code, message }: Refusal, path: readonly (string | number)[]): GraphQLError =>
  new GraphQLError(message, { path: [...path], extensions: { code } });

/** An error for every null that was written because the caller may not see what would stand there. */
export function refusalsIn(shape: Shape, type: ConcreteType, data: unknown): GraphQLError[] {
  const refusal = shape.context.access?.refusal;
  const errors: GraphQLError[] = [];
  const objectAt = (here: Shape, of: ConcreteType, object: Readonly<Record<string, unknown>>, path?: Path): void => {
    for (const field of here.fieldsOf(of.name) ?? []) {
      if (errors.length >= maxRefusals) return;
      const at = { above: path, key: field.responseName };
      if (field.refused && refusal) errors.push(refusedAt(refusal, pathArray(at)));
      else if (field.type && field.shape && Object.hasOwn(object, field.dataKey)) {
        valueAt(field.shape, field.type, object[field.dataKey], at);
      }
    }
  };
  const valueAt = (here: Shape, of: GraphQLOutputType, value: unknown, path: Path): void => {
    const type = isNonNullType(of) ? of.ofType : of;
    if (isListType(type) && Array.isArray(value)) {
      for (const [key, item] of value.entries()) valueAt(here, type.ofType, item, { above: path, key });
    } else if (isObject(value)) {
      const found = here.typeOf(value['__typename']);
      if (found) objectAt(here, found, value, path);
    }
  };
  objectAt(shape, type, isObject(data) ? data : {});
  return errors;
}
