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
 * A statement that writes the variable `v`, which is not null, or gives up. Written out in place: a call per value
 * would cost more than the value.
 */
export function leafSource(type: GraphQLLeafType, constants: Constants): string {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, JSON.stringify(name)]));
    return `out.raw(${constants.name(texts)}.get(v) ?? giveUp());`;
  }
  switch (type.name) {
    case GraphQLString.name:
      return "if (typeof v === 'string') out.string(v); else giveUp();";
    case GraphQLID.name:
      return `if (typeof v === 'string') out.string(v);
        else if (Number.isSafeInteger(v)) out.raw('"' + v + '"'); else giveUp();`;
    case GraphQLInt.name:
      return "if (typeof v === 'number' && (v | 0) === v) out.raw('' + v); else giveUp();";
    case GraphQLFloat.name:
      return "if (Number.isFinite(v)) out.raw('' + v); else giveUp();";
    case GraphQLBoolean.name:
      return "if (v === true) out.raw('true'); else if (v === false) out.raw('false'); else giveUp();";
    default:
      return 'out.json(JSON.stringify(v));';
  }
}
