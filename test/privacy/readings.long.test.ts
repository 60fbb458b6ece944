import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { graphAudience, issueToken, keysIn, systemClock } from '@millgate/kit';
import { type GraphAnswer, type RunningGraph, startGraph } from '../support/graph.ts';
import { giveCaseToHandler, reportRepair, servingOfWelder } from './prepared.ts';
import { isOwn, type Read, readings } from './readings.ts';

const welder = persona('welder');
const told = Object.entries(readings).flatMap(([coordinate, how]) => (isOwn(how) ? [] : [[coordinate, how] as const]));
const own = Object.entries(readings).flatMap(([coordinate, how]) => (isOwn(how) ? [[coordinate, how] as const] : []));

interface Line {
  readonly field: string;
  readonly actor: string;
  readonly purpose: string;
}

/** Ids of workers, wherever they stand in an answer. */
const workersIn = (value: unknown): string[] => [
  ...new Set(JSON.stringify(value ?? null).match(/wrk_[0-9A-HJKMNP-TV-Z]{26}/g) ?? []),
];

describe('what others read plainly of a person', () => {
  let graph: RunningGraph;
  let serving: string;
  beforeAll(async () => {
    graph = await startGraph('one process');
    await giveCaseToHandler(graph);
    await reportRepair(graph);
    serving = await servingOfWelder(graph);
  }, 180_000);
  afterAll(() => graph.stop(), 120_000);

  const log = async (workerId: string): Promise<Line[]> => {
    const { data } = await graph.ask<{ me: { accessLog: { nodes: Line[] } } }>(
      { id: workerId, roles: [{ role: 'WORKER', scope: workerId }] },
      '{ me { accessLog(first: 100) { nodes { field actor(lang: EN) purpose(lang: EN) } } } }',
    );
    return data?.me.accessLog.nodes ?? [];
  };
  const linesOf = async (workerId: string, [field, actor, purpose]: Read['line']) =>
    (await log(workerId)).filter((one) => one.field === field && one.actor === actor && one.purpose === purpose).length;
  const ask = async ({ as, purpose, ...how }: Read): Promise<GraphAnswer> => {
    const query = how.query.replace('SERVING', serving);
    const headers = purpose === undefined ? {} : { 'millgate-purpose': purpose };
    if (typeof as === 'string' || 'roles' in as) return graph.ask(as, query, {}, headers);
    const token = await issueToken(keysIn(join(graph.home, 'keys')), systemClock, {
      signer: as.service,
      audience: graphAudience,
      lifetimeSeconds: 60,
      claims: { sub: `service:${as.service}`, purpose: as.purpose },
    });
    return graph.ask(null, query, {}, { ...headers, authorization: `Bearer ${token}` });
  };

  // Before anybody reads something that is told under the same name.
  test.each(own)('is nothing, for it is hers alone or seen in a band: %s', async (coordinate, { ownBy }) => {
    const [type, field = ''] = coordinate.split('.');
    const selection = /Band$/.test(field)
      ? `${field} { from${field === 'salaryBand' ? ' { fen }' : ''} }`
      : bare(field);
    const query =
      type === 'Employment'
        ? `{ employers: enterprises(first: 20) { nodes { employments(first: 2) { nodes { ${selection} } } } } }`
        : `{ worker(id: "${welder.id}") { ${selection} } }`;
    const answers = await Promise.all(ownBy.map((who) => graph.ask(who, query)));

    const seen = answers.map(({ data }) => (data?.['worker'] as Record<string, unknown> | null)?.[field] ?? null);
    if (!/Band$/.test(field)) expect(seen).toEqual(ownBy.map(() => null));
    expect((await log(welder.id)).filter(({ field: read }) => read === coordinate)).toEqual([]);
  });

  test.each(told)('is told to her: %s', async (_coordinate, how) => {
    const people = workersIn((await ask(how)).data).slice(0, 3);
    expect(people.length).toBeGreaterThan(0);
    const before = await Promise.all(people.map((id) => linesOf(id, how.line)));

    const { errors } = await ask(how);

    expect(errors).toBeUndefined();
    // Other subgraphs tell the registry, which keeps the log.
    for (const [at, id] of people.entries())
      while ((await linesOf(id, how.line)) < (before[at] ?? 0) + 1) await sleep(50);
  });
});

const bare = (field: string) =>
  ({
    household: 'household { state }',
    consultations: 'consultations(first: 1) { nodes { id } }',
    cases: 'cases(first: 1) { nodes { id } }',
  })[field] ?? field;
