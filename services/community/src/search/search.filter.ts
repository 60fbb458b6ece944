import { badInput } from '@millgate/kit';
import { searched } from './search.rules.ts';

export const searchDescription =
  'Only those found by this text, at least two letters or digits or one Chinese character, at most 100: part of the name in Chinese or English, of its pinyin or the initials of that';

/** The index picks rows that have all pieces of the text; the row itself says whether it has the text. */
export function foundBy(search: string | null | undefined): object {
  if (search === null || search === undefined) return {};
  const asked = searched(search);
  if (!asked) throw badInput('Search by two letters or digits, or by one Chinese character.', ['search'], 'minLength');
  return { searchGrams: { $contains: asked.grams }, searchText: { $like: asked.pattern } };
}
