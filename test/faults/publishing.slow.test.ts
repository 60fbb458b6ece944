import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeliveredGraph, startDelivered, tramsResolvers, tramsSdl } from '../support/delivered-graph.ts';
import { tokenOf } from '../support/graph.ts';
import { whileAsking } from '../support/load.ts';

let graph: DeliveredGraph;
let authorization: string;
beforeAll(async () => {
  graph = await startDelivered();
  authorization = `Bearer ${await tokenOf({ id: 'wrk_1', roles: [] })}`;
  await graph.publish(tramsSdl());
  await seen('driver');
});
afterAll(async () => {
  await graph.stop();
  process.stdout.write(`${measured.join('\n')}\n`);
});
const measured: string[] = [];

/** Until a field can be asked for, or cannot any more. */
async function seen(field: string, isThere = true): Promise<number> {
  const start = performance.now();
  while (!(await graph.ask('wrk_1', `{ tram(no: "7") { ${field} } }`)).errors !== isThere) await sleep(20);
  return performance.now() - start;
}
/** What was asked for stays: to take it out again would break whoever asks. */
const fieldsTo = (nth: number) => Array.from({ length: nth }, (_, at) => `"Its ${at + 1}." f${at + 1}: Int`).join(' ');
const stream = () => ({
  url: new URL('/graphql', graph.url).href,
  query: '{ tram(no: "7") { driver } park(id: "1") { name } }',
  perSecond: 50,
  headers: { authorization },
});

test('twenty versions in a minute cost nobody an answer, and each is there within two seconds', async () => {
  const before = await whileAsking(stream(), () => sleep(15_000));
  const during = await whileAsking(stream(), async () => {
    const visible: number[] = [];
    const start = performance.now();
    for (let nth = 1; nth <= 20; nth++) {
      const fields = fieldsTo(nth);
      graph.trams.become(tramsSdl(fields), tramsResolvers({ [`f${nth}`]: nth }));
      const { body } = await graph.publish(tramsSdl(fields));
      expect(body['verdict']).toBe('PASSED');
      visible.push(await seen(`f${nth}`));
      await sleep(Math.max(0, start + nth * 3_000 - performance.now()));
    }
    return visible;
  });

  measured.push(
    `requests during twenty publishes: ${during.answers.length}, failed: ${during.failed.length}`,
    `visible after publishing, ms: at most ${Math.max(...during.result).toFixed(0)}, ${during.result.map((ms) => ms.toFixed(0)).join(' ')}`,
    `p99 before and during, ms: ${before.percentile(99).toFixed(1)}, ${during.percentile(99).toFixed(1)}`,
    `longest before and during, ms: ${before.percentile(100).toFixed(1)}, ${during.percentile(100).toFixed(1)}`,
  );
  expect(during.failed).toEqual([]);
  expect(Math.max(...during.result)).toBeLessThan(2_000);
  expect(during.percentile(99)).toBeLessThanOrEqual(before.percentile(99) * 1.5 + 1);
}, 180_000);

test('what is taken back is gone within five seconds, and nobody loses an answer', async () => {
  const took: number[] = [];
  const load = await whileAsking(stream(), async () => {
    for (let nth = 0; nth < 3; nth++) {
      const fields = `${fieldsTo(20)} "It." back${nth}: Int`;
      graph.trams.become(tramsSdl(fields), tramsResolvers());
      const { body } = await graph.publish(tramsSdl(fields));
      expect(body['verdict']).toBe('PASSED');
      await seen(`back${nth}`);
      const start = performance.now();
      await graph.registry.ask('operator', 'POST', '/v1/supergraph/rollback', {});
      await seen(`back${nth}`, false);
      took.push(performance.now() - start);
    }
  });

  measured.push(`rolled back, ms: ${took.map((ms) => ms.toFixed(0)).join(' ')}`);
  expect(Math.max(...took)).toBeLessThan(5_000);
  expect(load.failed).toEqual([]);
}, 120_000);

test('a partner whose answers are large slows others by a fifth at most', async () => {
  const large = JSON.stringify({ data: { tram: { driver: 'x'.repeat(60_000), more: 'x'.repeat(2_000_000) } } });
  const bystander = { ...stream(), query: '{ park(id: "1") { name } }' };
  const noise = () => whileAsking({ ...stream(), query: '{ tram(no: "7") { driver } }' }, () => sleep(10_000));
  const before = await whileAsking(bystander, noise);
  graph.trams.fault = { kind: 'status', status: 200, body: large };
  const during = await whileAsking(bystander, noise);
  graph.trams.fault = { kind: 'none' };

  measured.push(
    `bystander p99 beside 50 answers of 2 MB a second, ms: ${before.percentile(99).toFixed(1)}, ${during.percentile(99).toFixed(1)}`,
  );
  expect(during.failed).toEqual([]);
  expect(during.percentile(99)).toBeLessThanOrEqual(before.percentile(99) * 1.2 + 1);
}, 60_000);

test('a subgraph that is stopped is not asked any more within five seconds', async () => {
  const start = performance.now();
  await graph.registry.ask('operator', 'POST', '/v1/subgraphs/trams/quarantine', { reason: 'measured' });
  await seen('driver', false);
  const took = performance.now() - start;

  measured.push(`stopped, ms: ${took.toFixed(0)}`);
  expect(took).toBeLessThan(5_000);
});
