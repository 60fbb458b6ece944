import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';
import type { Constants } from './source.ts';

/**
 * Source text that turns the variable `v`, which is not null, into JSON text, or gives up. Written out in place: a
 * call per value would cost more than the value.
 */
export function leafSource(type: GraphQLLeafType, constants: Constants): string {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return `${constants.name(texts)}.get(v) ?? giveUp()`;
  }
  switch (type.name) {
    case GraphQLString.name:
      return "typeof v === 'string' ? quote(v) : giveUp()";
    case GraphQLID.name:
      return "typeof v === 'string' ? quote(v) : Number.isSafeInteger(v) ? '\"' + v + '\"' : giveUp()";
    case GraphQLInt.name:
      return "typeof v === 'number' && (v | 0) === v ? '' + v : giveUp()";
    case GraphQLFloat.name:
      return "Number.isFinite(v) ? '' + v : giveUp()";
    case GraphQLBoolean.name:
      return "v === true ? 'true' : v === false ? 'false' : giveUp()";
    default:
      return 'JSON.stringify(v)';
  }
}
