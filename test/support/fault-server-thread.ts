import { workerData } from 'node:worker_threads';
import type { SharedFaults } from './fault-server-apart.ts';
import { type Fault, startFaultServer } from './fault-server.ts';

const { answer, counts, text, told } = workerData as SharedFaults;
const server = await startFaultServer(answer);
const read = new TextDecoder();
const counted = (at: number) => ({
  get: () => Atomics.load(counts, at),
  set: (count: number) => void Atomics.store(counts, at, count),
});

// What is to go wrong is read when a request comes: a message might come after it.
Object.defineProperties(server, {
  fault: {
    get: (): Fault => JSON.parse(read.decode(text.slice(0, Atomics.load(counts, 1)))) as Fault,
  },
  calls: counted(0),
  calledOff: counted(2),
});
told.postMessage(server.url);
