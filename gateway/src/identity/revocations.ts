import type { JWTPayload } from 'jose';
import { type Clock, type Database, sql } from '@millgate/kit';
import { Fresh } from './fresh.ts';

/** What is no longer believed: one token, or all that somebody was given before an instant. */
export interface Revocation {
  readonly issuer: string;
  readonly kind: 'TOKEN' | 'SUBJECT';
  /** The token's `jti`, or the person's `sub`. */
  readonly value: string;
}

/** No token is believed for longer than this, so that a revocation can be forgotten after it. */
export const longestTokenSeconds = 31 * 24 * 3600;

export async function revokeTokens(database: Database, clock: Clock, { issuer, kind, value }: Revocation) {
  const now = clock.now();
  const forgetAt = new Date(now.getTime() + longestTokenSeconds * 1000);
  await sql(
    database.fork(),
    `insert into token_revocation (issuer, kind, value, not_before, forget_at) values (?, ?, ?, ?, ?)
     on conflict (issuer, kind, value)
     do update set not_before = excluded.not_before, forget_at = excluded.forget_at`,
    [issuer, kind, value, now, forgetAt],
  );
  await sql(database.fork(), 'delete from token_revocation where forget_at < ?', [now]);
}

interface Row {
  readonly issuer: string;
  readonly kind: Revocation['kind'];
  readonly value: string;
  readonly not_before: Date | string;
}

const nameOf = ({ issuer, kind, value }: Revocation) => JSON.stringify([issuer, kind, value]);

/** Whether a token that was verified has been revoked since. All revocations are kept at hand: they are few, and expire. */
export function revocationReader(database: Database) {
  const all = new Fresh(async () => {
    const rows = await sql<Row>(database.fork(), 'select issuer, kind, value, not_before from token_revocation');
    return new Map(rows.map((row) => [nameOf(row), new Date(row.not_before).getTime() / 1000]));
  });

  return async ({ iss = '', jti, sub, iat }: JWTPayload): Promise<boolean> => {
    const revoked = await all.get();
    if (revoked.size === 0) return false;
    if (jti !== undefined && revoked.has(nameOf({ issuer: iss, kind: 'TOKEN', value: jti }))) return true;
    const notBefore = revoked.get(nameOf({ issuer: iss, kind: 'SUBJECT', value: sub ?? '' }));
    // Tokens count in whole seconds: one of the same second may be older.
    return notBefore !== undefined && (iat ?? 0) <= notBefore;
  };
}
