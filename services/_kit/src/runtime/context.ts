import DataLoader from 'dataloader';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Told } from '../events/outbox.ts';
import type { Caller } from '../identity/caller.ts';
import type { Secrets } from '../identity/keys.ts';
import type { Reading } from '../identity/policy.ts';
import type { StatedPurpose } from '../identity/purposes.ts';
import type { Outside } from '../outside/outside.ts';
import type { Live } from '../live/live.ts';
import type { Logger } from '../log.ts';
import { inLang, type Lang } from '../values/localized.ts';
import type { GraphClient } from './graph-client.ts';

/** Loads many values at once, in the order of their keys; null where there is none. */
export type Batch<Key, Value> = (keys: readonly Key[], context: Context) => Promise<readonly (Value | null)[]>;

export interface Services {
  /** Writes an event in the transaction of its cause. */
  publish(
    tx: EntityManager,
    event: { type: string; aggregate: string; payload: Readonly<Record<string, unknown>>; now: Date },
  ): Promise<void>;
  /** As `publish`, for many at once. */
  publishAll(tx: EntityManager, events: readonly Told[]): Promise<void>;
  /** Says, after a commit, that events may be waiting. */
  nudge(): void;
  /** Does what has become due by an instant; null in production, where only the real clock says when. */
  readonly runDue: ((now: Date) => Promise<Readonly<Record<string, number>>>) | null;
  /** Changes that subscriptions wait for. */
  readonly live: Pick<Live, 'changes'>;
  readonly graph: GraphClient;
  /** A folder of the subgraph's own, for files that it exchanges with the outside; `MILLGATE_HOME/<subgraph>`. Made by whoever writes. */
  readonly folder: string;
  /** Where the public reaches the graph, without a path: for what is printed and read later. */
  readonly publicUrl: string;
  readonly log: Logger;
  readonly secret: Secrets;
  /** What it may reach beyond the graph. */
  readonly outside: Outside;
}

/** All that a resolver may know of a request. */
export class Context {
  readonly #loaders = new Map<string, Map<unknown, unknown>>();
  readonly #readings = new Map<string, Reading>();

  constructor(
    readonly em: EntityManager,
    readonly caller: Caller,
    /** The instant of the request: the only present that rules know. */
    readonly now: Date,
    readonly lang: Lang,
    readonly requestId: string,
    readonly services: Services,
    /** What the caller reads protected data for, if they said so. */
    readonly stated?: StatedPurpose,
  ) {}

  /** Loads by key through a batch: all keys asked for in one turn of the executor travel together, each once. */
  load<Key, Value>(batch: Batch<Key, Value>, key: Key): Promise<Value | null> {
    return this.loadWith(batch, '', batch, key);
  }

  /** As `load`, for a batch that also depends on arguments: one batch per `variant`. */
  loadWith<Key, Value>(identity: unknown, variant: string, batch: Batch<Key, Value>, key: Key): Promise<Value | null> {
    let variants = this.#loaders.get(variant);
    if (!variants) this.#loaders.set(variant, (variants = new Map()));
    let loader = variants.get(identity) as DataLoader<Key, Value | null> | undefined;
    if (!loader) {
      loader = new DataLoader<Key, Value | null>((keys) => batch(keys, this));
      variants.set(identity, loader);
    }
    return loader.load(key);
  }

  text(text: { readonly zh: string; readonly en: string }, lang: Lang | null | undefined): string {
    return inLang(text, lang ?? this.lang);
  }

  /** Notes a reading of protected data; one of a field of a person counts once a request. */
  noteReading(reading: Reading): void {
    this.#readings.set(`${reading.subjectId} ${reading.field}`, reading);
  }

  /** What was read so far, to be written before the answer leaves. */
  takeReadings(): readonly Reading[] {
    const readings = [...this.#readings.values()];
    this.#readings.clear();
    return readings;
  }
}
