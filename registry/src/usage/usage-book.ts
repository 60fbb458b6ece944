import { type Clock, type Database, dayOf, sql } from '@millgate/kit';
import type { Usage } from '../check/contracts.ts';

/** How far back asking for an element counts. */
export const usageDays = 30;

/** What a gateway says was asked in a while: documents without their values, and how often by whom. */
export interface UsageReport {
  readonly client: string;
  readonly hash: string;
  readonly text: string;
  readonly coordinates: readonly string[];
  readonly count: number;
}

/** Who asked for what, by day. Of a document its values are never known here. */
export class UsageBook {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async add(reports: readonly UsageReport[]): Promise<void> {
    if (reports.length === 0) return;
    const day = dayOf(this.clock.now());
    const counts = new Map<string, { client: string; coordinate: string; count: number }>();
    for (const { client, coordinates, count } of reports) {
      for (const coordinate of coordinates) {
        const key = `${client}\n${coordinate}`;
        const known = counts.get(key);
        counts.set(key, { client, coordinate, count: count + (known?.count ?? 0) });
      }
    }
    await this.database.fork().transactional(async (tx) => {
      // In one order everywhere: two gateways that report at once must not wait for each other.
      await sql(
        tx,
        `insert into usage_day (day, client, coordinate, count)
           select ?::date, client, coordinate, count from jsonb_to_recordset(?::jsonb) as u (client text, coordinate text, count bigint)
            order by coordinate, client
           on conflict (coordinate, client, day) do update set count = usage_day.count + excluded.count`,
        [day, JSON.stringify([...counts.values()])],
      );
      await sql(
        tx,
        `insert into usage_document (client, hash, text, last_day, count)
           select client, hash, min(text), ?::date, sum(count) from jsonb_to_recordset(?::jsonb) as u (client text, hash text, text text, count bigint)
            group by client, hash order by client, hash
           on conflict (client, hash) do update set last_day = excluded.last_day, count = usage_document.count + excluded.count`,
        [day, JSON.stringify(reports.map(({ client, hash, text, count }) => ({ client, hash, text, count })))],
      );
    });
  }

  /** Per element and client, of the days that count. */
  async recent(coordinate?: string): Promise<Usage[]> {
    const rows = await sql<{ coordinate: string; client: string; days: string; count: string }>(
      this.database.fork(),
      `select coordinate, client, count(*) as days, sum(count) as count from usage_day
        where day > ?::date - ?::integer and coordinate = coalesce(?, coordinate) group by coordinate, client order by coordinate, client`,
      [dayOf(this.clock.now()), usageDays, coordinate ?? null],
    );
    return rows.map((row) => ({ ...row, days: Number(row.days), count: Number(row.count) }));
  }

  async documents(): Promise<{ client: string; hash: string; text: string }[]> {
    return sql(
      this.database.fork(),
      'select client, hash, text from usage_document where last_day > ?::date - ?::integer order by count desc limit 2000',
      [dayOf(this.clock.now()), usageDays],
    );
  }

  async forgetOld(): Promise<void> {
    const before = [dayOf(this.clock.now()), usageDays * 3];
    await sql(this.database.fork(), 'delete from usage_day where day <= ?::date - ?::integer', before);
    await sql(this.database.fork(), 'delete from usage_document where last_day <= ?::date - ?::integer', before);
  }
}
