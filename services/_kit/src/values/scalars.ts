import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';

/** The well-kept implementations, under the names, with the promises and in the words of this graph. */
function named(scalar: GraphQLScalarType, name: string, rule: string, description: string): GraphQLScalarType {
  const { parseValue, parseLiteral, ...config } = scalar.toConfig();
  const reworded =
    <Given extends unknown[]>(parse: (...given: Given) => unknown) =>
    (...given: Given) => {
      try {
        return parse(...given);
      } catch {
        // Not a GraphQLError: validation adds the place to any other.
        throw new TypeError(`${name} must be ${rule}.`);
      }
    };
  return new GraphQLScalarType({
    ...config,
    name,
    description,
    parseValue: reworded(parseValue),
    parseLiteral: reworded(parseLiteral),
    extensions: {},
    astNode: null,
    specifiedByURL: null,
  });
}

export const DateScalar = named(
  GraphQLLocalDate,
  'Date',
  'a day of the calendar, written YYYY-MM-DD',
  'A calendar day in the community’s zone (Asia/Shanghai), written `YYYY-MM-DD`. A day that does not exist is refused.',
);

export const DateTimeScalar = named(
  GraphQLDateTimeISO,
  'DateTime',
  'an instant with offset, such as 2026-11-20T17:30:00+08:00',
  'An instant, RFC 3339 with offset, for example `2026-11-20T17:30:00+08:00`. Answers are in UTC with milliseconds.',
);

export const LongScalar = named(
  GraphQLSafeInt,
  'Long',
  'a whole number between -(2^53 - 1) and 2^53 - 1',
  'A whole number between -(2^53 - 1) and 2^53 - 1, sent as a JSON number. Used where `Int` is too small, as for amounts in fen.',
);
