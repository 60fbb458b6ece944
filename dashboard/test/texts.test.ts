import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Texts } from '../src/shared/texts.ts';

const sources = join(import.meta.dirname, '..', 'src');
const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.texts.ts'));

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
const isChinese = (text: string) => /\p{Script=Han}/u.test(text);

/** Where a page names the other language, it does so in that language; what joins names is no word. */
const exempt = new Set(['language', 'language.label', 'and', 'comma']);

describe.each(files)('the texts of %s', (file) => {
  const load = async () => {
    const module = (await import(pathToFileURL(join(sources, file)).href)) as Record<string, Texts>;
    return Object.entries(Object.assign({}, ...Object.values(module)) as Texts);
  };

  test('are Chinese in Chinese and English in English', async () => {
    const untranslated = (await load())
      .filter(([key]) => !exempt.has(key))
      .filter(([, { zh, en }]) => !isChinese(zh) || isChinese(en) || en.trim() === '')
      .map(([key]) => key);

    expect(untranslated).toEqual([]);
  });

  test('name the same values in both', async () => {
    const differing = (await load())
      .filter(([, { zh, en }]) => placeholders(zh).join() !== placeholders(en).join())
      .map(([key]) => key);

    expect(differing).toEqual([]);
  });
});

test('there are texts', () => expect(files.length).toBeGreaterThan(2));
