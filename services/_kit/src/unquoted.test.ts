import { expect, test } from 'vitest';
import { buildSchema, coerceInputValue, getVariableValues, type GraphQLError, parse, validate } from 'graphql';
import { unquoted } from './unquoted.ts';

const secret = '999999199111020012';
const schema = buildSchema(`
  type Query { ask(int: Int, float: Float, text: String, flag: Boolean, id: ID, kind: Kind, input: Input, day: Day, list: [Int]): Int }
  input Input { inner: Input, int: Int! }
  enum Kind { A B }
  scalar Day
`);

test.each(['int', 'float', 'text', 'flag', 'id', 'kind', 'input', 'list'])(
  'a wrong literal of %s is not quoted',
  (argument) => {
    for (const literal of [
      `"${secret}"`,
      `{ a: "${secret}" }`,
      `["${secret}"]`,
      secret,
      `${secret}.5`,
      `{ int: "${secret}" }`,
    ]) {
      const errors = validate(schema, parse(`{ ask(${argument}: ${literal}) }`));

      for (const { message } of errors) expect(unquoted(message)).not.toContain(secret);
    }
  },
);

test.each(['Int', 'Float', 'String', 'Boolean', 'ID', 'Kind', 'Input', '[Int]'])(
  'a wrong variable of %s is not quoted',
  (type) => {
    const argument = 'query($v: TYPE) { ask }'.replace('TYPE', type);
    const [operation] = parse(argument).definitions as unknown as [{ variableDefinitions: never[] }];
    for (const value of [
      secret,
      { a: secret },
      [secret],
      Number(secret),
      { int: secret },
      { inner: { int: secret } },
    ]) {
      const { errors = [] } = getVariableValues(schema, operation.variableDefinitions, { v: value });

      for (const { message } of errors) expect(unquoted(message)).not.toContain(secret);
      const input = schema.getType(type.replace(/[[\]]/g, ''));
      coerceInputValue(value, input as never, (_path, _value, error) =>
        expect(unquoted(`input.v: ${error.message}`)).not.toContain(secret),
      );
    }
  },
);

test.each([
  `"${secret}"`,
  `{ ask "${secret}" }`,
  `{ ask(a: ) ${secret} }`,
  `{ ask(int: 1 """${secret}""") }`,
  `query x${secret} x${secret} { ask }`,
])('a document that cannot be read is not quoted: %s', (text) => {
  let message = '';
  try {
    parse(text);
  } catch (cause) {
    ({ message } = cause as GraphQLError);
  }

  expect(message).toContain('Syntax Error');
  expect(unquoted(message)).not.toContain(secret);
});

test.each([
  ['Int cannot represent non-integer value: "x"', 'Int cannot represent non-integer value.'],
  [
    'ID cannot represent a non-string and non-integer value: {a: 1}',
    'ID cannot represent a non-string and non-integer value.',
  ],
  ['Expected value of type "Day", found "x"; not a day', 'Expected value of type "Day".'],
  [
    'Value "C" does not exist in "Kind" enum. Did you mean the enum value "A"?',
    'The value does not exist in "Kind" enum.',
  ],
  ['Variable "$v" got invalid value "x" at "v.a"; Int cannot represent', 'The variable $v does not fit its type.'],
  ['Syntax Error: Expected Name, found String "x".', 'Syntax Error: Expected Name, found String.'],
  ['Cannot query field "x" on type "Query".', 'Cannot query field "x" on type "Query".'],
  [
    'Variable "$id" of required type "ID!" was not provided.',
    'Variable "$id" of required type "ID!" was not provided.',
  ],
])('%s reads: %s', (message, read) => {
  expect(unquoted(message)).toBe(read);
});
