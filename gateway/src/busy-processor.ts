/** Over so long it is judged: longer than one piece of work, shorter than what somebody would notice. */
const windowMs = 20;

/** Above this share of its time, what comes waits for what is there. */
const busyFrom = 0.9;

interface Sample {
  readonly atMs: number;
  /** Processor time that the process was given so far. */
  readonly spentMs: number;
}

const ofThisProcess = (): Sample => {
  const { user, system } = process.cpuUsage();
  return { atMs: performance.now(), spentMs: (user + system) / 1_000 };
};

/**
 * Whether this process has been computing nearly all of the time of late. By the processor time that it was given: a loop
 * that is late because others have the processor gains nothing by doing less at a time.
 */
export function busyProcessor(sample: () => Sample = ofThisProcess): () => boolean {
  let last = sample();
  let busy = false;
  return () => {
    const now = sample();
    const elapsedMs = now.atMs - last.atMs;
    if (elapsedMs < windowMs) return busy;
    busy = now.spentMs - last.spentMs >= busyFrom * elapsedMs;
    last = now;
    return busy;
  };
}
