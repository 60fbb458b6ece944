import { lang } from './preferences.ts';
import { fill, type Texts } from './texts.ts';

/** Says a text of a page in the reader’s language; whoever calls it while drawing is drawn again when that changes. */
export const translator =
  <Key extends string>(texts: Texts<Key>) =>
  (key: Key, values: Readonly<Record<string, string | number>> = {}): string =>
    fill(texts[key][lang.value], values);
