import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildSchema } from 'graphql';
import { textsOf } from '../src/portal/reference/described.ts';
import { chineseOf } from '../src/portal/reference/patterns.zh.ts';
import { search } from '../src/portal/reference/search.ts';

const read = (path: string) => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const catalogue = JSON.parse(read('src/portal/reference/descriptions.zh.json')) as Record<string, string>;

const texts = (contract: string) => textsOf(buildSchema(read(`../schema/contracts/${contract}.graphql`)));

describe('the reference in Chinese', () => {
  test('says what the public contract says; what waits for its words is listed, and is little', () => {
    const missing = [...texts('public')].filter(([english]) => chineseOf(catalogue, english) === undefined);
    const listed = JSON.parse(read('src/portal/reference/descriptions.missing.json')) as Record<string, string>;

    expect(listed).toEqual(Object.fromEntries(missing));
    // A new field may wait; a new part of the graph is not finished before it can be read in both languages.
    expect(missing.length).toBeLessThan(texts('public').size * 0.02);
  });

  test('holds little that no contract says any more', () => {
    const known = new Set(['public', 'partner', 'internal'].flatMap((contract) => [...texts(contract).keys()]));

    // What was said otherwise since is left out with the next words that are added.
    expect(Object.keys(catalogue).filter((english) => !known.has(english)).length).toBeLessThanOrEqual(60);
  });

  test('is in Chinese, and names fields, codes and numbers as the English does', () => {
    const named = (text: string) => [...text.matchAll(/`([^`]+)`|\b([A-Z]{3,}(?:_[A-Z]+)+)\b/g)].map(([all]) => all);
    const wrong = Object.entries(catalogue).filter(
      ([english, chinese]) =>
        !/\p{Script=Han}/u.test(chinese) || named(english).some((name) => !chinese.includes(name)),
    );

    expect(wrong).toEqual([]);
  });

  test('is found by a word of either language', () => {
    const reference = {
      contract: 'public',
      types: [{ kind: 'object', name: 'Canteen', description: 'A place that cooks and serves meals.' }],
      examples: {},
    };
    const say = (english: string) => ({ text: chineseOf(catalogue, english) ?? english, lang: 'zh-CN' as const });

    expect(search(reference, '供餐', say).map(({ coordinate }) => coordinate)).toEqual(['Canteen']);
    expect(search(reference, 'cooks', say).map(({ coordinate }) => coordinate)).toEqual(['Canteen']);
    expect(search(reference, '租约', say)).toEqual([]);
  });
});
