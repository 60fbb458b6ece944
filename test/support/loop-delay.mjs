// Loaded into a program that is measured: at each SIGUSR2 it says the longest pause of its event loop since the last.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const pauses = monitorEventLoopDelay({ resolution: 1 });
pauses.enable();
process.on('SIGUSR2', () => {
  process.stderr.write(`longest pause ${(pauses.max / 1e6).toFixed(1)} ms\n`);
  pauses.reset();
});
