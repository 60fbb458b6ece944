import { describe, expect, test } from 'vitest';
import { oldEnoughToWork } from './employment.rules.ts';

describe('working age', () => {
  test.each([
    ['2010-05-24', '2026-05-23', false],
    ['2010-05-24', '2026-05-24', true],
    ['2008-02-29', '2024-02-29', true],
    ['2008-02-29', '2024-02-28', false],
    [null, '2026-01-01', true],
  ])('somebody born on %s may start on %s: %s', (born, from, allowed) => {
    expect(oldEnoughToWork(born, from)).toBe(allowed);
  });
});
