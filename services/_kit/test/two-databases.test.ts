import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, sql, type Database } from '../src/database/orm.ts';
import { databaseFrom } from '../src/testing/index.ts';

interface Opened {
  readonly database: Database;
  readonly name: string;
  close(): Promise<void>;
}

const open = async (): Promise<Opened> => {
  const { url, drop } = await databaseFrom('tpl_nothing', async () => undefined);
  const database = await openDatabase({ url, entities: [], migrations: [] });
  const close = async () => {
    await database.close();
    await drop();
  };
  return { database, name: new URL(url).pathname.slice(1), close };
};

let one: Opened;
let other: Opened;
beforeAll(async () => {
  one = await open();
  other = await open();
});
afterAll(async () => {
  await one.close();
  await other.close();
});

const whereabouts = async ({ database }: Opened) => {
  const [row] = await sql<{ name: string }>(database.fork(), 'select current_database() as name');
  return row?.name;
};

test('what is done to one database within a transaction of another is done to that one', async () => {
  const seen = await one.database
    .fork()
    .transactional(async () => [
      await whereabouts(other),
      await other.database.fork().transactional(() => whereabouts(other)),
    ]);

  expect(seen).toEqual([other.name, other.name]);
});
