import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'graphql';
import {
  claimsOf,
  createLogger,
  graphAudience,
  issueToken,
  keysIn,
  serveSubgraph,
  sql,
  systemClock,
} from '@millgate/kit';
import { databaseFrom, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { httpClient, inProcessClient, type SubgraphClient } from '../engine/src/index.ts';
import { createGateway, type Gateway, openGatewayDatabase } from '../src/index.ts';
import { bells } from './support/bells.ts';

const keys = keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys'));
const watchBell = 'subscription ($id: ID!) { rang(id: $id) { id rung } }';
const rungAs = (rung: number) => `event: next\ndata: {"data":{"rang":{"id":"bel_1","rung":${rung}}}}\n\n`;

describe.each(['one process', 'processes'])(
  'a subscription through the gateway, with subgraphs in %s',
  (arrangement) => {
    let subgraph: TestSubgraph;
    let gateway: Gateway;
    let url: string;
    const stops: (() => Promise<void>)[] = [];
    beforeAll(async () => {
      subgraph = await startTestSubgraph(bells, { now: systemClock.now().toISOString(), seeded: true });
      const { supergraphSdl, errors } = composeServices([
        { name: 'bells', typeDefs: parse(subgraph.subgraph.sdl), url: 'http://bells.test' },
      ]);
      if (errors) throw new Error(errors.map(String).join('\n'));
      let client: SubgraphClient = inProcessClient((request) => subgraph.subgraph.execute(request, request.headers), {
        subscribe: ({ headers, signal = new AbortController().signal, ...request }) =>
          subgraph.subgraph.subscribe(request, headers, signal),
      });
      if (arrangement === 'processes') {
        const served = await serveSubgraph(subgraph.subgraph, { host: '127.0.0.1', port: 0, keys, clock: systemClock });
        client = httpClient({ url: `${served.url}/graphql` });
        stops.push(served.stop);
      }
      const { url: databaseUrl, drop } = await databaseFrom('tpl_gateway', async (made) => {
        const empty = await openGatewayDatabase(made);
        await empty.migrate();
        await empty.close();
      });
      const database = await openGatewayDatabase(databaseUrl);
      stops.push(database.close, drop);
      gateway = await createGateway({
        database,
        supergraphSdl,
        client: () => client,
        probe: async () => true,
        subgraphs: ['bells'],
        mode: 'demo',
        keys,
        clock: systemClock,
        log: createLogger('silent'),
      });
      url = await gateway.listen({ host: '127.0.0.1', port: 0 });
    });
    afterAll(async () => {
      await gateway.stop();
      for (const stop of stops) await stop();
      await subgraph.stop();
    });

    const token = () =>
      issueToken(keys, systemClock, {
        signer: 'issuer',
        audience: graphAudience,
        lifetimeSeconds: 600,
        claims: claimsOf({ kind: 'PERSON', id: 'wrk_1', roles: [] }),
      });
    const watch = async (query: string, variables = {}, headers: Record<string, string> = {}) => {
      const leaving = new AbortController();
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
        body: JSON.stringify({ query, variables }),
        signal: leaving.signal,
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      const next = async () => (await reader?.read())?.value;
      return { status: response.status, next, leave: () => leaving.abort() };
    };
    const signedIn = async () => ({ authorization: `Bearer ${await token()}` });
    const ring = () => subgraph.as({ id: 'wrk_1', roles: [] }).data('mutation { ring(id: "bel_1") { rung } }');
    const rung = async () => Number((await subgraph.rows<{ rung: number }>('select rung from bell'))[0]?.rung);

    test('tells what holds now, and again after each change', async () => {
      const before = await rung();
      const stream = await watch(watchBell, { id: 'bel_1' }, await signedIn());

      const first = await stream.next();
      await ring();
      const second = await stream.next();
      stream.leave();

      expect([stream.status, first, second]).toEqual([200, rungAs(before), rungAs(before + 1)]);
    });

    test('hears of a change that another replica made', async () => {
      const before = await rung();
      const stream = await watch(watchBell, { id: 'bel_1' }, await signedIn());
      await stream.next();

      await subgraph.rows('update bell set rung = rung + 1');
      await subgraph.rows(`select pg_notify('millgate_live', 'bell:bel_1')`);
      const heard = await stream.next();
      stream.leave();

      expect(heard).toBe(rungAs(before + 1));
    });

    test('skips what is past when changes come faster than they can be shown', async () => {
      const before = await rung();
      const stream = await watch(watchBell, { id: 'bel_1' }, await signedIn());
      await stream.next();

      for (let time = 0; time < 30; time += 1) await ring();
      const heard: string[] = [];
      while (!heard.at(-1)?.includes(`"rung":${before + 30}}`)) heard.push((await stream.next()) ?? 'ended');
      stream.leave();

      expect(heard.length).toBeLessThan(30);
      expect(heard.at(-1)).toContain(rungAs(before + 30));
    });

    test('says nothing of a change that was rolled back', async () => {
      const before = await rung();
      const stream = await watch(watchBell, { id: 'bel_1' }, await signedIn());
      await stream.next();

      const rolledBack = subgraph.given(async (tx) => {
        await sql(tx, 'update bell set rung = 1000');
        await sql(tx, `select pg_notify('millgate_live', 'bell:bel_1')`);
        throw new Error('refused');
      });
      await expect(rolledBack).rejects.toThrow('refused');
      await ring();
      const heard = await stream.next();
      stream.leave();

      expect(heard).toBe(rungAs(before + 1));
    });

    test('goes on when the connection on which changes are heard is lost', async () => {
      const stream = await watch(watchBell, { id: 'bel_1' }, await signedIn());
      await stream.next();

      const lost = await subgraph.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen millgate_live' and datname = current_database()`,
      );
      const again = await stream.next();
      await ring();
      const heard = await stream.next();
      stream.leave();

      expect(lost).toHaveLength(1);
      expect([again, heard]).toEqual([rungAs((await rung()) - 1), rungAs(await rung())]);
    });

    test('is refused to a caller whom its subgraph refuses, and to one who is not believed', async () => {
      const anonymous = await watch(watchBell, { id: 'bel_1' });
      const forged = await watch(watchBell, { id: 'bel_1' }, { authorization: 'Bearer nonsense' });

      expect([anonymous.status, forged.status]).toEqual([200, 401]);
      expect(await anonymous.next()).toContain('"code":"UNAUTHENTICATED"');
      expect(await forged.next()).toContain('"code":"UNAUTHENTICATED"');
    });

    test.each([
      ['a query', '{ bell(id: "bel_1") { rung } }', {}, 400, 'OPERATION_RESOLUTION_FAILURE'],
      [
        'what the schema does not have',
        'subscription { rang(id: "bel_1") { colour } }',
        {},
        400,
        'GRAPHQL_VALIDATION_FAILED',
      ],
      ['no GraphQL', 'subscription {', {}, 400, 'GRAPHQL_PARSE_FAILED'],
      ['a variable of another type', watchBell, { id: { not: 'an id' } }, 200, 'BAD_USER_INPUT'],
    ])('refuses %s with its code', async (_what, query, variables, status, code) => {
      const stream = await watch(query, variables, await signedIn());

      expect([stream.status, await stream.next()]).toEqual([status, expect.stringContaining(`"code":"${code}"`)]);
    });

    test('ends without being completed when the gateway stops, so that its client asks again', async () => {
      const stream = await watch(watchBell, { id: 'bel_1' }, await signedIn());
      await stream.next();

      await gateway.stop();

      expect(await stream.next()).toBeUndefined();
    });
  },
);
