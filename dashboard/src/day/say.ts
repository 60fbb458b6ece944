import { lang } from '../shared/preferences.ts';
import { translator } from '../shared/translate.ts';
import { dayTexts } from './day.texts.ts';

export const t = translator(dayTexts);

/** A value of an enum in words; one that came later than this page, as it is. */
export const state = (name: string, value: string): string => {
  const key = `${name}.${value}`;
  return key in dayTexts ? t(key as keyof typeof dayTexts) : value;
};

/** The communities’ own zone, wherever the phone is. */
const timeZone = 'Asia/Shanghai';
const locale = () => (lang.value === 'zh' ? 'zh-CN' : 'en-GB');

export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());

export const saidDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone, month: 'long', day: 'numeric', weekday: 'short' }).format(noonOf(day));

/** A day that may be of any year: of a lease that ends in two years, the year matters and the weekday does not. */
export const saidFarDay = (day: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone, dateStyle: 'long' }).format(noonOf(day));

const noonOf = (day: string) => new Date(day.length === 10 ? `${day}T12:00:00+08:00` : day);

export const saidTime = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { timeZone, hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(instant),
  );

export const saidMoment = (instant: string): string => `${saidDay(instant)} ${saidTime(instant)}`;

/** A term that ends at midnight ends with the day before. */
export const saidDeadline = (instant: string): string =>
  saidDay(new Date(new Date(instant).getTime() - 1).toISOString());

export const saidMoney = (fen: number): string =>
  new Intl.NumberFormat(locale(), {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: fen % 100 === 0 ? 0 : 2,
  }).format(fen / 100);
