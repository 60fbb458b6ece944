import { parse } from 'csv-parse/sync';
import { badInput, ok, refuse, type Result } from '@millgate/kit';
import { type Cells, type Column, type Header, headerOf } from './columns.rules.ts';

const mostRows = 1_000;

export interface RowsRead<Key extends string> {
  readonly header: Header<Key>;
  readonly rows: readonly { readonly row: number; readonly cells: Cells<Key> }[];
}

/** The rows of a part by their place in the file, empty ones left out. A message never repeats what a cell holds. */
export function readRows<Key extends string>(
  columns: readonly Column<Key>[],
  { text, firstRow }: { text: string; firstRow: number },
): Result<RowsRead<Key>, 'COLUMNS_MISSING'> {
  const records = recordsOf(text);
  if (records.length > mostRows + 1) throw badInput(`At most ${mostRows} rows.`, ['input', 'text'], 'maxItems');
  const header = headerOf(columns, records[0] ?? []);
  if (header.missing.length > 0) {
    return refuse('COLUMNS_MISSING', { path: ['text'], rule: 'header', details: { columns: header.missing } });
  }
  const rows = records
    .slice(1)
    .map((record, at) => ({ row: firstRow + at, record }))
    .filter(({ record }) => record.some((cell) => cell.trim() !== ''))
    .map(({ row, record }) => ({ row, cells: header.cellsOf(record) }));
  return ok({ header, rows });
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, { bom: true, relax_column_count: true });
  } catch {
    throw badInput('It is no CSV.', ['input', 'text'], 'csv');
  }
}
