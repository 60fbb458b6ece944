import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import { Department } from '../office/department.entity.ts';
import { anyOf, lexemes, meantBy, type Synonym, tokensOf } from './search.rules.ts';
import { ServiceItem } from './service-item.entity.ts';

export interface ItemSearch {
  readonly text: string;
  readonly audience: string | null;
  readonly first: number;
}

/** The items that a question is about, best first: three statements, whatever the question. */
export async function searchItems(em: EntityManager, { text, audience, first }: ItemSearch): Promise<ServiceItem[]> {
  const synonyms = await sql<Synonym>(em, 'select said, meant from synonym where position(said in ?) > 0', [
    text.toLowerCase(),
  ]);
  const { said, meant } = meantBy(text, synonyms);
  const [wide, narrow] = [anyOf([...said, ...meant]), anyOf(meant)];
  if (!wide) return [];
  const found = await sql<{ id: string }>(
    em,
    `select id from service_item
      where words @@ ?::tsquery and status = 'ACTIVE' and (?::text is null or audience in (?, 'BOTH'))
      order by ts_rank('{0.1, 0.2, 0.4, 1.0}', words, ?::tsquery, 1)
               + case when ? = '' then 0 else 2 * ts_rank('{0.1, 0.2, 0.4, 1.0}', words, nullif(?, '')::tsquery, 1) end desc,
               code
      limit ?`,
    [wide, audience, audience, wide, narrow, narrow, first],
  );
  const items = await em.find(ServiceItem, { id: { $in: found.map(({ id }) => id) } });
  const byId = new Map(items.map((item) => [item.id, item]));
  return found.flatMap(({ id }) => byId.get(id) ?? []);
}

/** Writes the words of items anew, of all or of those named; after they were published. */
export async function indexItems(tx: EntityManager, ids?: readonly string[]): Promise<void> {
  const departments = new Map((await tx.find(Department, {})).map((one) => [one.id, one.names]));
  const rows = (await tx.find(ServiceItem, ids ? { id: { $in: [...ids] } } : {})).map(
    ({ id, names, departmentRef }) => {
      const office = departments.get(departmentRef.id);
      const words = [
        lexemes(tokensOf(`${names.zh} ${names.en}`), 'A'),
        lexemes(tokensOf(`${office?.zh ?? ''} ${office?.en ?? ''}`), 'C'),
      ];
      return { id, words: words.join(' ') };
    },
  );
  await sql(
    tx,
    `update service_item i set words = w.words::tsvector
       from jsonb_to_recordset(?::jsonb) as w(id text, words text) where w.id = i.id`,
    [JSON.stringify(rows)],
  );
}
