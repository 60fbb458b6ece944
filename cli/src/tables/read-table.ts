import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { parse } from 'csv-parse';
import { readSheet } from 'read-excel-file/node';
import { StartError } from '@millgate/kit';

/** The rows of a CSV or XLSX file as texts, the header first. A cell that a formula made is the value that was saved. */
export async function readTable(path: string): Promise<string[][]> {
  try {
    if (extname(path).toLowerCase() === '.xlsx') return (await readSheet(path)).map((row) => row.map(textOf));
    const rows: string[][] = [];
    for await (const row of createReadStream(path).pipe(parse({ bom: true, relax_column_count: true }))) {
      rows.push(row as string[]);
    }
    return rows;
  } catch (cause) {
    throw new StartError(
      `${path} cannot be read as a table: ${(cause as { code?: string }).code ?? 'not CSV or XLSX'}`,
    );
  }
}

/** A day that a spreadsheet holds is midnight in UTC, whatever the zone. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}
