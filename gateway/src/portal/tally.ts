import { type Database, type Logger, reason, sql } from '@millgate/kit';

/** What is added up of one day. */
export interface Counts {
  readonly asked: number;
  readonly points: number;
  /** Answers of which a part was missing for a reason of ours. */
  readonly failed: number;
}

/** How long a count may be in this process alone; what a process that is killed loses. */
const flushMillis = 5_000;

/** Names and days that wait; callers can be many, and what is not counted harms nobody. */
const mostWaiting = 10_000;

/** The whole graph, beside the keys. */
export const everybody = '';

/**
 * Operations by day and key, added up over all replicas. Counting costs a request an addition; the sums are written
 * beside.
 */
export class Tally {
  #waiting = new Map<string, { asked: number; points: number; failed: number }>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
  ) {
    this.#timer = setInterval(() => void this.flush(), flushMillis).unref();
  }

  add(name: string, day: string, { asked, points, failed }: Counts): void {
    const place = `${day} ${name}`;
    const sums = this.#waiting.get(place);
    if (sums) {
      sums.asked += asked;
      sums.points += points;
      sums.failed += failed;
    } else if (this.#waiting.size < mostWaiting) this.#waiting.set(place, { asked, points, failed });
  }

  async flush(): Promise<void> {
    const sums = this.#waiting;
    if (sums.size === 0) return;
    this.#waiting = new Map();
    const rows = [...sums].map(([place, counts]) => ({ day: place.slice(0, 10), name: place.slice(11), ...counts }));
    try {
      await sql(
        this.database.fork(),
        `insert into "tally" as held ("name", "day", "asked", "points", "failed")
           select "name", "day", "asked", "points", "failed"
             from jsonb_to_recordset(?::jsonb) as given("name" text, "day" date, "asked" bigint, "points" bigint, "failed" bigint)
             order by "name", "day"
         on conflict ("name", "day") do update set
           "asked" = held."asked" + excluded."asked",
           "points" = held."points" + excluded."points",
           "failed" = held."failed" + excluded."failed"`,
        [JSON.stringify(rows)],
      );
    } catch (cause) {
      this.log.warn({ cause: reason(cause) }, 'operations of some seconds were not counted');
    }
  }

  /** What was counted of a key, or of everybody, since a day; the first day first. */
  async since(name: string, day: string): Promise<(Counts & { readonly day: string })[]> {
    const rows = await sql<{ day: string; asked: string; points: string; failed: string }>(
      this.database.fork(),
      `select to_char("day", 'YYYY-MM-DD') as day, "asked", "points", "failed" from "tally"
        where "name" = ? and "day" >= ?::date order by "day"`,
      [name, day],
    );
    return rows.map((row) => ({
      day: row.day,
      asked: Number(row.asked),
      points: Number(row.points),
      failed: Number(row.failed),
    }));
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }
}
