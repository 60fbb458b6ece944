import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx';
import { most, textOfCell, unpackedSize } from './xlsx.rules.ts';

/** A table that is too large, or none; the message says which. */
export class UnfitTable extends Error {}

/** The rows of the first sheet as texts, at the places they have there. A formula is the value that was saved with it. */
export async function readXlsx(archive: Buffer): Promise<string[][]> {
  const size = unpackedSize(archive);
  if (size === null) throw new Error('no spreadsheet');
  if (size > most.unpacked) throw new UnfitTable(`unpacked, more than ${most.unpacked >> 20} MiB`);
  const rows: string[][] = [];
  for await (const { index, values } of streamXlsxRows(archive)) {
    if (!(index >= rows.length && index < most.rows)) throw new Error('rows out of order');
    const cells = values.map(textOfCell);
    const end = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (end > most.columns) throw new UnfitTable(`more than ${most.columns} columns`);
    // What is only formatted, to the end of the sheet perhaps, is no row.
    if (end === 0) continue;
    while (rows.length < index) rows.push([]);
    rows.push(cells.slice(0, end));
  }
  return rows;
}

/** Every cell is a text, so that no number is rounded and nothing is computed. Rows are written as they come. */
export async function writeXlsx(path: string, rows: AsyncIterable<readonly string[]>): Promise<void> {
  await pipeline(Readable.from(writeXlsxStream(copies(rows), { name: 'Millgate' })), createWriteStream(path));
}

async function* copies(rows: AsyncIterable<readonly string[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield [...row];
}
