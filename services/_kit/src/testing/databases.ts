import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { onConnection, withDatabase } from '../database/databases.ts';

const server = (): string => {
  const url = process.env['MILLGATE_TEST_SERVER'];
  if (!url) throw new Error('Run tests with `npm test`: its set-up starts the database.');
  return url;
};

/** A number that all workers of a run agree on; held while a template is made. */
const templateLock = 4_096_221;

/**
 * A database of the suite's own, copied from a template that is made once a run. A copy takes a tenth of a second,
 * migrations and demo data take seconds.
 */
export async function databaseFrom(
  template: string,
  make: (url: string) => Promise<void>,
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onConnection(server(), async (client) => {
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (!rowCount) {
      const draft = `${template}_draft`;
      await client.query(`drop database if exists ${pg.escapeIdentifier(draft)} with (force)`);
      await client.query(`create database ${pg.escapeIdentifier(draft)}`);
      await make(withDatabase(server(), draft));
      await client.query(`alter database ${pg.escapeIdentifier(draft)} rename to ${pg.escapeIdentifier(template)}`);
    }
    await client.query(`create database ${name} template ${pg.escapeIdentifier(template)}`);
  });
  return {
    url: withDatabase(server(), name),
    drop: () =>
      onConnection(
        server(),
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}
