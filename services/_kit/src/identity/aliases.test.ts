import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../log.ts';
import { openDatabase, sql, type Database } from '../database/orm.ts';
import { databaseFrom } from '../testing/databases.ts';
import { aliasBook, canonicalId, rememberAliases } from './aliases.ts';

describe('ids whose records were merged', () => {
  let database: Database;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const made = await databaseFrom('tpl_kit_aliases', async (url) => {
      const empty = await openDatabase({ url, entities: [], migrations: [] });
      await empty.migrate();
      await empty.close();
    });
    drop = made.drop;
    database = await openDatabase({ url: made.url, entities: [], migrations: [] });
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await drop();
  });
  beforeEach(() => sql(database.fork(), 'delete from kit_alias'));

  const remember = (id: string, ...aliases: string[]) =>
    database.fork().transactional((tx) => rememberAliases(tx, id, aliases));
  const names = async (...ids: string[]) => Promise.all(ids.map((id) => canonicalId(database.fork(), id)));

  test('name the record that is kept, and an id that was never merged names itself', async () => {
    expect(await remember('a', 'b')).toBe('a');

    expect(await names('a', 'b', 'c')).toEqual(['a', 'a', 'c']);
  });

  test.each([
    [
      'in order',
      [
        ['a', 'b'],
        ['c', 'a', 'b'],
      ],
    ],
    [
      'the later one first',
      [
        ['c', 'a', 'b'],
        ['a', 'b'],
      ],
    ],
    [
      'the later one again, late',
      [
        ['c', 'a', 'b'],
        ['a', 'b'],
        ['c', 'a', 'b'],
      ],
    ],
  ])('end at one id when two merges arrive %s', async (_order, merges) => {
    for (const [id = '', ...aliases] of merges) await remember(id, ...aliases);

    expect(await names('a', 'b', 'c')).toEqual(['c', 'c', 'c']);
  });

  test('end at one id when two merges arrive at once', async () => {
    const people = Array.from({ length: 60 }, (_, index) => [`a${index}`, `b${index}`, `c${index}`] as const);

    await Promise.all(people.flatMap(([a, b, c]) => [remember(a, b), remember(c, a, b)]));

    for (const [a, b, c] of people) expect(await names(a, b)).toEqual([c, c]);
  });

  test('are not those under which somebody speaks, as soon as the process has looked', async () => {
    const book = aliasBook(database, createLogger('silent'));
    const caller = { kind: 'PERSON', id: 'b', roles: [{ role: 'WORKER', scope: 'b' }, { role: 'MANAGER' }] } as const;
    expect(book.speaker(caller)).toEqual(caller);

    await remember('a', 'b');
    await book.look();
    expect(book.speaker(caller)).toEqual({
      kind: 'PERSON',
      id: 'a',
      roles: [{ role: 'WORKER', scope: 'a' }, { role: 'MANAGER' }],
    });

    await remember('c', 'a', 'b');
    await book.look();
    expect(book.speaker(caller)).toMatchObject({ id: 'c' });
  });
});
