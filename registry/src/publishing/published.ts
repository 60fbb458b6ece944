import { type Database, sql } from '@millgate/kit';
import type { CheckResult } from './publishing.ts';

export interface ListedSubgraph {
  readonly name: string;
  readonly agency: string;
  readonly state: 'REGISTERED' | 'PUBLISHED' | 'RETIRED';
  readonly revision: number | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
}

export interface PublishedRevision {
  readonly name: string;
  readonly revision: number;
  readonly sdl: string;
  readonly url: string;
  readonly sha256: string;
  readonly publishedAt: string;
}

/** What was published and checked, for whoever asks the registry in whatever way. */
export class Published {
  constructor(private readonly database: Database) {}

  list(): Promise<ListedSubgraph[]> {
    return sql(
      this.database.fork(),
      `select s.name, s.agency, s.state, s.revision, r.url, r.published_at as "publishedAt" from subgraph s
         left join revision r on r.subgraph = s.name and r.no = s.revision order by s.name`,
    );
  }

  /** As it was last published; undefined where nothing was. */
  async last(name: string): Promise<PublishedRevision | undefined> {
    const [row] = await sql<PublishedRevision>(
      this.database.fork(),
      `select subgraph as name, no as revision, sdl, url, sha256, published_at as "publishedAt"
         from revision where subgraph = ? order by no desc limit 1`,
      [name],
    );
    return row;
  }

  /** A check that was made for a subgraph; another’s is as if it had not been. */
  async check(id: string, subgraph: string): Promise<CheckResult | undefined> {
    const [row] = await sql<{ result: CheckResult }>(
      this.database.fork(),
      'select result from check_record where id = ? and subgraph = ?',
      [id, subgraph],
    );
    return row?.result;
  }
}
