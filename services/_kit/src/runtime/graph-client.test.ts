import { describe, expect, test } from 'vitest';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixedClock } from '../clock.ts';
import { keysIn } from '../identity/keys.ts';
import { graphClient, type GraphTransport, GraphUnavailable } from './graph-client.ts';

const now = '2026-11-20T10:00:00+08:00';

async function client(mode: 'demo' | 'production', transport: GraphTransport) {
  const keys = keysIn(await mkdtemp(join(tmpdir(), 'millgate-keys-')));
  return graphClient({ name: 'subsidies', keys, clock: fixedClock(now), transport, mode });
}

async function headersOf(mode: 'demo' | 'production'): Promise<Record<string, string>> {
  let sent: Record<string, string> = {};
  const graph = await client(mode, async (_body, headers) => ((sent = headers), '{"data":{}}'));
  await graph.query('{ me { id } }', {}, { purpose: 'TEST', now: new Date(now) });
  return sent;
}

describe('a service that asks the graph', () => {
  test('passes the instant of its request on in demo mode, and in production leaves the clock to the gateway', async () => {
    expect((await headersOf('demo'))['millgate-now']).toBe('2026-11-20T02:00:00.000Z');
    expect((await headersOf('production'))['millgate-now']).toBeUndefined();
  });

  test('tells apart an answer with errors from no answer', async () => {
    const refused = await client('demo', async () => '{"errors":[{"message":"no"}]}');
    const down = await client('demo', () => Promise.reject(new Error('connection refused')));
    const garbled = await client('demo', async () => '<html>');

    expect(await refused.query('{ me { id } }', {}, { purpose: 'TEST' })).toEqual({
      data: null,
      errors: [{ message: 'no' }],
    });
    await expect(down.query('{ me { id } }', {}, { purpose: 'TEST' })).rejects.toThrow(GraphUnavailable);
    await expect(garbled.query('{ me { id } }', {}, { purpose: 'TEST' })).rejects.toThrow(GraphUnavailable);
  });
});
