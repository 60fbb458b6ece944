import { describe, expect, test } from 'vitest';
import { csv } from '../src/dashboard/csv.ts';

describe('a file of comma-separated values', () => {
  test('begins with the mark of UTF-8 and ends its lines as RFC 4180 has it', () => {
    expect(
      csv([
        ['名称', 'Beds'],
        ['灵峰', 12],
      ]),
    ).toBe('\uFEFF名称,Beds\r\n灵峰,12\r\n');
  });

  test.each([
    ['a, b', '"a, b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
  ])('%j is quoted', (text, expected) => expect(csv([[text]])).toBe(`\uFEFF${expected}\r\n`));

  test.each(['=1+1', '+86 10', '-2', '@cmd', '\tx', '\rx'])('%j is no formula there', (text) => {
    expect(
      csv([[text]])
        .slice(1)
        .replace(/^"/, ''),
    ).toMatch(/^'/);
  });

  test('a negative number stays one, and what is not known is empty', () => {
    expect(csv([[-2, null, 0]])).toBe('\uFEFF-2,,0\r\n');
  });
});
