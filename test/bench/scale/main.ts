// `npm run bench:scale`: what composing, starting, planning and compiling cost against 10, 50 and 100 subgraphs.
import { parseArgs } from 'node:util';
import { generateQuery, type Query } from '../../oracle/generate-query.ts';
import { generateWorld } from '../../oracle/generate-world.ts';
import { type Answer, Servers } from '../../oracle/servers.ts';

const { values } = parseArgs({
  options: { subgraphs: { type: 'string', default: '10,50,100' }, queries: { type: 'string', default: '40' } },
});

async function timed<T>(work: () => T | Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
}

function firstThatComposes(subgraphs: number): [number, Servers] {
  for (let seed = 1; ; seed++) {
    const start = performance.now();
    const servers = Servers.of(generateWorld(seed, { subgraphs, entities: subgraphs }));
    if (servers) return [performance.now() - start, servers];
  }
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

console.log('| subgraphs | SDL KiB | compose ms | start ms | first p50 ms | first max ms | again p50 ms | fetches |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const count of values.subgraphs.split(',').map(Number)) {
  const [composeMs, servers] = firstThatComposes(count);
  const [startMs] = await timed(() => servers.gateway({ text: '{ __typename }', variables: {} }));
  let fetches = 0;
  servers.meddle = (_, __, honest) => {
    fetches += 1;
    return honest();
  };
  const ask = (query: Query) => timed<Answer>(() => servers.gateway(query));
  const first: number[] = [];
  const again: number[] = [];
  const total = Number(values.queries);
  for (let nth = 0; nth < total; nth++) {
    const query = generateQuery(servers.schema, nth * 31 + 1);
    first.push((await ask(query))[0]);
    again.push((await ask(query))[0]);
  }
  first.sort((a, b) => a - b);
  again.sort((a, b) => a - b);
  const cells = [
    (servers.supergraphSdl.length / 1024).toFixed(0),
    composeMs.toFixed(0),
    startMs.toFixed(0),
    quantile(first, 0.5).toFixed(1),
    quantile(first, 1).toFixed(1),
    quantile(again, 0.5).toFixed(1),
    (fetches / total / 2).toFixed(1),
  ];
  console.log(`| ${count} | ${cells.join(' | ')} |`);
  await servers.stop();
}
process.exit(0);
