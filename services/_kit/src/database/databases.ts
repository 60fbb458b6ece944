import pg from 'pg';
import { StartError } from '../config.ts';

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

/** Runs statements on one connection; an unreachable server is a start that cannot succeed. */
export async function onConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  // A server that ends while nobody waits for an answer is met by the next query, not by the whole process.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    throw new StartError(`the database at ${withoutPassword(url)} cannot be reached: ${reason(cause)}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates the database where it is missing; two processes may try at once. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  await onConnection(serverUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount) return;
    await client.query(`create database ${pg.escapeIdentifier(name)}`).catch((cause: { code?: string }) => {
      if (cause.code !== '42P04' && cause.code !== '23505') throw cause;
    });
  });
}

export function withoutPassword(url: string): string {
  const address = new URL(url);
  if (address.password) address.password = '***';
  return address.toString();
}

interface Failure {
  readonly message?: string;
  readonly errors?: readonly { readonly message: string }[];
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly stack?: string;
}

/**
 * Why something failed, for a log or an operator. PostgreSQL quotes the row or value that it refuses; that may be
 * anybody's telephone number, so a refused statement is named by its code, table and constraint alone.
 */
export function reason(cause: unknown): string {
  const { message, errors, code, constraint, table } = cause as Failure;
  if (code && /^2[23][0-9A-Z]{3}$/.test(code)) {
    return ['the database refused a value', `SQLSTATE ${code}`, table && `table ${table}`, constraint]
      .filter(Boolean)
      .join(', ');
  }
  return message || errors?.[0]?.message || 'unknown reason';
}

/** Where something failed: the stack without the message, which `reason` may have to leave out. */
export const placeOf = (cause: unknown): string =>
  ((cause as Failure).stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
