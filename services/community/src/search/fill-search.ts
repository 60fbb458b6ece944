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
    const spelt = rows.map(({ id, zh, en, code: uscc }) => {
      const { text, grams } = searchableOf(spellingsOf({ zh, en }, ...(uscc ? [uscc] : [])));
      return { id, text, grams };
    });
    await sql(
      tx,
      `update ${table} t set search_text = s.text, search_grams = array(select jsonb_array_elements_text(s.grams))
         from jsonb_to_recordset(?::jsonb) as s(id text, text text, grams jsonb) where t.id = s.id`,
      [JSON.stringify(spelt)],
    );
    filled += rows.length;
  }
  return filled;
};
