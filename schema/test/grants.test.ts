import { describe, expect, test } from 'vitest';
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
/** What the partner adds is granted; what it computes that from is the question. */
const named = { Worker: ['registry', 'partner'] };

test('a partner that repeats the scope composes, and is refused for want of a grant', () => {
  expect(ungranted(supergraphOf(partner('phone')), named)).toEqual([
    'partner: Worker.leak requires Worker.phone, which is protected; its owner grants it in schema/grants.yaml',
  ]);
});

test('with the owner’s grant it may', () => {
  expect(ungranted(supergraphOf(partner('phone')), { ...named, 'Worker.phone': ['partner'] })).toEqual([]);
});

test('a grant to another is none', () => {
  expect(ungranted(supergraphOf(partner('phone')), { ...named, 'Worker.phone': ['somebody'] })).toHaveLength(1);
});

test('what is not protected needs no grant', () => {
  expect(ungranted(supergraphOf(partner('name', '')), named)).toEqual([]);
});

test('without the scope it does not even compose', () => {
  expect(composed(partner('phone', ''))).toMatchObject({ faults: [expect.stringContaining('phone')] });
});

describe('fields on an entity of another', () => {
  const adding = `${link} type Worker @key(fields: "id") { id: ID! tracking: String }`;
  const naming = `${link} type Query { pick: Worker } type Worker @key(fields: "id") { id: ID! }`;
  const refusal = 'partner: puts tracking on Worker, which others have too; its owner grants it in schema/grants.yaml';

  test('are refused to whoever is not named for it', () => {
    expect(ungranted(supergraphOf(adding), { Worker: ['registry'] })).toEqual([refusal]);
  });

  test('are allowed to whoever is', () => {
    expect(ungranted(supergraphOf(adding), { Worker: ['registry', 'partner'] })).toEqual([]);
  });

  test('need a line as soon as there are two', () => {
    expect(ungranted(supergraphOf(adding), {})).toEqual([
      refusal,
      'registry: puts name, phone on Worker, which others have too; its owner grants it in schema/grants.yaml',
    ]);
  });

  test('are not what a key is: whoever only speaks of an entity needs no grant', () => {
    expect(ungranted(supergraphOf(naming), {})).toEqual([]);
  });

  test('on an interface are fields on every object that has it', () => {
    const shared = `${link} type Query { node: Node }
      interface Node @key(fields: "id") { id: ID! } type Park implements Node @key(fields: "id") { id: ID! name: String }`;
    const spread = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
      type Node @interfaceObject @key(fields: "id") { id: ID! tracking: String }`;
    const result = compose(
      [
        { name: 'registry', sdl: shared, consumes: [] },
        { name: 'other', sdl: `${link} type Query { other: Int }`, consumes: [] },
        { name: 'partner', sdl: spread, consumes: [] },
      ],
      new Map(),
    );
    const faults = 'faults' in result ? result.faults : ungranted(result.supergraph, {});

    expect(faults).toEqual([
      'partner: puts tracking on Node, which others have too; its owner grants it in schema/grants.yaml',
    ]);
  });
});
