// The gateway of the hot-update run: takes the next version of its graph from the parent, over IPC.
import { serveEngine } from '@millgate/gateway/engine';

const [port = '0', first = ''] = process.argv.slice(2);
const { readFileSync } = await import('node:fs');

await serveEngine({
  port: Number(port),
  supergraphSdl: async ({ update }) => {
    process.on('message', (file: string) => {
      const start = performance.now();
      update(readFileSync(file, 'utf8'));
      process.send?.(performance.now() - start);
    });
    return { supergraphSdl: readFileSync(first, 'utf8') };
  },
});
