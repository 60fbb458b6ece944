import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger, systemClock } from '@millgate/kit';
import { Graph } from '../src/graph/graph.ts';
import { Launches } from '../src/graph/launches.ts';
import { ServerWatch } from '../src/publishing/watch.ts';
import { link } from './support/parks.ts';
import { keys, startTestRegistry, type TestRegistry } from './support/registry.ts';

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startTestRegistry();
}, 120_000);
afterAll(() => registry.stop());

/** A published subgraph whose server is looked at once for each of these: what it was checked for, another, or nothing. */
async function looked(name: string, looks: readonly ('same' | 'other' | 'silent')[]): Promise<boolean[]> {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const sdl = `${link('key')} type Query { "One." ${name}: ${type} } "It." type ${type} @key(fields: "id") { "Its id." id: ID! }`;
  const token = await registry.partner(name);
  await registry.ask(token, 'POST', `/v1/subgraphs/${name}/publish`, { sdl, url: 'http://127.0.0.1:9/' });
  const graph = new Graph(registry.database, keys(), systemClock);
  let now: (typeof looks)[number] = 'same';
  const watch = new ServerWatch({
    graph,
    launches: new Launches(registry.database, graph, systemClock),
    log: createLogger('silent'),
    servedHash: async (_url, _sdl, subgraph) => {
      if (subgraph === name && now === 'silent') throw new Error('it does not answer');
      return { published: 'a', served: subgraph === name && now === 'other' ? 'b' : 'a' };
    },
  });
  const stopped: boolean[] = [];
  for (const look of looks) {
    now = look;
    await watch.look();
    stopped.push((await graph.current())?.stopped.includes(name) ?? false);
  }
  return stopped;
}

describe('a server that serves another schema than was checked', () => {
  test.each([
    ['swap', 'twice in a row is stopped', ['same', 'other', 'other'], [false, false, true]],
    ['deploy', 'once, while it is replaced, is not', ['other', 'same', 'other', 'same'], [false, false, false, false]],
    [
      'quiet',
      'or none at all is not judged for what it does not say',
      ['silent', 'silent', 'silent'],
      [false, false, false],
    ],
    ['sly', 'is not forgiven for being silent in between', ['other', 'silent', 'other'], [false, false, true]],
  ] as const)('%s: %s', async (name, _what, looks, stopped) => {
    expect(await looked(name, looks)).toEqual(stopped);
  });

  test('stands in the audit log with the reason', async () => {
    const [row] = await registry.rows<{ actor: string; details: string }>(
      `select actor, details from audit_entry where action = 'subgraph.quarantine' and object = 'swap'`,
    );

    expect(row?.actor).toBe('registry');
    expect(row?.details).toContain('its server serves another schema than was published');
  });

  test('is asked again only when the operator releases it', async () => {
    const { status } = await registry.ask('operator', 'POST', '/v1/subgraphs/swap/release', {});

    const [row] = await registry.rows<{ stopped: string[] }>(
      'select stopped from delivery order by sequence desc limit 1',
    );
    expect(status).toBe(200);
    expect(row?.stopped).not.toContain('swap');
  });
});
