import { createHash } from 'node:crypto';
import { type Logger, reason } from '@millgate/kit';
import type { Lane } from './lane.ts';
import type { DeliveredVersion, Delivery } from './manifest.ts';

export interface LanesOptions {
  /** Where everybody is served who is not chosen for the version that is tried. */
  readonly stable: Lane;
  /** Opens a lane for a version that is tried. */
  readonly open: (version: DeliveredVersion) => Promise<Lane>;
  /** Told of a version that cannot be served. */
  readonly refused: (version: DeliveredVersion) => void;
  readonly log: Logger;
}

interface Tried {
  readonly version: DeliveredVersion;
  percent: number;
  /** Undefined until it can answer: meanwhile everybody is served the version before. */
  lane: Lane | undefined;
}

/**
 * The version that everybody is served and, beside it, the one that is tried on a share of the callers. Who belongs to
 * the share follows from who they are and from the version: every replica says the same, nobody is served two versions
 * in turn, and not always the same callers try what is new.
 */
export class Lanes {
  readonly stable: Lane;
  #tried: Tried | undefined;
  /** Lanes are opened and ended one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(private readonly options: LanesOptions) {
    this.stable = options.stable;
  }

  /** The version that is tried, once it can answer. */
  get trying(): number | undefined {
    return this.#tried?.lane && this.#tried.version.no;
  }

  /** Where whoever asks is served. */
  of(who: string): Lane {
    const { lane, version, percent } = this.#tried ?? {};
    return lane && version && shareOf(who, version.no) < (percent ?? 0) ? lane : this.stable;
  }

  /** Does what a delivery says of the version that is tried. */
  follow({ canary }: Pick<Delivery, 'canary'>): void {
    const before = this.#tried;
    if (before && canary && before.version.sha256 === canary.sha256 && before.version.no === canary.no) {
      before.percent = canary.percent;
      return;
    }
    // From this moment on nobody new is sent there, whatever it takes to end it.
    const next: Tried | undefined = canary ? { version: canary, percent: canary.percent, lane: undefined } : undefined;
    this.#tried = next;
    this.#work = this.#work.then(async () => {
      if (before) await this.#end(before);
      if (next && this.#tried === next) await this.#begin(next);
    });
  }

  /** Resolves when what the last delivery said has been done. */
  settled(): Promise<void> {
    return this.#work;
  }

  async stop(): Promise<void> {
    this.follow({ canary: null });
    await this.#work;
  }

  async #begin(tried: Tried): Promise<void> {
    const { open, refused, log } = this.options;
    try {
      tried.lane = await open(tried.version);
    } catch (cause) {
      log.error({ cause: reason(cause), version: tried.version.no }, 'a version to be tried cannot be served');
      refused(tried.version);
      return;
    }
    log.info({ version: tried.version.no, percent: tried.percent }, 'a version is tried on a share of the callers');
  }

  async #end({ lane, version }: Tried): Promise<void> {
    if (!lane) return;
    await lane.retire().catch((cause: unknown) => {
      this.options.log.warn({ cause: reason(cause), version: version.no }, 'a version that was tried did not end well');
    });
  }
}

/** Between 0 and 100, evenly. */
function shareOf(who: string, version: number): number {
  const digest = createHash('sha256').update(`${version}\n${who}`).digest();
  return (digest.readUInt32BE(0) / 2 ** 32) * 100;
}
