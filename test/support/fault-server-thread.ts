import { workerData } from 'node:worker_threads';
import type { SharedFaults } from './fault-server-apart.ts';
import { type Fault, startFaultServer } from './fault-server.ts';

const { answer, counts, text, told } = workerData as SharedFaults;
const server = await startFaultServer(answer);
const read = new TextDecoder();

// What is to go wrong is read when a request comes: a message might come after it.
Object.defineProperties(server, {
  fault: {
    get: (): Fault => JSON.parse(read.decode(text.slice(0, Atomics.load(counts, 1)))) as Fault,
  },
  calls: {
    get: () => Atomics.load(counts, 0),
    set: (calls: number) => void Atomics.store(counts, 0, calls),
  },
});
told.postMessage(server.url);
