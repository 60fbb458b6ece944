import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Fault, FaultServer } from './fault-server.ts';

/** What the two threads share: how often it was asked, how long the fault’s text is, how often it was called off; that text. */
export interface SharedFaults {
  readonly answer: object;
  readonly counts: Int32Array;
  readonly text: Uint8Array;
  readonly told: MessagePort;
}

export interface FaultServerApart extends Pick<FaultServer, 'url' | 'fault' | 'stop'> {
  readonly calls: number;
  readonly calledOff: number;
}

const mostText = 64 * 1024;

/** A fault server in a thread of its own: what it sends does not keep those waiting who measure. */
export async function startFaultServerApart(answer: object): Promise<FaultServerApart> {
  const counts = new Int32Array(new SharedArrayBuffer(12));
  const text = new Uint8Array(new SharedArrayBuffer(mostText));
  const set = (fault: Fault) => {
    const bytes = new TextEncoder().encode(JSON.stringify(fault));
    text.set(bytes);
    Atomics.store(counts, 1, bytes.length);
  };
  set({ kind: 'none' });
  const { port1, port2 } = new MessageChannel();
  const shared: SharedFaults = { answer, counts, text, told: port2 };
  const worker = new Worker(new URL('./fault-server-thread.ts', import.meta.url), {
    workerData: shared,
    transferList: [port2],
  });
  const [url] = (await once(port1, 'message')) as [string];
  port1.close();
  return {
    url,
    get calls() {
      return Atomics.load(counts, 0);
    },
    get calledOff() {
      return Atomics.load(counts, 2);
    },
    get fault(): Fault {
      throw new Error('A fault is set, not asked for.');
    },
    set fault(fault: Fault) {
      set(fault);
    },
    stop: async () => void (await worker.terminate()),
  };
}
