import { expect, test } from '@jest/globals';
import { compose } from '../src/compose.ts';
import { ungranted } from '../src/grants.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@requiresScopes"])`;
const owner = `${link}
  type Query { worker: Worker }
  type Worker @key(fields: "id") { id: ID! name: String phone: String @requiresScopes(scopes: [["contact"]]) }`;
const partner = (requires: string, scope = '@requiresScopes(scopes: [["contact"]])') => `${link}
  type Worker @key(fields: "id") {
    id: ID! ${requires}: String @external leak: String @requires(fields: "${requires}") ${scope}
  }`;
const composed = (sdl: string) =>
  compose(
    [
      { name: 'registry', sdl: owner, consumes: [] },
      { name: 'partner', sdl, consumes: [] },
    ],
    new Map(),
  );
const supergraphOf = (sdl: string): string => {
  const result = composed(sdl);
  if ('faults' in result) throw new Error(result.faults.join('\n'));
  return result.supergraph;
};

test('a partner that repeats the scope composes, and is refused for want of a grant', () => {
  expect(ungranted(supergraphOf(partner('phone')), {})).toEqual([
    'partner: Worker.leak requires Worker.phone, which is protected; its owner grants it in schema/grants.yaml',
  ]);
});

test('with the owner’s grant it may', () => {
  expect(ungranted(supergraphOf(partner('phone')), { 'Worker.phone': ['partner'] })).toEqual([]);
});

test('a grant to another is none', () => {
  expect(ungranted(supergraphOf(partner('phone')), { 'Worker.phone': ['somebody'] })).toHaveLength(1);
});

test('what is not protected needs no grant', () => {
  expect(ungranted(supergraphOf(partner('name', '')), {})).toEqual([]);
});

test('without the scope it does not even compose', () => {
  expect(composed(partner('phone', ''))).toMatchObject({ faults: [expect.stringContaining('phone')] });
});
