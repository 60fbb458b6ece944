import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case, Judgement } from '../src/check/judge.ts';
import { JudgesThread } from '../src/check/judges-thread.ts';
import { link, refusals } from './support/parks.ts';

/** Composing takes long and much: every type known by every key, each leading to others. */
const heavy = (types: number) => {
  const keys = Array.from({ length: 8 }, (_, key) => `k${key}`);
  const written = Array.from(
    { length: types },
    (_, at) => `type T${at} ${keys.map((key) => `@key(fields: "${key}")`).join(' ')}
      { ${keys.map((key) => `${key}: ID`).join(' ')} next: T${(at + 1) % types} other: T${(at * 7 + 3) % types} }`,
  );
  return `${link('key')} type Query { a: T0 } ${written.join('\n')}`;
};

/** Trusted, so that nothing is refused for its size beforehand. */
const given = (sdl: string): Case => ({
  submission: { subgraph: 'partner', agency: 'partner-office', sdl, url: 'https://partner.example/' },
  parts: [],
  grants: {},
  before: undefined,
  documents: [],
  usage: [],
  trusted: true,
});
const small = given(`${link('key')} type Query { a: Int }`);

describe.each([
  ['time', { millis: 3_000, mebibytes: 2_048 }],
  ['memory', { millis: 120_000, mebibytes: 100 }],
])('a check that would take too much %s', (_what, limits) => {
  let judges: JudgesThread;
  let judgement: Judgement;
  let ticks = 0;
  beforeAll(async () => {
    judges = new JudgesThread(limits);
    const timer = setInterval(() => (ticks += 1), 1);
    judgement = await judges.judge(given(heavy(6_000)));
    clearInterval(timer);
  }, 180_000);
  afterAll(() => judges.stop());

  test('is given up, and says so', () => {
    expect(refusals(judgement)).toEqual(['CHECK_TOO_LONG']);
    expect(judgement.supergraph).toBeUndefined();
  });

  test('keeps nobody waiting meanwhile: it has a thread of its own', () => {
    expect(ticks).toBeGreaterThan(20);
  });

  test('does not spoil the next one', async () => {
    expect((await judges.judge(small)).supergraph).toContain('PARTNER');
  }, 60_000);
});

test('checks wait for each other, and a failure keeps none from its turn', async () => {
  const judges = new JudgesThread();
  const broken = { ...small, parts: undefined } as unknown as Case;

  const [first, second, third] = await Promise.allSettled([
    judges.judge(small),
    judges.judge(broken),
    judges.judge(small),
  ]);
  await judges.stop();

  expect([first.status, second.status, third.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
}, 60_000);
