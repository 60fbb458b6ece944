import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAwaited } from '../../shared/awaiting.ts';
import { lang } from '../../shared/preferences.ts';
import { type Catalogue, chineseOf } from './patterns.zh.ts';

/** Says a description of the schema in the reader’s language, as far as there are words for it. */
export type Say = (english: string) => { readonly text: string; readonly lang: 'zh-CN' | 'en' };

const catalogue = signal<Catalogue | 'failed' | null>(null);

const inEnglish: Say = (text) => ({ text, lang: 'en' });

/** What it says depends on the language and on what is loaded: whoever reads it while drawing is drawn again. */
export const say = computed<Say>(() => {
  const known = catalogue.value;
  if (lang.value !== 'zh' || known === null || known === 'failed') return inEnglish;
  return (english) => {
    const text = chineseOf(known, english);
    return text === undefined ? inEnglish(english) : { text, lang: 'zh-CN' };
  };
});

/** The schema describes itself in English; whoever reads it in Chinese loads the catalogue besides, once. */
export function useChinese(): void {
  const isWanted = lang.value === 'zh' && catalogue.value === null;
  useAwaited(isWanted);
  useEffect(() => {
    if (!isWanted) return;
    void import('./descriptions.zh.json').then(
      (module) => (catalogue.value = module.default),
      () => (catalogue.value = 'failed'),
    );
  }, [isWanted]);
}
