import type { Say } from './chinese.ts';
import type { Reference } from './types.ts';

export interface Hit {
  /** `Type` or `Type.field`. */
  readonly coordinate: string;
  readonly description: string;
}

/** Elements in which every word occurs; those whose name begins with it first, what is only described last. */
export function search(reference: Reference, text: string, say: Say): Hit[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits: (Hit & { readonly rank: number })[] = [];
  const consider = (coordinate: string, name: string, description = '') => {
    // In both languages: who knows a term knows it in one of them.
    const all = `${coordinate} ${description} ${description && say(description).text}`.toLowerCase();
    const named = coordinate.toLowerCase();
    if (!words.every((word) => all.includes(word))) return;
    const first = words[0] ?? '';
    const rank = name.toLowerCase().startsWith(first) ? 0 : words.every((word) => named.includes(word)) ? 1 : 2;
    hits.push({ coordinate, description, rank });
  };
  for (const type of reference.types) {
    consider(type.name, type.name, type.description);
    for (const element of [...(type.fields ?? []), ...(type.values ?? [])])
      consider(`${type.name}.${element.name}`, element.name, element.description);
  }
  return hits.sort((one, other) => one.rank - other.rank || one.coordinate.length - other.coordinate.length);
}

/** What is going to be removed. */
export const deprecated = (reference: Reference): Hit[] =>
  reference.types.flatMap((type) =>
    [...(type.fields ?? []), ...(type.values ?? [])].flatMap((element) =>
      element.deprecated ? [{ coordinate: `${type.name}.${element.name}`, description: element.deprecated }] : [],
    ),
  );
