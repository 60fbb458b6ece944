// Judges schemas away from the thread that answers requests. Plain JavaScript, because a worker starts without the loader
// of the program's TypeScript.
import { parentPort } from 'node:worker_threads';
import '../../../scripts/typescript.mjs';

const { judge } = await import('./judge.ts');

parentPort.postMessage('ready');
parentPort.on('message', async ({ id, given }) => {
  try {
    parentPort.postMessage({ id, judgement: await judge(given) });
  } catch (cause) {
    parentPort.postMessage({ id, fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
  }
});
