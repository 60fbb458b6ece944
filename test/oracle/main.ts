// `npm run oracle -- --count 50000 [--mode equal|errors|fault|mutated] [--seed N] [--per-world N]`
import { parseArgs } from 'node:util';
import { describeFinding, type Mode, runOracle } from './run.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50000' },
    mode: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    'per-world': { type: 'string', default: '50' },
    keep: { type: 'string', default: '10' },
  },
});

let unhandled = 0;
process.on('unhandledRejection', (reason) => {
  unhandled += 1;
  console.error('unhandled rejection', reason);
});

const isMode = (text: string): text is Mode => ['equal', 'errors', 'fault', 'mutated'].includes(text);
let failed = false;
for (const mode of values.mode ?? ['equal']) {
  if (!isMode(mode)) throw new Error(`no mode ${mode}`);
  const start = performance.now();
  let last = start;
  const tally = await runOracle(
    mode,
    {
      seed: Number(values.seed),
      queries: Number(values.count),
      perWorld: Number(values['per-world']),
      keep: Number(values.keep),
    },
    (done, differences) => {
      if (performance.now() - last < 15_000) return;
      last = performance.now();
      console.error(`${mode}: ${done} queries, ${differences} differences`);
    },
  );
  for (const finding of tally.findings) console.log(`--- ${describeFinding(finding)}\n`);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${mode}: ${tally.queries} queries over ${tally.worlds} worlds (${tally.discarded} drawn worlds do not compose), ` +
      `${tally.differences} differences, ${unhandled} unhandled rejections, ${seconds} s`,
  );
  failed ||= tally.differences > 0 || unhandled > 0;
}
process.exit(failed ? 1 : 0);
