import { createHash } from 'node:crypto';
import type { Database } from '@millgate/kit';
import { sql } from '@millgate/kit';

type Em = ReturnType<Database['fork']>;

/** Who did what to which thing. */
export interface Act {
  /** `operator`, `token:<prefix>`, `registry` or `gateway`. */
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly position: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly object: string;
  readonly details: string;
  readonly previous_hash: string;
  readonly hash: string;
}

const beginning = '0'.repeat(64);

/** A number that every registry agrees on; held while an entry is put to the end of the log. */
const auditLock = 5_150_331;

const hashOf = ({ position, at, actor, action, object, details, previous_hash }: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([Number(position), at, actor, action, object, details, previous_hash]))
    .digest('hex');

/** Writes an act in the transaction of its effect: what cannot be written down does not happen. */
export async function record(tx: Em, now: Date, { actor, action, object, details = {} }: Act): Promise<void> {
  await sql(tx, 'select pg_advisory_xact_lock(?)', [auditLock]);
  const [last] = await sql<AuditEntry>(tx, 'select * from audit_entry order by position desc limit 1');
  const entry = {
    position: Number(last?.position ?? 0) + 1,
    at: now.toISOString(),
    actor,
    action,
    object,
    details: JSON.stringify(details),
    previous_hash: last?.hash ?? beginning,
  };
  await sql(
    tx,
    'insert into audit_entry (position, at, actor, action, object, details, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?)',
    [entry.position, entry.at, actor, action, object, entry.details, entry.previous_hash, hashOf(entry)],
  );
}

export const auditEntries = (em: Em, after = 0, limit = 1_000): Promise<AuditEntry[]> =>
  sql<AuditEntry>(em, 'select * from audit_entry where position > ? order by position limit ?', [after, limit]);

/** Follows the chain from its beginning; the first position that does not hold, or how many do. */
export async function verifyAudit(em: Em): Promise<{ entries: number; head: string } | { brokenAt: number }> {
  let previous = beginning;
  let position = 0;
  for (;;) {
    const page = await auditEntries(em, position);
    for (const entry of page) {
      position += 1;
      if (Number(entry.position) !== position || entry.previous_hash !== previous || hashOf(entry) !== entry.hash)
        return { brokenAt: position };
      previous = entry.hash;
    }
    if (page.length === 0) return { entries: position, head: previous };
  }
}

/** The log as CSV; a cell that a spreadsheet would take for a formula is made a text. */
export function auditCsv(entries: readonly AuditEntry[]): string {
  const cell = (value: unknown) => {
    const text = String(value);
    return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const columns = ['position', 'at', 'actor', 'action', 'object', 'details', 'previous_hash', 'hash'] as const;
  return (
    [columns.join(','), ...entries.map((entry) => columns.map((name) => cell(entry[name])).join(','))].join('\r\n') +
    '\r\n'
  );
}
