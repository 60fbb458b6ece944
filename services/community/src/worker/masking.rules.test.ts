import { expect, test } from 'vitest';
import { ageBandOf, maskedName, maskedPhone, maskedResidentId, salaryBandOf } from './masking.rules.ts';

test.each([
  [17, 0, 18],
  [18, 18, 25],
  [24, 18, 25],
  [35, 35, 45],
  [64, 55, 65],
  [65, 65, null],
  [101, 65, null],
])('the age of %i is banded from %i to below %s', (age, from, until) => {
  expect(ageBandOf(age)).toEqual({ from, until });
});

test.each([
  [0, 0, 200_000],
  [199_999, 0, 200_000],
  [980_000, 800_000, 1_000_000],
  [1_000_000, 1_000_000, 1_200_000],
  [2_000_000, 2_000_000, null],
  [9_000_000, 2_000_000, null],
])('a salary of %i fen is banded from %i to below %s', (fen, from, until) => {
  expect(salaryBandOf(fen)).toEqual({ from, until });
});

test('what is masked says neither the number nor the date of birth', () => {
  expect(maskedPhone('+8613900001234')).toBe('**********1234');
  expect(maskedPhone('12345')).toBe('*2345');
  expect(maskedResidentId('999999199111020012')).toBe('9****************2');
  expect(maskedName('林晓岚')).toBe('林*');
  expect(maskedName('Lin Xiaolan')).toBe('Lin*');
});
