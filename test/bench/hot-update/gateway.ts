// The gateway of the hot-update run: takes the next version of its graph from the parent, over IPC.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serveEngine } from '@millgate/gateway/engine';

const [port = '0', first = ''] = process.argv.slice(2);

/** What keeps requests waiting: the parent hears the longest pause since it last asked. */
const pauses = monitorEventLoopDelay({ resolution: 1 });
pauses.enable();

await serveEngine({
  port: Number(port),
  supergraphSdl: async ({ update }) => {
    process.on('message', (file: string) => {
      if (file) update(readFileSync(file, 'utf8'));
      process.send?.(pauses.max / 1e6);
      pauses.reset();
    });
    return { supergraphSdl: readFileSync(first, 'utf8') };
  },
});
