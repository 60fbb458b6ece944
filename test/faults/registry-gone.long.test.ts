import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { signed } from '../../registry/src/graph/signing.ts';
import { keys } from '../../registry/test/support/registry.ts';
import {
  type DeliveredGateway,
  type DeliveredGraph,
  lastGraphOf,
  newHome,
  startDelivered,
  startDeliveredGateway,
  tramsSdl,
  until,
} from '../support/delivered-graph.ts';
import { type RegistryBetween, startRegistryBetween } from '../support/registry-between.ts';

/** Much is started here; a busy machine takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let graph: DeliveredGraph;
let between: RegistryBetween;
const gateways: DeliveredGateway[] = [];
beforeAll(async () => {
  graph = await startDelivered();
  between = await startRegistryBetween(graph.registry.url);
  await graph.publish(tramsSdl());
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.stop();
  await between.stop();
  await graph.stop();
});

const start = async (home: string) => {
  const gateway = await startDeliveredGateway({ registryUrl: between.url, parks: graph.parks, home });
  gateways.push(gateway);
  return gateway;
};
/** What one test asks for stays, or the next could not publish: somebody asks for it. */
const seats = '"Its seats." seats: Int';
const horn = '"Its horn." horn: Int';
const both = '{ tram(no: "7") { driver } park(id: "1") { name } }';
const own = '{ park(id: "1") { name } }';
const bothData = { tram: { driver: 'Driver 7' }, park: { name: 'Park 1' } };
const kept = (home: string) => {
  try {
    return readFileSync(lastGraphOf(home), 'utf8');
  } catch {
    return '';
  }
};
/** The home of a gateway that was served the partner’s part, and has ended. */
async function homeThatWasServed(): Promise<string> {
  const home = newHome();
  const gateway = await start(home);
  await until(() => kept(home).includes('trams'));
  gateways.pop();
  await gateway.stop();
  return home;
}
const graphOf = async ({ ready }: DeliveredGateway): Promise<Record<string, unknown>> => {
  const { status, body } = await ready();
  return { status, ...body.graph };
};

test('a gateway says which graph it has, and is sent none while there is no other', async () => {
  const gateway = await start(newHome());
  const [asked, delivered] = [between.asked, between.delivered.length];

  await until(() => between.asked > asked + 4);

  expect(between.delivered.length).toBe(delivered);
  expect(await graphOf(gateway)).toMatchObject({ status: 200, registry: 'up' });
  expect(gateway.feed.text()).toContain('millgate_graph_refused_total 0\n');
});

describe('without its registry', () => {
  test('a gateway goes on, says how old its graph is, and takes what was published meanwhile when it is back', async () => {
    const gateway = await start(newHome());
    expect((await gateway.ask('wrk_1', both)).data).toEqual(bothData);

    between.down = true;
    await until(async () => (await graphOf(gateway))['registry'] === 'down');
    const meanwhile = await gateway.ask('wrk_1', both);
    const said = await graphOf(gateway);
    const { status } = await graph.publish(tramsSdl(seats));
    between.down = false;

    expect([status, meanwhile.data]).toEqual([200, bothData]);
    expect(said).toMatchObject({ status: 200, source: 'registry', ageSeconds: expect.any(Number) as unknown });
    await until(async () => !(await gateway.ask('wrk_1', '{ tram(no: "7") { seats } }')).errors);
  });

  test('a gateway starts from the last graph that it served', async () => {
    const home = await homeThatWasServed();
    between.down = true;

    const gateway = await start(home);

    expect((await gateway.ask('wrk_1', both)).data).toEqual(bothData);
    expect(await graphOf(gateway)).toMatchObject({ status: 200, source: 'last-good', registry: 'down' });
    between.down = false;
    await until(async () => (await graphOf(gateway))['registry'] === 'up');
  });

  test('a gateway that has no last graph starts with what comes with the program', async () => {
    between.down = true;

    const gateway = await start(newHome());

    expect((await gateway.ask('wrk_1', own)).data).toEqual({ park: { name: 'Park 1' } });
    expect(await graphOf(gateway)).toMatchObject({ status: 200, source: 'program', version: null });
    between.down = false;
    await until(async () => !(await gateway.ask('wrk_1', both)).errors);
  });

  test.each([
    ['that was cut short', (text: string) => text.slice(0, text.length / 2)],
    ['that is empty', () => ''],
    ['in which one letter is another', (text: string) => text.replace('Driver', 'Diver').replace('drives', 'drinks')],
    // The first letter: the last two hold eight bits, and one signature in 256 ends as the damaged one would.
    [
      'of which the signature is another',
      (text: string) =>
        text.replace(
          /(manifest":"[^".]+\.[^".]*\.)(.)/,
          (_, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'),
        ),
    ],
  ])('a last graph %s is not used, and does not keep the gateway from starting', async (_what, damage) => {
    const home = await homeThatWasServed();
    writeFileSync(lastGraphOf(home), damage(kept(home)));
    between.down = true;

    const gateway = await start(home);
    const said = await graphOf(gateway);
    between.down = false;

    expect((await gateway.ask('wrk_1', own)).data).toEqual({ park: { name: 'Park 1' } });
    expect(said).toMatchObject({ status: 200, source: 'program', version: null });
    await until(async () => !(await gateway.ask('wrk_1', both)).errors);
  });

  test('a gateway whose disk takes nothing more serves all the same', async () => {
    const home = newHome();
    rmSync(dirname(lastGraphOf(home)), { recursive: true, force: true });
    writeFileSync(dirname(lastGraphOf(home)), 'no folder can be made here');

    const gateway = await start(home);

    expect((await gateway.ask('wrk_1', both)).data).toEqual(bothData);
  });
});

test('two gateways of which one has heard of a change and the other has not both answer, each by its own graph', async () => {
  const behind = await start(newHome());
  between.down = true;
  await until(async () => (await graphOf(behind))['registry'] === 'down');

  const { status } = await graph.publish(tramsSdl(`${seats} ${horn}`));
  expect(status).toBe(200);
  await until(async () => !(await graph.ask('wrk_1', '{ tram(no: "7") { horn } }')).errors);

  expect((await graph.ask('wrk_1', both)).data).toEqual(bothData);
  expect((await behind.ask('wrk_1', both)).data).toEqual(bothData);
  expect((await behind.ask('wrk_1', '{ tram(no: "7") { horn } }')).errors?.[0]?.extensions?.['code']).toBe(
    'GRAPHQL_VALIDATION_FAILED',
  );
  between.down = false;
});

describe('a registry that cannot write', () => {
  test('refuses to publish, changes nothing, and what is served goes on being delivered', async () => {
    const before = await graph.registry.rows('select max(sequence) as last from delivery');
    // As when its disk is full: the log of who did what cannot be written.
    await graph.registry.rows('alter table audit_entry add constraint no_room check (false) not valid');

    const { status, body } = await graph.publish(tramsSdl(`${seats} ${horn} "Its bell." bell: Int`));
    const gateway = await start(newHome());

    expect([status, body['code']]).toEqual([500, 'INTERNAL_SERVER_ERROR']);
    expect(await graph.registry.rows('select max(sequence) as last from delivery')).toEqual(before);
    expect((await gateway.ask('wrk_1', both)).data).toEqual(bothData);
    await graph.registry.rows('alter table audit_entry drop constraint no_room');
  });
});

describe('a delivery that is not to be believed', () => {
  /** What the registry would have signed, had it been so careless. */
  const carelesslySigned = async (supergraph: string) => {
    const sha256 = createHash('sha256').update(supergraph).digest('hex');
    const at = new Date().toISOString();
    const manifest = await signed(keys(), 'manifest', {
      sequence: 1_000_000,
      stable: { no: 999, sha256, composedAt: at },
      canary: null,
      stopped: [],
      issuedAt: at,
    });
    return JSON.stringify({ manifest, supergraphs: { [sha256]: supergraph } });
  };

  test.each([
    ['is cut short', (text: string) => text.slice(0, text.length / 2)],
    ['is not signed', (text: string) => text.replace(/"manifest":"([^."]+)\.([^."]+)\.[^"]+"/, '"manifest":"$1.$2."')],
    [
      'is signed by somebody else',
      (text: string) => text.replace(/"manifest":"([^"]+)......"/, '"manifest":"$1AAAAAA"'),
    ],
    ['names a graph that does not come with it', (text: string) => text.replace('supergraphs":{"', 'supergraphs":{"0')],
    ['is older than the one that is served', () => between.delivered[0] ?? ''],
  ])('and %s leaves the one before in service, and the gateway ready', async (_what, tamper) => {
    const gateway = await start(newHome());
    const { sequence } = await graphOf(gateway);

    between.tamper = tamper;
    await until(() => !gateway.feed.text().includes('millgate_graph_refused_total 0\n'));
    const meanwhile = await gateway.ask('wrk_1', both);
    const said = await graphOf(gateway);
    between.tamper = undefined;

    expect(meanwhile.data).toEqual(bothData);
    expect(said).toMatchObject({ status: 200, sequence });
    await until(async () => (await graphOf(gateway))['registry'] === 'up');
  });

  test.each(['type Query { a: Int', 'type Query { a: Int }'])(
    'and is signed, but is no graph that can be served (%s): the one before stays, also after a new start',
    async (supergraph) => {
      const home = newHome();
      const gateway = await start(home);
      const { version } = await graphOf(gateway);
      await until(() => kept(home) !== '');
      const careless = await carelesslySigned(supergraph);

      between.tamper = () => careless;
      await until(() => !gateway.feed.text().includes('millgate_graph_refused_total 0\n'));
      const meanwhile = await gateway.ask('wrk_1', both);
      const said = await graphOf(gateway);
      const again = await start(home);
      const afterStart = await again.ask('wrk_1', both);
      between.tamper = undefined;

      expect(meanwhile.data).toEqual(bothData);
      expect(said).toMatchObject({ status: 200, version });
      expect(afterStart.data).toEqual(bothData);
      expect(await graphOf(again)).toMatchObject({ status: 200, source: 'last-good', version });
    },
  );
});
