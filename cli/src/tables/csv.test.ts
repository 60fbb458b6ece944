import { expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRow, guarded, partsOf } from './csv.ts';

test('a row of CSV is read as it was written, whatever its cells hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 5 }), (cells) => {
      expect(parse(csvRow(cells), { relax_quotes: true })).toEqual([cells]);
    }),
  );
});

test.each(['=1+1', '+8613800000000', '-1', '@SUM(A1)', '\t=1'])('“%s” is shown, not computed', (cell) => {
  expect(guarded(cell)).toBe(`'${cell}`);
});

test.each(['周一', '1-1', 'a=b', ''])('“%s” stays as it is', (cell) => {
  expect(guarded(cell)).toBe(cell);
});

test('parts hold all rows once, in order, each with the header and no more than fits', () => {
  const rows = [['h'], ...Array.from({ length: 10 }, (_, at) => [String(at)])];

  const byRows = [...partsOf(rows, { rows: 4, bytes: 1_000 })];
  const byBytes = [...partsOf(rows, { rows: 1_000, bytes: 6 })];

  expect(byRows).toEqual([
    { firstRow: 2, text: 'h\n0\n1\n2\n3' },
    { firstRow: 6, text: 'h\n4\n5\n6\n7' },
    { firstRow: 10, text: 'h\n8\n9' },
  ]);
  expect(byBytes.map(({ firstRow }) => firstRow)).toEqual([2, 5, 8, 11]);
});
