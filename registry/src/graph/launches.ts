import { type Clock, type Database, sql } from '@millgate/kit';
import { conflict, notFound } from '../refused.ts';
import type { DeliveryRow, Em, Graph } from './graph.ts';
import { type Answers, watchMillis, worseThan } from './launch.rules.ts';

export interface Canary {
  /** How many of a hundred keys are served the new version. */
  readonly percent: number;
  /** How long, before everybody is. */
  readonly seconds: number;
}

export interface Launch {
  readonly version: number;
  readonly previous: number | null;
  readonly state: 'CANARY' | 'WATCHED' | 'SETTLED' | 'ROLLED_BACK' | 'SUPERSEDED';
  readonly subgraph: string | null;
  readonly started_at: string;
  readonly whole_at: string | null;
  readonly settled_at: string | null;
  readonly reason: string | null;
}

/** How a version comes to be served: to a share of the keys first or to everybody at once, watched, and taken back. */
export class Launches {
  constructor(
    private readonly database: Database,
    private readonly graph: Graph,
    private readonly clock: Clock,
  ) {}

  /** Serves a new version. Inside of `graph.changing`. */
  async begin(
    tx: Em,
    current: DeliveryRow | undefined,
    {
      version,
      subgraph,
      canary,
      actor,
    }: { version: number; subgraph: string | null; canary?: Canary | undefined; actor: string },
  ): Promise<number> {
    if (current?.canary) throw conflict(`Version ${current.canary} is still being tried on a share of the keys.`);
    const now = this.clock.now();
    const previous = current?.stable ?? null;
    await sql(tx, `update launch set state = 'SUPERSEDED', settled_at = ? where state in ('CANARY', 'WATCHED')`, [now]);
    const staged = previous === null ? undefined : canary;
    await sql(
      tx,
      `insert into launch (version, previous, state, subgraph, started_at, whole_at) values (?, ?, ?, ?, ?, ?)`,
      [
        version,
        previous,
        staged ? 'CANARY' : 'WATCHED',
        subgraph,
        now,
        staged ? new Date(now.getTime() + staged.seconds * 1_000) : now,
      ],
    );
    const act = { actor, action: staged ? 'launch.canary' : 'launch.all', object: `version ${version}` };
    const stopped = current?.stopped ?? [];
    if (staged && previous !== null)
      return this.graph.deliver(
        tx,
        { stable: previous, canary: { no: version, percent: staged.percent }, stopped },
        act,
      );
    return this.graph.deliver(tx, { stable: version, stopped }, act);
  }

  /** Everybody is served what a share of the keys was. */
  promote(actor: string, version?: number): Promise<number> {
    return this.graph.changing(async (tx, current) => {
      if (!current?.canary || (version ?? current.canary) !== current.canary)
        throw conflict('No version is being tried.');
      const now = this.clock.now();
      await sql(tx, `update launch set state = 'WATCHED', whole_at = ? where version = ?`, [now, current.canary]);
      await this.graph.deliver(
        tx,
        { stable: current.canary, stopped: current.stopped },
        { actor, action: 'launch.promote', object: `version ${current.canary}` },
      );
      return current.canary;
    });
  }

  /** Serves an older version again: the one before, unless it is named. */
  rollback(actor: string, to?: number, reason = 'asked for'): Promise<number> {
    return this.graph.changing(async (tx, current) => {
      if (!current) throw conflict('Nothing is served yet.');
      const target = to ?? (current.canary ? current.stable : await this.#before(tx, current.stable));
      if (target === undefined) throw conflict('There is no version before this one.');
      if (!(await this.graph.version(target, tx))) throw notFound(`version ${target}`);
      return this.#serveAgain(tx, current, target, { actor, reason });
    });
  }

  async #serveAgain(
    tx: Em,
    current: DeliveryRow,
    target: number,
    { actor, reason }: { actor: string; reason: string },
  ): Promise<number> {
    const leaving = current.canary ?? current.stable;
    await sql(tx, `update launch set state = 'ROLLED_BACK', settled_at = ?, reason = ? where version = ?`, [
      this.clock.now(),
      reason,
      leaving,
    ]);
    const act = { actor, action: 'launch.rollback', object: `version ${leaving}`, details: { to: target, reason } };
    await this.graph.deliver(tx, { stable: target, stopped: current.stopped }, act);
    return target;
  }

  /** The version that was served before one; what was taken back is not gone back to. */
  async #before(tx: Em, version: number): Promise<number | undefined> {
    const [launch] = await sql<{ previous: string | null }>(tx, 'select previous from launch where version = ?', [
      version,
    ]);
    return launch?.previous ? Number(launch.previous) : undefined;
  }

  /** A subgraph is not asked any more, from the next delivery on; the schema stays, so that no document breaks. */
  stop(subgraph: string, actor: string, reason: string): Promise<number> {
    return this.#stopped(actor, 'subgraph.quarantine', subgraph, reason, (stopped) => [
      ...new Set([...stopped, subgraph]),
    ]);
  }

  release(subgraph: string, actor: string): Promise<number> {
    return this.#stopped(actor, 'subgraph.release', subgraph, '', (stopped) =>
      stopped.filter((name) => name !== subgraph),
    );
  }

  #stopped(
    actor: string,
    action: string,
    subgraph: string,
    reason: string,
    change: (stopped: readonly string[]) => readonly string[],
  ): Promise<number> {
    return this.graph.changing(async (tx, current) => {
      if (!current) throw conflict('Nothing is served yet.');
      const [found] = await sql(tx, 'select 1 from subgraph where name = ?', [subgraph]);
      if (!found) throw notFound(`subgraph ${subgraph}`);
      const canary = current.canary === null ? undefined : { no: current.canary, percent: current.canary_percent ?? 1 };
      const next = { stable: current.stable, canary, stopped: change(current.stopped) };
      return this.graph.deliver(tx, next, { actor, action, object: subgraph, details: reason ? { reason } : {} });
    });
  }

  /** Takes what gateways say of their answers, and takes a version back that does worse than the one before. */
  async report(
    reports: readonly (Answers & { readonly version: number })[],
    refused: readonly number[] = [],
  ): Promise<number | undefined> {
    const now = this.clock.now();
    const em = this.database.fork();
    for (const { version, requests, errors, took } of reports) {
      await sql(
        em,
        `insert into gateway_report (version, minute, requests, errors) values (?, date_trunc('minute', ?::timestamptz), ?, ?)
           on conflict (version, minute) do update set requests = gateway_report.requests + excluded.requests,
             errors = gateway_report.errors + excluded.errors`,
        [version, now, requests, errors],
      );
      await sql(
        em,
        `insert into gateway_report_took (version, minute, power, count)
           select ?, date_trunc('minute', ?::timestamptz), power, count
             from jsonb_to_recordset(?::jsonb) as t (power integer, count bigint)
           on conflict (version, minute, power) do update set count = gateway_report_took.count + excluded.count`,
        [version, now, JSON.stringify(took.flatMap((count, power) => (count > 0 ? [{ power, count }] : [])))],
      );
    }
    const [launch] = await sql<Launch>(
      em,
      `select * from launch where state in ('CANARY', 'WATCHED') order by version desc limit 1`,
    );
    if (!launch || launch.previous === null) return undefined;
    const [version, previous] = [Number(launch.version), Number(launch.previous)];
    const worse = refused.includes(version)
      ? 'a gateway could not serve it'
      : worseThan(await this.#answers(em, version), await this.#answers(em, previous));
    return worse === undefined ? undefined : this.#takeBack(version, previous, worse);
  }

  /** Two gateways may report the same: the second finds that it has been done. */
  #takeBack(version: number, previous: number, reason: string): Promise<number | undefined> {
    return this.graph.changing(async (tx, current) => {
      if (!current || (current.canary ?? current.stable) !== version) return undefined;
      return this.#serveAgain(tx, current, previous, { actor: 'registry', reason });
    });
  }

  /** Of the last ten minutes: what a version did yesterday is nothing to compare with. */
  async #answers(em: Em, version: number): Promise<Answers> {
    const since = new Date(this.clock.now().getTime() - 600_000);
    const [row] = await sql<{ requests: string; errors: string }>(
      em,
      'select coalesce(sum(requests), 0) as requests, coalesce(sum(errors), 0) as errors from gateway_report where version = ? and minute >= ?',
      [version, since],
    );
    const spans = await sql<{ power: number; count: string }>(
      em,
      'select power, sum(count) as count from gateway_report_took where version = ? and minute >= ? group by power',
      [version, since],
    );
    const took: number[] = [];
    for (const { power, count } of spans) took[power] = Number(count);
    return {
      requests: Number(row?.requests),
      errors: Number(row?.errors),
      took: Array.from(took, (count: number | undefined) => count ?? 0),
    };
  }

  /** What has become due: a version that was tried long enough, one that was watched long enough. */
  async runDue(): Promise<void> {
    const now = this.clock.now();
    const em = this.database.fork();
    const [due] = await sql<Launch>(em, `select * from launch where state = 'CANARY' and whole_at <= ?`, [now]);
    if (due) await this.promote('registry', Number(due.version));
    await sql(em, `update launch set state = 'SETTLED', settled_at = ? where state = 'WATCHED' and whole_at <= ?`, [
      now,
      new Date(now.getTime() - watchMillis),
    ]);
  }

  list(limit = 20): Promise<Launch[]> {
    return sql<Launch>(this.database.fork(), 'select * from launch order by version desc limit ?', [limit]);
  }
}
