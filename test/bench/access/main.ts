import { ApolloServer } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { type AccessGrant, createEngine, inProcessClient } from '@millgate/gateway/engine';

/**
 * What access decisions cost a warm operation: processor time of the same operation on the same graph, with access
 * directives and a caller who meets them, and without. Both live in this process and take turns, so that what disturbs
 * one disturbs the other; the ratio of their medians is what must hold.
 */
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@authenticated", "@requiresScopes"])`;
const scoped = (name: string) => `@requiresScopes(scopes: [["${name}"]])`;
const withAccess = [
  `${link} type Query { workers: [Worker!] }
   type Worker @key(fields: "id") {
     id: ID! name: String phone: String ${scoped('contact')} residentId: String ${scoped('identity')}
     born: String ${scoped('birth')} jobs: [Job!] @authenticated
   }
   type Job @authenticated { post: String salary: Int ${scoped('pay')} }`,
  `${link} type Worker @key(fields: "id") { id: ID! leases: [Lease!] ${scoped('home')} beds: Int }
   type Lease ${scoped('home')} { from: String until: String }`,
];
const without = withAccess.map((sdl) =>
  sdl.replaceAll(/@requiresScopes\(scopes: \[\["\w+"\]\]\)|@authenticated(?!")/g, ''),
);
const query = '{ workers { id name phone residentId born jobs { post salary } beds leases { from until } } }';

const ids = Array.from({ length: 20 }, (_, at) => `wrk_${at}`);
const answers = [
  {
    data: {
      workers: ids.map((id) => ({
        ...{ __typename: 'Worker', id, name: 'Lin', phone: '138', residentId: '9999', born: '1991-11-02' },
        jobs: [{ __typename: 'Job', post: 'Welder', salary: 980_000 }],
      })),
    },
  },
  {
    data: {
      _entities: ids.map(() => ({
        ...{ __typename: 'Worker', beds: 1 },
        leases: [{ __typename: 'Lease', from: '2026-01-01', until: '2027-01-01' }],
      })),
    },
  },
];

const caller: AccessGrant = {
  authenticated: true,
  scopes: new Set(['contact', 'identity', 'birth', 'pay', 'home']),
};

async function served(parts: readonly string[], grant: AccessGrant | undefined) {
  const services = parts.map((sdl, at) => ({
    name: `part${at}`,
    url: `http://part${at}.invalid`,
    typeDefs: parse(sdl),
  }));
  const { errors, supergraphSdl } = composeServices(services);
  if (errors) throw new Error(errors.map(String).join('\n'));
  const gateway = createEngine({
    supergraph: supergraphSdl ?? '',
    client: (name) => inProcessClient(async () => answers[name === 'part0' ? 0 : 1] ?? {}),
    access: () => grant,
  });
  const server = new ApolloServer({ gateway });
  await server.start();
  return {
    server,
    async ask() {
      const { body } = await server.executeOperation({ query });
      if (body.kind !== 'single') throw new Error('the answer came in parts');
      return JSON.stringify(body.singleResult);
    },
  };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

async function microsPerRequest({ ask }: Awaited<ReturnType<typeof served>>, requests: number): Promise<number> {
  const before = process.cpuUsage();
  for (let at = 0; at < requests; at += 1) await ask();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

const rounds = Number(process.env['ROUNDS'] ?? 41);
const requests = 300;
const guarded = await served(withAccess, caller);
const open = await served(without, undefined);
if ((await guarded.ask()) !== (await open.ask())) throw new Error('the two do not answer alike');
const stranger = await served(withAccess, { authenticated: false, scopes: new Set() });
if (!(await stranger.ask()).includes('UNAUTHENTICATED')) throw new Error('nothing is enforced');
await stranger.server.stop();
for (let warm = 0; warm < 10; warm += 1)
  await Promise.all([guarded, open].map((each) => microsPerRequest(each, requests)));

const measured = { guarded: [] as number[], open: [] as number[] };
for (let round = 0; round < rounds; round += 1) {
  const order = round % 2 ? (['guarded', 'open'] as const) : (['open', 'guarded'] as const);
  for (const each of order) measured[each].push(await microsPerRequest(each === 'open' ? open : guarded, requests));
}
const [withRules, withoutRules] = [median(measured.guarded), median(measured.open)];
const ratio = median(measured.guarded.map((each, at) => each / (measured.open[at] ?? each)));
process.stdout.write(
  `processor time of a warm operation: ${withRules.toFixed(1)} µs with access rules that are met, ` +
    `${withoutRules.toFixed(1)} µs without: ${((ratio - 1) * 100).toFixed(1)} % (at most 5 %)\n`,
);
await Promise.all([guarded.server.stop(), open.server.stop()]);
if (ratio > 1.05) process.exitCode = 1;
