import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** Says what was expected and never repeats what was sent: a message travels to logs, a number must not. */
const refusal = () => new GraphQLError('A resident ID is a text of 18 characters.');

const parse = (value: unknown): string => {
  if (typeof value !== 'string') throw refusal();
  return value;
};

/** As `String`, but an error about it never quotes it, as those of `String` do. */
export const ResidentIdScalar = new GraphQLScalarType({
  name: 'ResidentId',
  description:
    'A resident ID number (GB 11643): 17 digits, of which the seventh to the fourteenth are the date of birth, and a check character. No error repeats it.',
  serialize: parse,
  parseValue: parse,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw refusal();
    return node.value;
  },
});
