import type { Lang } from '../shared/preferences.ts';

/** A figure as the graph tells it, with what is needed to write it. */
export type Value =
  | {
      readonly kind: 'count' | 'decimal' | 'hours' | 'days' | 'minutes' | 'percent' | 'share' | 'fen';
      readonly of: number | null;
    }
  /** People, rounded to five; null: fewer than five, who might be recognised. */
  | { readonly kind: 'people'; readonly of: number | null };

type Kind = Value['kind'];

export const value = (kind: Kind, of: number | null | undefined): Value => ({ kind, of: of ?? null });

const locale = (lang: Lang) => (lang === 'zh' ? 'zh-CN' : 'en-GB');

/** As it stands in a tile: short, in the reader’s language. Null where there is nothing to tell. */
export function written({ kind, of }: Value, lang: Lang): string | null {
  if (kind === 'people') return of === null ? (lang === 'zh' ? '不足 5' : 'under 5') : number(of, lang);
  if (of === null) return null;
  switch (kind) {
    case 'count':
    case 'decimal':
      return number(of, lang);
    case 'days':
      return lang === 'zh' ? `${number(of, lang)} 天` : `${number(of, lang)} d`;
    case 'hours':
      return minutes(of * 60, lang);
    case 'minutes':
      return minutes(of, lang);
    case 'percent':
      return `${number(of, lang, 1)}%`;
    case 'share':
      return `${number(of * 100, lang, 1)}%`;
    case 'fen':
      return money(of, lang);
    default:
      return unknownKind(kind);
  }
}

const unknownKind = (kind: never): never => {
  throw new Error(`a figure of the kind ${String(kind)}`);
};

/** The number alone, as a table sorts it and a file holds it: yuan for money, per cent for shares. */
export function plain({ kind, of }: Value): number | null {
  if (of === null) return null;
  if (kind === 'fen') return of / 100;
  return kind === 'share' ? Math.round(of * 1000) / 10 : of;
}

const number = (of: number, lang: Lang, digits = 2) =>
  new Intl.NumberFormat(locale(lang), { maximumFractionDigits: digits }).format(of);

function money(fen: number, lang: Lang): string {
  const yuan = fen / 100;
  if (Math.abs(yuan) < 10_000) return `¥${number(yuan, lang)}`;
  const short = new Intl.NumberFormat(locale(lang), { notation: 'compact', maximumFractionDigits: 2 });
  return `¥${short.format(yuan)}`;
}

function minutes(of: number, lang: Lang): string {
  if (of < 1) return lang === 'zh' ? '即时' : 'at once';
  if (of < 120) return lang === 'zh' ? `${number(of, lang, 0)} 分钟` : `${number(of, lang, 0)} min`;
  if (of < 2_880) return lang === 'zh' ? `${number(of / 60, lang, 1)} 小时` : `${number(of / 60, lang, 1)} h`;
  return lang === 'zh' ? `${number(of / 1_440, lang, 1)} 天` : `${number(of / 1_440, lang, 1)} d`;
}
