import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildSchema, isEnumType } from 'graphql';
import { definitions } from '../src/dashboard/definitions.ts';
import { chineseDefinitions } from '../src/dashboard/definitions.zh.ts';
import { enumTexts } from '../src/dashboard/enums.texts.ts';
import { figureTexts, type NamedFigure } from '../src/dashboard/figures.texts.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const named = Object.keys(figureTexts) as NamedFigure[];

test('every figure that is shown is defined by the schema', () => {
  expect(named.filter((at) => (definitions[at] as string | undefined) === undefined)).toEqual([]);
});

test('a definition in Chinese is of the English that the schema has now', () => {
  const stale = named.filter((at) => chineseDefinitions[at].of !== digest(definitions[at]));

  expect(stale.map((at) => [at, definitions[at], digest(definitions[at])])).toEqual([]);
});

test('every value of the enums that lists show has a name in both languages', () => {
  const schema = buildSchema(
    readFileSync(join(import.meta.dirname, '../../schema/contracts/internal.graphql'), 'utf8'),
  );
  const enums = [...new Set(Object.keys(enumTexts).map((key) => key.split('.')[0] ?? ''))];
  const values = enums.flatMap((name) => {
    const type = schema.getType(name);
    return isEnumType(type) ? type.getValues().map((value) => `${name}.${value.name}`) : [];
  });

  expect(values.toSorted()).toEqual(Object.keys(enumTexts).toSorted());
});
