import { type Clock, type Database, dayOf, sql } from '@millgate/kit';
import type { KnownDocument, Usage } from '../check/contracts.ts';
import { holdsUp, usageDays } from './usage.rules.ts';

/** What a gateway says was asked in a while: documents without their values, and how often by whom. */
export interface UsageReport {
  readonly client: string;
  /** Whether the client showed who it is. */
  readonly known: boolean;
  readonly hash: string;
  readonly text: string;
  readonly coordinates: readonly string[];
  readonly count: number;
}

/** A document that an app has published beforehand. */
export interface PublishedDocument {
  readonly app: string;
  readonly hash: string;
  readonly name: string;
  readonly text: string;
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
    const counts = new Map<string, { client: string; known: boolean; coordinate: string; count: number }>();
    for (const { client, known, coordinates, count } of reports) {
      for (const coordinate of coordinates) {
        const key = `${known ? 1 : 0}${client}\n${coordinate}`;
        const before = counts.get(key)?.count ?? 0;
        counts.set(key, { client, known, coordinate, count: count + before });
      }
    }
    const requests = reports.reduce((sum, { count }) => sum + count, 0);
    await this.database.fork().transactional(async (tx) => {
      // In one order everywhere: two gateways that report at once must not wait for each other.
      await sql(
        tx,
        `insert into usage_day (day, client, known, coordinate, count)
           select ?::date, client, known, coordinate, count
             from jsonb_to_recordset(?::jsonb) as u (client text, known boolean, coordinate text, count bigint)
            order by coordinate, client, known
           on conflict (coordinate, client, known, day) do update set count = usage_day.count + excluded.count`,
        [day, JSON.stringify([...counts.values()])],
      );
      await sql(
        tx,
        `insert into usage_document (client, known, hash, text, last_day, count)
           select client, known, hash, min(text), ?::date, sum(count)
             from jsonb_to_recordset(?::jsonb) as u (client text, known boolean, hash text, text text, count bigint)
            group by client, known, hash order by client, known, hash
           on conflict (client, known, hash) do update set last_day = excluded.last_day, count = usage_document.count + excluded.count`,
        [
          day,
          JSON.stringify(reports.map(({ client, known, hash, text, count }) => ({ client, known, hash, text, count }))),
        ],
      );
      await sql(
        tx,
        'insert into usage_total (day, count) values (?::date, ?) on conflict (day) do update set count = usage_total.count + excluded.count',
        [day, requests],
      );
    });
  }

  /** What apps have published, as a gateway says; it says all of it each time. */
  async replacePublished(documents: readonly PublishedDocument[]): Promise<void> {
    await this.database.fork().transactional(async (tx) => {
      // Of two gateways that say so at once, one after the other.
      await sql(tx, 'lock table published_document in exclusive mode');
      await sql(tx, 'delete from published_document');
      await sql(
        tx,
        `insert into published_document (app, hash, name, text)
           select distinct on (app, hash) app, hash, name, text
             from jsonb_to_recordset(?::jsonb) as d (app text, hash text, name text, text text)`,
        [JSON.stringify(documents)],
      );
    });
  }

  /** Per element and client, of the days that count. */
  async recent(coordinate?: string): Promise<Usage[]> {
    const rows = await sql<{ coordinate: string; client: string; known: boolean; days: string; count: string }>(
      this.database.fork(),
      `select coordinate, client, known, count(*) as days, sum(count) as count from usage_day
        where day > ?::date - ?::integer and coordinate = coalesce(?, coordinate)
        group by coordinate, client, known order by coordinate, client, known`,
      [dayOf(this.clock.now()), usageDays, coordinate ?? null],
    );
    return rows.map((row) => ({ ...row, days: Number(row.days), count: Number(row.count) }));
  }

  /** Of those who hold a change up: per element and client. */
  async binding(): Promise<Usage[]> {
    const [usage, requests] = await Promise.all([this.recent(), this.#requests()]);
    return usage.filter((each) => holdsUp(each, requests));
  }

  /** Documents that were asked, by those who hold a change up, and those that apps have published. */
  async documents(): Promise<KnownDocument[]> {
    const window = [dayOf(this.clock.now()), usageDays];
    const [asked, requests, published] = await Promise.all([
      sql<{ client: string; known: boolean; hash: string; text: string; count: string }>(
        this.database.fork(),
        `select client, known, hash, text, count from usage_document
          where last_day > ?::date - ?::integer and text <> '' order by known desc, count desc limit 2000`,
        window,
      ),
      this.#requests(),
      sql<PublishedDocument>(
        this.database.fork(),
        'select app, hash, name, text from published_document order by app, name',
      ),
    ]);
    return [
      ...published.map(({ app, name, text }) => ({ who: app, name, text })),
      ...asked
        .filter(({ known, count }) => holdsUp({ known, count: Number(count) }, requests))
        .map(({ client, hash, text }) => ({ who: client, name: `document ${hash.slice(0, 12)}`, text })),
    ];
  }

  async #requests(): Promise<number> {
    const [row] = await sql<{ count: string | null }>(
      this.database.fork(),
      'select sum(count) as count from usage_total where day > ?::date - ?::integer',
      [dayOf(this.clock.now()), usageDays],
    );
    return Number(row?.count ?? 0);
  }

  async forgetOld(): Promise<void> {
    const before = [dayOf(this.clock.now()), usageDays * 3];
    const em = this.database.fork();
    await sql(em, 'delete from usage_day where day <= ?::date - ?::integer', before);
    await sql(em, 'delete from usage_total where day <= ?::date - ?::integer', before);
    await sql(em, 'delete from usage_document where last_day <= ?::date - ?::integer', before);
  }
}
