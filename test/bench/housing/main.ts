// What searching and ranking cost: processor time of this process and statements sent, printed as a table.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bulkWorker, persona } from '@millgate/demo';
import { createAll, newId, startEmbedded } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '@millgate/housing';
import { Application } from '../../../services/housing/src/listing/application.entity.ts';
import { givenListing, givenProperty } from '../../../services/housing/test/support/listings.ts';

const entrants = 10_000;
const searches = 300;
const now = '2026-11-20T12:00:00+08:00';
const drawnAt = '2026-12-01T10:00:00+08:00';

async function measured(
  what: string,
  times: number,
  housing: TestSubgraph,
  work: () => Promise<unknown>,
): Promise<object> {
  const before = process.cpuUsage();
  const statements = await housing.statementsOf(async () => {
    for (let time = 0; time < times; time += 1) await work();
  });
  const { user, system } = process.cpuUsage(before);
  return {
    what,
    'CPU ms each': Math.round((user + system) / 10 / times) / 100,
    'statements each': Math.round((statements / times) * 10) / 10,
  };
}

async function run(housing: TestSubgraph): Promise<object[]> {
  const staff = housing.as(persona('housing'), drawnAt);
  const search = `{ searchHomes(latitude: 31.08, longitude: 121.4, withinMetres: 50000, from: "2027-01-01", until: "2027-07-01") {
    nodes { metres freeBeds rentFrom { fen } property { name } } } }`;
  const listingId = await givenListing(housing, await givenProperty(housing, { units: 500 }), {
    reviewOrder: 'LOTTERY',
    entropySource: 'numbers of a public lottery',
  });
  await housing.given((tx) =>
    createAll(
      tx,
      Application,
      Array.from({ length: entrants }, (_none, at) => ({
        id: newId('app'),
        listingRef: listingId,
        applicantId: at < 3_000 ? bulkWorker(at).id : newId('wrk'),
        submittedAt: new Date(now),
      })),
    ),
  );
  const mutate = (mutation: string, input: string) =>
    staff.data(
      `mutation { ${mutation}(input: { idempotencyKey: "${mutation}", listingId: "${listingId}" ${input} }) { userErrors { code } } }`,
    );
  for (let warm = 0; warm < 50; warm += 1) await housing.as(nobody).data(search);
  return [
    await measured('a search over the demo data', searches, housing, () => housing.as(nobody).data(search)),
    await measured(`closing a listing of ${entrants} applications`, 1, housing, () =>
      housing.subgraph.runDue(new Date(drawnAt)),
    ),
    await measured(`drawing ${entrants} applications`, 1, housing, () =>
      mutate('rankApplications', 'entropy: "04 07 12"'),
    ),
    await measured('offering 500 flats in order', 1, housing, () => mutate('startAllocation', '')),
  ];
}

const home = mkdtempSync(join(tmpdir(), 'millgate-bench-housing-'));
// As root the database runs as another user, who must be able to enter.
chmodSync(home, 0o755);
const server = await startEmbedded(join(home, 'postgres'), { durable: false });
try {
  process.env['MILLGATE_TEST_SERVER'] = server.url;
  process.env['MILLGATE_TEST_HOME'] = home;
  const housing = await startTestSubgraph(subgraph, { now, seeded: true });
  console.table(await run(housing));
  await housing.stop();
} finally {
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
