import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { CallBudget } from '../../src/client/guard/call-budget.ts';
import { hedging } from '../../src/client/guard/hedge.ts';
import { Latencies } from '../../src/client/guard/latencies.ts';
import { httpClient } from '../../src/client/http.ts';

/** A subgraph in a thread of its own, so that it answers while this one is busy. */
const source = `
  const { createServer } = require('node:http');
  const { parentPort } = require('node:worker_threads');
  const server = createServer((request, response) => {
    parentPort.postMessage('asked');
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      setTimeout(() => response.end('{"data":{"a":1}}'), 20);
    });
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;

test('an answer that was there while this process was busy is read before a second is asked for', async () => {
  const worker = new Worker(source, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  let asked = 0;
  worker.on('message', () => (asked += 1));
  const latencies = new Latencies();
  for (let i = 0; i < 128; i++) latencies.add(i % 10 === 0 ? 30 : 1);
  const hedges: boolean[] = [];
  const hooks = { hasRoom: () => true, counted: (won: boolean) => hedges.push(won) };
  const there = httpClient({ url: `http://127.0.0.1:${port}/` });
  const client = hedging(there, latencies, new CallBudget(0.05), hooks);
  try {
    await there.send({ query: '{a}', headers: {} });
    const answered = client.send({ query: '{a}', headers: {} });
    // The request has left; then nothing is read for longer than a hedge waits.
    while (asked < 2) await turn();
    const busyUntil = performance.now() + 300;
    while (performance.now() < busyUntil);

    expect(await answered).toEqual({ data: { a: 1 } });
    expect(hedges).toEqual([]);
    await there.send({ query: '{a}', headers: {} });
    expect(asked).toBe(3);
  } finally {
    await there.close?.();
    await worker.terminate();
  }
});
