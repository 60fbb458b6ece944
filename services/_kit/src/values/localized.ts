import { Embeddable, Property } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';

/** The languages in which the graph answers. */
export enum Lang {
  ZH = 'ZH',
  EN = 'EN',
}

registerEnumType(Lang, {
  name: 'Lang',
  description: 'A language in which names and messages exist.',
  valuesConfig: { ZH: { description: 'Simplified Chinese.' }, EN: { description: 'English.' } },
});

/** The description every `lang` argument carries. */
export const langArgument = {
  nullable: true,
  description: 'The language of the answer; without it, the request’s `Accept-Language` decides, then Chinese.',
} as const;

/** A text in both languages, stored as two columns. */
@Embeddable()
export class LocalizedText {
  @Property({ type: 'text' }) zh!: string;
  @Property({ type: 'text' }) en!: string;

  static of(zh: string, en: string): LocalizedText {
    return Object.assign(new LocalizedText(), { zh, en });
  }
}

export const inLang = (text: { readonly zh: string; readonly en: string }, lang: Lang): string =>
  lang === Lang.EN ? text.en : text.zh;

/** The caller's language from `Accept-Language`: the first of ours that is listed, Chinese when none is. */
export function preferredLang(acceptLanguage: string | undefined): Lang {
  for (const tag of (acceptLanguage ?? '').split(',')) {
    if (/^\s*zh/i.test(tag)) return Lang.ZH;
    if (/^\s*en/i.test(tag)) return Lang.EN;
  }
  return Lang.ZH;
}
