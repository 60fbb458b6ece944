import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '@millgate/kit';
import { persona } from '@millgate/demo';
import { startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

let community: TestSubgraph;
beforeAll(async () => {
  community = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
});
afterAll(() => community.stop());

const welder = persona('welder');
const service: Caller = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' };

const factsFor = async (caller: Caller | PersonLike) => {
  const { worker } = await community.as(caller).data<{
    worker: Record<string, { value: string | null; status: string; from: string | null; until: string | null }[]>;
  }>(`query ($id: ID!) { worker(id: $id) { mainJobFacts { value status from until } childBirthFacts { value status } } }`, { id: welder.id });
  return worker;
};

describe('facts of which there may be several', () => {
  test.each([
    ['the worker', welder],
    ['a service that decides about her', service],
  ])('are stated to %s', async (_who, caller) => {
    const { mainJobFacts, childBirthFacts } = await factsFor(caller);

    expect(mainJobFacts).toEqual([{ value: '2019-03-01', status: 'KNOWN', from: '2019-03-01', until: null }]);
    expect(childBirthFacts?.map(({ status }) => status)).toEqual(['KNOWN', 'KNOWN']);
  });

  test.each([
    ['HR of her employer', persona('hr')],
    ['a programme officer', persona('program')],
    ['another worker', persona('packer')],
  ])('are one withheld fact for %s, whether or not there is something to withhold', async (_who, caller) => {
    const one = { value: null, status: 'WITHHELD' };

    expect(await factsFor(caller)).toEqual({
      mainJobFacts: [{ ...one, from: null, until: null }],
      childBirthFacts: [one],
    });
  });
});

test('a date of birth is stated to the service that prices meals, and nothing else is; she reads that it was', async () => {
  const meals: Caller = { kind: 'SERVICE', name: 'canteens', purpose: 'MEAL_PRICE' };

  const { worker } = await community
    .as(meals)
    .data<object & { worker: object }>(
      'query($id: ID!) { worker(id: $id) { birthDateFact { value status } settledOnFact { status } mainJobFacts { status } childBirthFacts { status } } }',
      { id: welder.id },
    );
  const { me } = await community
    .as(welder)
    .data<{ me: object }>('{ me { accessLog(first: 1) { nodes { field purpose(lang: EN) actor(lang: EN) } } } }');

  expect(worker).toEqual({
    birthDateFact: { value: '1991-11-02', status: 'KNOWN' },
    settledOnFact: { status: 'WITHHELD' },
    mainJobFacts: [{ status: 'WITHHELD' }],
    childBirthFacts: [{ status: 'WITHHELD' }],
  });
  expect(me).toEqual({
    accessLog: {
      nodes: [
        {
          field: 'Worker.birthDateFact',
          purpose: 'Price of meals by age',
          actor: 'The service that prices meals',
        },
      ],
    },
  });
});
