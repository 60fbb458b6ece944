import { type Clock, type Database, sql } from '@millgate/kit';
import { record } from '../audit/audit.ts';
import { badRequest, notFound, Refused } from '../refused.ts';
import type { AgencyState } from './agency.rules.ts';
import { isItsSecret, newToken, partsOfToken } from './secret-token.ts';

/** Who publishes, as the token proves it. */
export interface Publisher {
  readonly prefix: string;
  readonly subgraph: string;
  readonly agency: string;
  readonly agencyState: AgencyState;
}

interface Row {
  readonly prefix: string;
  readonly secret_hash: Buffer;
  readonly subgraph: string;
  readonly agency: string;
  readonly agency_state: AgencyState;
  readonly expires_at: Date | string;
  readonly revoked_at: Date | string | null;
}

const mostDays = 366;

export interface ListedToken {
  readonly prefix: string;
  readonly subgraph: string;
  readonly label: string;
  readonly created_by: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
}

/** Tokens by which a machine publishes one subgraph, and no other. */
export class PublishTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The text of a new token is answered once; only its digest is kept. */
  async create(given: { subgraph: string; label: string; days: number }, actor: string): Promise<string> {
    if (!(given.days > 0 && given.days <= mostDays)) throw badRequest(`A token holds for 1 to ${mostDays} days.`);
    const { text, prefix, digest } = newToken('mgp');
    const now = this.clock.now();
    await this.database.fork().transactional(async (tx) => {
      const [found] = await sql(tx, 'select 1 from subgraph where name = ?', [given.subgraph]);
      if (!found) throw notFound(`subgraph ${given.subgraph}`);
      await sql(
        tx,
        `insert into publish_token (prefix, secret_hash, subgraph, label, created_by, created_at, expires_at)
           values (?, decode(?, 'hex'), ?, ?, ?, ?, ?)`,
        [prefix, digest, given.subgraph, given.label, actor, now, new Date(now.getTime() + given.days * 86_400_000)],
      );
      await record(tx, now, {
        actor,
        action: 'token.create',
        object: given.subgraph,
        details: { prefix, label: given.label, days: given.days },
      });
    });
    return text;
  }

  async revoke(prefix: string, actor: string): Promise<void> {
    const now = this.clock.now();
    await this.database.fork().transactional(async (tx) => {
      const rows = await sql(
        tx,
        'update publish_token set revoked_at = ? where prefix = ? and revoked_at is null returning prefix',
        [now, prefix],
      );
      if (rows.length === 0) throw notFound(`token mgp_${prefix} that holds`);
      await record(tx, now, { actor, action: 'token.revoke', object: prefix });
    });
  }

  /** Those of an agency, or all. */
  list(agency?: string): Promise<ListedToken[]> {
    return sql(
      this.database.fork(),
      `select t.prefix, t.subgraph, t.label, t.created_by, t.expires_at, t.revoked_at
         from publish_token t join subgraph s on s.name = t.subgraph where s.agency = coalesce(?, s.agency)
        order by t.created_at desc, t.prefix`,
      [agency ?? null],
    );
  }

  /** Whose a token is. */
  async agencyOf(prefix: string): Promise<string | undefined> {
    const [row] = await sql<{ agency: string }>(
      this.database.fork(),
      'select s.agency from publish_token t join subgraph s on s.name = t.subgraph where t.prefix = ?',
      [prefix],
    );
    return row?.agency;
  }

  /** Who a text proves; refused where it proves nobody, or not any more. Read anew each time: it is asked rarely. */
  async prove(text: string): Promise<Publisher> {
    const parts = partsOfToken('mgp', text);
    const prefix = parts?.prefix ?? '';
    const [row] = parts
      ? await sql<Row>(
          this.database.fork(),
          `select t.*, s.agency, a.state as agency_state from publish_token t
             join subgraph s on s.name = t.subgraph join agency a on a.code = s.agency where t.prefix = ?`,
          [prefix],
        )
      : [];
    if (!row || !parts || !isItsSecret(row.secret_hash, parts.secret))
      throw new Refused(401, 'UNAUTHENTICATED', 'The token is not valid here.');
    if (row.revoked_at !== null) throw new Refused(401, 'UNAUTHENTICATED', 'The token was revoked.');
    if (new Date(row.expires_at) <= this.clock.now())
      throw new Refused(401, 'UNAUTHENTICATED', 'The token has run out.');
    return { prefix, subgraph: row.subgraph, agency: row.agency, agencyState: row.agency_state };
  }
}
