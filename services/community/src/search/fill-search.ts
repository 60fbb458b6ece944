import { type DueTask, sql } from '@millgate/kit';
import { searchableOf, spellingsOf } from './search.rules.ts';

const batch = 500;

/** Spells out rows that were written before rows were searched, or past the entities; pinyin is not the database's. */
export const fillSearch: DueTask = async (tx) => {
  let filled = 0;
  for (const [table, code] of [
    ['enterprise', 'uscc'],
    ['worker', 'null::text'],
  ] as const) {
    const rows = await sql<{ id: string; zh: string; en: string; code: string | null }>(
      tx,
      `select id, name_zh as zh, name_en as en, ${code} as code from ${table}
        where search_text is null order by id limit ? for update skip locked`,
      [batch],
    );
    for (const { id, zh, en, code: uscc } of rows) {
      const { text, grams } = searchableOf(spellingsOf({ zh, en }, ...(uscc ? [uscc] : [])));
      await sql(
        tx,
        `update ${table} set search_text = ?, search_grams = array(select jsonb_array_elements_text(?::jsonb)) where id = ?`,
        [text, JSON.stringify(grams), id],
      );
    }
    filled += rows.length;
  }
  return filled;
};
