import { lang } from '../shared/preferences.ts';
import { translator } from '../shared/translate.ts';
import { dashboardTexts } from './dashboard.texts.ts';
import { enumTexts } from './enums.texts.ts';
import { figureTexts, type NamedFigure } from './figures.texts.ts';
import type { GroupName } from './groups.ts';
import { places, view } from './state.ts';
import { type Value, written } from './values.ts';

export const t = translator(dashboardTexts);
const figure = translator(figureTexts);
const enumValue = translator(enumTexts);

export const nameOf = (at: NamedFigure): string => figure(at);
export const groupName = (name: GroupName): string => t(`group.${name}`);

/** A figure as it is read; `none` where there is nothing to compute it from. */
export const said = (of: Value): string => written(of, lang.value) ?? t('none');

const isKnown = (key: string): key is keyof typeof enumTexts => key in enumTexts;

/** A value that a newer graph knows and this page does not is shown as it came. */
export const saidEnum = (type: string, value: string): string => {
  const key = `${type}.${value}`;
  return isKnown(key) ? enumValue(key) : value;
};

const locale = () => (lang.value === 'zh' ? 'zh-CN' : 'en-GB');
const zone = 'Asia/Shanghai';

export const saidTime = (instant: number): string =>
  new Intl.DateTimeFormat(locale(), { timeStyle: 'medium', timeZone: zone }).format(instant);

export const saidMoment = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(instant),
  );

export const saidDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The scope that is shown, by name. */
export function scopeName(): string {
  const { scope } = view.value;
  const all = [...(places.value?.communities?.nodes ?? []), ...(places.value?.districts?.nodes ?? [])];
  return all.find(({ id }) => id === scope)?.name ?? (scope === 'all' ? t('scope.all') : scope);
}
