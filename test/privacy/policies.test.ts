import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSubgraphs } from '@millgate/cli';
import type { FieldPolicy } from '@millgate/kit';
import { buildSchemaFromSupergraph } from '@millgate/schema';
import { getNamedType, isObjectType } from 'graphql';
import { scopedCoordinates, sensitiveCoordinates } from './paths.ts';
import { harmlessWays, isOwn, readings } from './readings.ts';

const supergraph = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const marked = sensitiveCoordinates(supergraph);

describe('what is marked as sensitive', () => {
  const policies = new Map<string, FieldPolicy>();
  beforeAll(async () => {
    for (const { policies: of = [] } of await loadSubgraphs())
      for (const { type, fields } of of)
        for (const [field, policy] of Object.entries<FieldPolicy>(fields)) policies.set(`${type}.${field}`, policy);
  });

  test('is read by somebody who may, or by nobody else: each field, and no other', () => {
    expect(Object.keys(readings).sort()).toEqual(marked.toSorted());
  });

  test('is whatever a scope of a person’s opens, and wherever a record leads to her', () => {
    const schema = buildSchemaFromSupergraph(supergraph);
    const ways = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .filter(({ name }) => name !== 'Query' && !name.endsWith('Payload') && !name.startsWith('__'))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter((field) => getNamedType(field.type).name === 'Worker')
          .map(({ name }) => `${type.name}.${name}`),
      );

    expect(scopedCoordinates(supergraph).filter((coordinate) => !marked.includes(coordinate))).toEqual([]);
    expect(ways.filter((way) => !marked.includes(way)).sort()).toEqual([...harmlessWays].sort());
  });

  test('is in the policy of a subgraph, where it is a field of hers', () => {
    const hers = marked.filter((coordinate) => coordinate.startsWith('Worker.'));

    expect(hers.filter((coordinate) => !policies.has(coordinate))).toEqual([]);
  });

  test('is told of to her, where anybody else sees it plainly', () => {
    const others = [...policies].filter(([coordinate, { views }]) => {
      const seen = Object.entries(views).filter(([relation]) => relation !== 'SELF');
      return marked.includes(coordinate) && seen.some(([, view]) => view === 'PLAIN' || typeof view === 'object');
    });
    const lines = new Set(Object.values(readings).flatMap((how) => (isOwn(how) ? [] : [how.line[0]])));

    expect(others.length).toBeGreaterThan(20);
    expect(others.filter(([, { logged }]) => !logged).map(([coordinate]) => coordinate)).toEqual([]);
    // Each of them is read by somebody who may, and the line waited for.
    expect(others.map(([coordinate]) => coordinate).filter((coordinate) => !lines.has(coordinate))).toEqual([]);
  });
});
