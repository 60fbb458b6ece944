import { describe, expect, test } from 'vitest';
import { compose } from '../src/compose.ts';
import { unannouncedBreaks } from '../src/diff.ts';

const supergraphOf = (fields: string): string => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9") type Query { meals: [Meal!] } type Meal { ${fields} }`;
  const composed = compose([{ name: 'meals', sdl, consumes: [] }], new Map());
  if ('faults' in composed) throw new Error(composed.faults.join('\n'));
  return composed.supergraph;
};

describe('a change of the contract', () => {
  const before = supergraphOf('name: String! price: Int');

  test('that adds something breaks nobody', async () => {
    expect(await unannouncedBreaks(before, supergraphOf('name: String! price: Int halal: Boolean'), '')).toEqual([]);
  });

  test('that removes a field is refused, by coordinate', async () => {
    expect(await unannouncedBreaks(before, supergraphOf('name: String!'), '')).toEqual([
      expect.stringContaining('name `Meal.price` in CHANGELOG.md'),
    ]);
  });

  test('that removes a field is accepted once the changelog says who is affected', async () => {
    const changelog = '- `Meal.price` is gone; ask for `Meal.prices` instead.';

    expect(await unannouncedBreaks(before, supergraphOf('name: String!'), changelog)).toEqual([]);
  });
});
