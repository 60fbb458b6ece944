import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, type Database, sql } from '@millgate/kit';
import { record } from '../audit/audit.ts';
import { badRequest, notFound, Refused } from '../refused.ts';
import type { AgencyState } from './agency.rules.ts';

/** Who publishes, as the token proves it. */
export interface Publisher {
  readonly prefix: string;
  readonly subgraph: string;
  readonly agency: string;
  readonly agencyState: AgencyState;
}

/** `mgp_`, ten characters to find the token by, and 256 bits that are kept nowhere. */
const shape = /^mgp_([0-9a-z]{10})_([\w-]{43})$/;

const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest();

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

/** Tokens by which a machine publishes one subgraph, and no other. */
export class PublishTokens {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The text of a new token is answered once; only its digest is kept. */
  async create(given: { subgraph: string; label: string; days: number }, actor: string): Promise<string> {
    if (!(given.days > 0 && given.days <= mostDays)) throw badRequest(`A token holds for 1 to ${mostDays} days.`);
    const prefix = [...randomBytes(10)].map((byte) => (byte % 36).toString(36)).join('');
    const secret = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.database.fork().transactional(async (tx) => {
      const [found] = await sql(tx, 'select 1 from subgraph where name = ?', [given.subgraph]);
      if (!found) throw notFound(`subgraph ${given.subgraph}`);
      await sql(
        tx,
        `insert into publish_token (prefix, secret_hash, subgraph, label, created_at, expires_at)
           values (?, decode(?, 'hex'), ?, ?, ?, ?)`,
        [
          prefix,
          digest(secret).toString('hex'),
          given.subgraph,
          given.label,
          now,
          new Date(now.getTime() + given.days * 86_400_000),
        ],
      );
      await record(tx, now, {
        actor,
        action: 'token.create',
        object: given.subgraph,
        details: { prefix, label: given.label, days: given.days },
      });
    });
    return `mgp_${prefix}_${secret}`;
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

  list(): Promise<
    { prefix: string; subgraph: string; label: string; expires_at: string; revoked_at: string | null }[]
  > {
    return sql(
      this.database.fork(),
      'select prefix, subgraph, label, expires_at, revoked_at from publish_token order by created_at desc, prefix',
    );
  }

  /** Who a text proves; refused where it proves nobody, or not any more. Read anew each time: it is asked rarely. */
  async prove(text: string): Promise<Publisher> {
    const [, prefix = '', secret = ''] = shape.exec(text) ?? [];
    const [row] = prefix
      ? await sql<Row>(
          this.database.fork(),
          `select t.*, s.agency, a.state as agency_state from publish_token t
             join subgraph s on s.name = t.subgraph join agency a on a.code = s.agency where t.prefix = ?`,
          [prefix],
        )
      : [];
    if (!row || !timingSafeEqual(row.secret_hash, digest(secret)))
      throw new Refused(401, 'UNAUTHENTICATED', 'The token is not valid here.');
    if (row.revoked_at !== null) throw new Refused(401, 'UNAUTHENTICATED', 'The token was revoked.');
    if (new Date(row.expires_at) <= this.clock.now())
      throw new Refused(401, 'UNAUTHENTICATED', 'The token has run out.');
    return { prefix, subgraph: row.subgraph, agency: row.agency, agencyState: row.agency_state };
  }
}
