import { pinyin } from 'pinyin-pro';

/** What a row is found by: its spellings, and the pieces of them that an index holds. */
export interface Searchable {
  readonly text: string;
  readonly grams: string[];
}

const beyondAscii = /[^\x00-\x7f]/;

/** One spelling for what people write in many: width, case, blanks and punctuation do not matter. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * The spellings of a name: Chinese, English, pinyin, the initials of the pinyin; and codes as they are. A family name
 * is read as one: 单 is shan.
 */
export function spellingsOf(name: { readonly zh: string; readonly en: string }, ...codes: string[]): string[] {
  const syllables = pinyin(name.zh, { toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' }).map(
    plain,
  );
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  return [...new Set([name.zh, name.en, syllables.join(''), initials, ...codes].map(plain))].filter(Boolean);
}

/** Spellings as stored; a line break keeps one from running into the next. */
export const searchableOf = (spellings: readonly string[]): Searchable => ({
  text: spellings.join('\n'),
  grams: [...new Set(spellings.flatMap((spelling) => [...piecesOf(spelling)]))],
});

/** Pairs of characters; single ones beyond ASCII, since 王 alone is a question; triples of letters, which are rarer. */
function* piecesOf(spelling: string): Generator<string> {
  const characters = [...spelling];
  for (const [at, character] of characters.entries()) {
    if (beyondAscii.test(character)) yield character;
    const pair = characters.slice(at, at + 2);
    if (pair.length === 2) yield pair.join('');
    const triple = characters.slice(at, at + 3);
    if (triple.length === 3 && !beyondAscii.test(triple.join(''))) yield triple.join('');
  }
}

/** What a searched text asks of the index and of the row; null where it is too short to be asked. */
export function searched(text: string): { readonly grams: string[]; readonly pattern: string } | null {
  const spelling = plain(text);
  const size = [...spelling].length;
  if (size === 0 || (size === 1 && !beyondAscii.test(spelling))) return null;
  const wanted = size === 1 ? 1 : size > 2 && !beyondAscii.test(spelling) ? 3 : 2;
  const grams = [...new Set(piecesOf(spelling))].filter((piece) => [...piece].length === wanted);
  return { grams, pattern: `%${spelling}%` };
}
