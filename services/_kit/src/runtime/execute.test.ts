import { describe, expect, test } from 'vitest';
import { buildSchema } from 'graphql';
import type { Context } from './context.ts';
import { createExecutor } from './execute.ts';

describe('a variable that is required and has a default', () => {
  const schema = buildSchema('enum Size { S M } type Query { echo(count: Int!, size: Size!): String }');
  const fields = schema.getQueryType()?.getFields() ?? {};
  if (fields['echo'])
    fields['echo'].resolve = (_root, { count, size }: { count: number; size: string }) => count + size;
  const execute = createExecutor(schema);
  const ask = (variables?: Record<string, unknown>) =>
    execute({ query: 'query ($count: Int! = 20, $size: Size! = M) { echo(count: $count, size: $size) }', variables }, {
      takeReadings: () => [],
    } as unknown as Context);

  test('has its default when it is left out', async () => {
    expect(await ask()).toEqual({ data: { echo: '20M' } });
  });

  test('has what is given otherwise', async () => {
    expect(await ask({ count: 1, size: 'S' })).toEqual({ data: { echo: '1S' } });
  });

  test('is refused as null', async () => {
    expect(await ask({ count: null })).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});

describe('a variable that compiled functions refuse and the specification allows', () => {
  const execute = createExecutor(
    buildSchema('input Given { secret: String!, size: Int! = 1 } type Query { echo(given: Given!): String }'),
  );

  test('is refused without being quoted', async () => {
    const query = 'query ($given: Given!) { echo(given: $given) }';
    const answer = await execute({ query, variables: { given: { secret: '999999199111020012' } } }, {
      takeReadings: () => [],
    } as unknown as Context);

    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: [], rule: 'type' });
    expect(JSON.stringify(answer)).not.toContain('999999199111020012');
  });
});
