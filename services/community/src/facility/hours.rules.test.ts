import { expect, test } from 'vitest';
import { impossibleSpan } from './hours.rules.ts';

const span = (days: string[], opensAt: string, closesAt: string) => ({ days, opensAt, closesAt });

test.each([
  ['none at all', [], -1],
  ['day and night', [span(['MONDAY'], '00:00', '24:00')], -1],
  ['a break at noon', [span(['MONDAY'], '08:30', '11:30'), span(['MONDAY'], '11:30', '17:00')], -1],
  ['the same hours on other days', [span(['MONDAY'], '08:30', '17:00'), span(['TUESDAY'], '08:30', '17:00')], -1],
  ['closing as it opens', [span(['MONDAY'], '08:30', '08:30')], 0],
  ['closing before it opens', [span(['MONDAY'], '08:30', '17:00'), span(['TUESDAY'], '22:00', '06:00')], 1],
  ['two that meet on a day', [span(['MONDAY'], '08:30', '12:00'), span(['SUNDAY', 'MONDAY'], '11:59', '13:00')], 1],
])('of opening hours, %s: judged span by span', (_what, spans, index) => {
  expect(impossibleSpan(spans)).toBe(index);
});
