import { expect, test } from 'vitest';
import { asKnown } from './as-known.rules.ts';

const day = (no: number) => new Date(Date.UTC(2026, 10, no));
const said = (value: number) => ({ value, precision: 'EXACT', sources: 'press' });

const now = { ...said(70.3), recordedAt: day(10) };
const corrections = [
  { ...said(70.2), correctedAt: day(20) },
  { ...said(70.1), correctedAt: day(15) },
];

test.each([
  ['before it was recorded', 9, undefined],
  ['when it was recorded', 10, 70.1],
  ['before it was corrected', 14, 70.1],
  ['when it was corrected', 15, 70.2],
  ['between two corrections', 19, 70.2],
  ['after the last', 21, 70.3],
])('%s, a figure says what was known then', (_when, at, value) => {
  expect(asKnown(now, corrections, day(at))?.value).toBe(value);
});

test('a figure that was there before anybody wrote down when was always there', () => {
  expect(asKnown({ ...said(1), recordedAt: null }, [], day(1))).toMatchObject({ value: 1 });
});
