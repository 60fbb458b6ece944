import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { type Clock, type Database, type KeyStore, sql } from '@millgate/kit';
import { type Act, record } from '../audit/audit.ts';
import type { Change } from '../check/contracts.ts';
import type { Part } from '../check/judge.ts';
import { type Manifest, signed } from './signing.ts';

export type Em = ReturnType<Database['fork']>;

/** A subgraph’s place in a version: which revision of it. */
export interface VersionPart {
  readonly name: string;
  readonly revision: number;
}

export interface DeliveryRow {
  readonly sequence: number;
  readonly stable: number;
  readonly canary: number | null;
  readonly canary_percent: number | null;
  readonly stopped: string[];
  readonly issued_at: string;
  readonly manifest: string;
  readonly cause: string;
}

export interface VersionRow {
  readonly no: number;
  readonly sha256: string;
  readonly supergraph: string;
  readonly parts: readonly VersionPart[];
  readonly composed_at: string;
  readonly cause: string;
}

/** What a gateway takes along: the manifest, and the text of each version that it names. */
export interface Delivered {
  readonly sequence: number;
  readonly manifest: string;
  readonly supergraphs: Readonly<Record<string, string>>;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A number that every registry agrees on; held while what is served changes. */
const deliveryLock = 5_150_332;

/** How often a registry looks whether another one delivered something. */
const lookMillis = 500;

/** Versions of the graph, none of which ever changes, and which of them is served. */
export class Graph {
  readonly #delivered = new EventEmitter().setMaxListeners(0);
  /** Texts are large and never change. */
  readonly #texts = new Map<number, { sha256: string; supergraph: string }>();

  constructor(
    private readonly database: Database,
    private readonly keys: KeyStore,
    private readonly clock: Clock,
  ) {}

  /** Whoever changes what is served does so alone, in one transaction with what led to it. */
  async changing<T>(work: (tx: Em, current: DeliveryRow | undefined) => Promise<T>): Promise<T> {
    const result = await this.database.fork().transactional(async (tx) => {
      await sql(tx, 'select pg_advisory_xact_lock(?)', [deliveryLock]);
      return work(tx, await this.current(tx));
    });
    this.#delivered.emit('delivery');
    return result;
  }

  async current(em: Em = this.database.fork()): Promise<DeliveryRow | undefined> {
    const [row] = await sql<DeliveryRow>(em, 'select * from delivery order by sequence desc limit 1');
    return row && numbered(row);
  }

  async version(no: number, em: Em = this.database.fork()): Promise<VersionRow | undefined> {
    const [row] = await sql<VersionRow>(em, 'select * from graph_version where no = ?', [no]);
    return row && { ...row, no: Number(row.no) };
  }

  versions(limit = 50): Promise<Omit<VersionRow, 'supergraph'>[]> {
    return sql(
      this.database.fork(),
      'select no, sha256, parts, cause, composed_at from graph_version order by no desc limit ?',
      [limit],
    );
  }

  /** The subgraphs of a version, as they were published, the one that came first first. */
  async partsOf(no: number, em: Em = this.database.fork()): Promise<(Part & { revision: number })[]> {
    return sql(
      em,
      `select r.subgraph as name, r.sdl, r.url, r.no as revision, s.agency
         from graph_version v cross join lateral jsonb_to_recordset(v.parts) as p (name text, revision integer)
         join revision r on r.subgraph = p.name and r.no = p.revision join subgraph s on s.name = r.subgraph
        where v.no = ? order by s.position`,
      [no],
    );
  }

  async addVersion(
    tx: Em,
    given: { supergraph: string; parts: readonly VersionPart[]; cause: string; changes: readonly Change[] },
  ): Promise<number> {
    const [last] = await sql<{ no: string }>(tx, 'select max(no) as no from graph_version');
    const no = Number(last?.no ?? 0) + 1;
    const composedAt = this.clock.now();
    const digest = sha256(given.supergraph);
    const parts = JSON.stringify(given.parts);
    const signature = await signed(this.keys, 'version', { no, sha256: digest, parts: given.parts, composedAt });
    await sql(
      tx,
      `insert into graph_version (no, sha256, supergraph, parts, cause, composed_at, signature)
         values (?, ?, ?, ?::jsonb, ?, ?, ?)`,
      [no, digest, given.supergraph, parts, given.cause, composedAt, signature],
    );
    const changes = given.changes.map((change, position) => ({ ...change, position }));
    await sql(
      tx,
      `insert into contract_change (version, position, contract, level, coordinate, message)
         select ?, position, contract, level, at, message
           from jsonb_to_recordset(?::jsonb) as c (position integer, contract text, level text, at text, message text)`,
      [no, JSON.stringify(changes)],
    );
    return no;
  }

  /** What is served from now on. Inside of `changing`. */
  async deliver(
    tx: Em,
    next: { stable: number; canary?: { no: number; percent: number } | undefined; stopped: readonly string[] },
    act: Act,
  ): Promise<number> {
    const now = this.clock.now();
    const current = await this.current(tx);
    const sequence = (current?.sequence ?? 0) + 1;
    const described = async (no: number) => {
      const version = await this.version(no, tx);
      if (!version) throw new Error(`there is no version ${no}`);
      return { no, sha256: version.sha256, composedAt: new Date(version.composed_at).toISOString() };
    };
    const manifest: Manifest = {
      sequence,
      stable: await described(next.stable),
      canary: next.canary ? { ...(await described(next.canary.no)), percent: next.canary.percent } : null,
      stopped: [...next.stopped].sort(),
      issuedAt: now.toISOString(),
    };
    await sql(
      tx,
      `insert into delivery (sequence, stable, canary, canary_percent, stopped, cause, issued_at, manifest)
         values (?, ?, ?, ?, (select coalesce(array_agg(value), '{}') from jsonb_array_elements_text(?::jsonb)), ?, ?, ?)`,
      [
        sequence,
        next.stable,
        next.canary?.no ?? null,
        next.canary?.percent ?? null,
        JSON.stringify(manifest.stopped),
        act.action,
        now,
        await signed(this.keys, 'manifest', manifest),
      ],
    );
    await record(tx, now, {
      ...act,
      details: { ...act.details, sequence, stable: next.stable, canary: next.canary ?? null },
    });
    return sequence;
  }

  /** What is served, as soon as it is another delivery than `known`; undefined when nothing came while waiting. */
  async delivered(known: number | undefined, waitMillis: number, signal?: AbortSignal): Promise<Delivered | undefined> {
    const until = performance.now() + waitMillis;
    for (;;) {
      const current = await this.current();
      if (current && current.sequence !== known) return this.#whole(current);
      const left = until - performance.now();
      if (left <= 0 || signal?.aborted) return undefined;
      const waiting = AbortSignal.any([
        AbortSignal.timeout(Math.ceil(Math.min(lookMillis, left))),
        ...(signal ? [signal] : []),
      ]);
      await once(this.#delivered, 'delivery', { signal: waiting }).catch(() => undefined);
    }
  }

  async #whole({ sequence, manifest, stable, canary }: DeliveryRow): Promise<Delivered> {
    const supergraphs: Record<string, string> = {};
    for (const no of canary === null ? [stable] : [stable, canary]) {
      const { sha256: digest, supergraph } = await this.#text(no);
      supergraphs[digest] = supergraph;
    }
    return { sequence, manifest, supergraphs };
  }

  async #text(no: number) {
    const known = this.#texts.get(no);
    if (known) return known;
    const version = await this.version(no);
    if (!version) throw new Error(`there is no version ${no}`);
    const text = { sha256: version.sha256, supergraph: version.supergraph };
    for (const old of [...this.#texts.keys()].slice(0, -3)) this.#texts.delete(old);
    this.#texts.set(no, text);
    return text;
  }
}

/** Counts come from the driver as text. */
const numbered = (row: DeliveryRow): DeliveryRow => ({
  ...row,
  sequence: Number(row.sequence),
  stable: Number(row.stable),
  canary: row.canary === null ? null : Number(row.canary),
});
