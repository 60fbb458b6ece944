import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { plain, searchableOf, searched, spellingsOf } from './search.rules.ts';

const zhenzhi = { zh: '宁波臻至机械模具', en: 'Ningbo Zhenzhi Machinery Mould' };

describe('what a name is found by', () => {
  test('its Chinese, its English, its pinyin, the initials, and its code', () => {
    expect(spellingsOf(zhenzhi, '91999999MA00000343')).toEqual([
      '宁波臻至机械模具',
      'ningbozhenzhimachinerymould',
      'ningbozhenzhijixiemoju',
      'nbzzjxmj',
      '91999999ma00000343',
    ]);
  });

  test('a family name is read as one', () => {
    expect(spellingsOf({ zh: '单雄信', en: 'Shan Xiongxin' })).toEqual(['单雄信', 'shanxiongxin', 'sxx']);
  });

  test('width, case, blanks and punctuation do not matter', () => {
    expect(plain('（ＡＢ）c-1 厂')).toBe('abc1厂');
  });

  const finds = (text: string): boolean => {
    const { text: stored, grams } = searchableOf(spellingsOf(zhenzhi, '91999999MA00000343'));
    const asked = searched(text);
    if (!asked) return false;
    return asked.grams.every((gram) => grams.includes(gram)) && stored.includes(asked.pattern.slice(1, -1));
  };

  test.each(['臻', '臻至', '臻至机械', 'zhenzhi', 'Zhen zhi', 'zzjx', 'zz', 'mould', '0343', '９１９９９９９９'])(
    '“%s” finds it',
    (text) => {
      expect(finds(text)).toBe(true);
    },
  );

  test.each(['至臻', 'zhenzhu', '臻至模具', 'mouldning'])('“%s” does not', (text) => {
    expect(finds(text)).toBe(false);
  });

  test.each(['', ' ', 'z', '-', '９'])('“%s” is too short to be asked', (text) => {
    expect(searched(text)).toBeNull();
  });

  test('the index never hides what the text holds', () => {
    const character = fc.constantFrom(...'ab1王安雪至');
    const spelling = fc.array(character, { minLength: 1, maxLength: 8 });

    fc.assert(
      fc.property(spelling, fc.nat(7), fc.integer({ min: 1, max: 8 }), (characters, from, length) => {
        const part = characters.slice(from, from + length).join('');
        const asked = searched(part);
        const { grams } = searchableOf([characters.join('')]);
        expect((asked?.grams ?? []).filter((gram) => !grams.includes(gram))).toEqual([]);
      }),
    );
  });
});
