import { describe, expect, test } from 'vitest';
import { readingOf } from './name.rules.ts';

describe('two names read alike', () => {
  test.each([
    ['when only the width of letters and digits differs', 'Ａ１ 号', 'A1号'],
    ['when only case differs', 'North Gate', 'north gate'],
    ['when only spaces differ', ' North  Gate', 'NorthGate'],
  ])('%s', (_what, one, other) => {
    expect(readingOf(one)).toBe(readingOf(other));
  });

  test('only then', () => {
    expect(readingOf('North Gate 1')).not.toBe(readingOf('North Gate 2'));
  });
});
