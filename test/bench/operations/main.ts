// `npm run bench:operations [-- --count 1000000]`: operations that are all different must not make memory grow.
import { setFlagsFromString } from 'node:v8';
import { parseArgs } from 'node:util';
import { runInNewContext } from 'node:vm';
import { measureDistinctOperations } from './distinct.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' } } });
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const count = Number(values.count);
console.log('| operations | heap MiB | resident MiB | ms each |');
console.log('| --- | --- | --- | --- |');
const { grewMiB } = await measureDistinctOperations({ count, collect, samples: 10 }, (sample) => {
  const cells = [sample.heapMiB.toFixed(0), sample.residentMiB.toFixed(0), sample.msEach.toFixed(2)];
  console.log(`| ${sample.operations} | ${cells.join(' | ')} |`);
});
console.log(`from a tenth of the operations to the last the heap grew by ${grewMiB.toFixed(1)} MiB`);
process.exit(0);
