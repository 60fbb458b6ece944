import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { StartError } from '@millgate/kit';
import { readXlsx, UnfitTable } from './xlsx.ts';
import { most } from './xlsx.rules.ts';

/** The rows of a CSV or XLSX file as texts, the header first. What is wrong is said without what a cell holds. */
export async function readTable(path: string): Promise<string[][]> {
  try {
    const { size } = await stat(path);
    if (size > most.packed) throw new UnfitTable(`more than ${most.packed >> 20} MiB`);
    const file = await readFile(path);
    const rows = extname(path).toLowerCase() === '.xlsx' ? await readXlsx(file) : readCsv(file);
    if (rows.length === 0) throw new UnfitTable('no rows');
    return rows;
  } catch (cause) {
    throw new StartError(`${path} cannot be read as a table: ${reasonOf(cause)}`);
  }
}

function readCsv(file: Buffer): string[][] {
  // What never ends its first quote would be read to the end, as one cell.
  return parse(textOf(file), { bom: true, relax_column_count: true, max_record_size: 65_536 });
}

/** A spreadsheet on a Chinese desktop saves CSV in GB 18030; no name in that is by chance UTF-8 throughout a file. */
function textOf(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('gb18030', { fatal: true }).decode(file);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof UnfitTable) return cause.message;
  const { code } = cause as { code?: string };
  const ofTheFile = code !== undefined && /^E[A-Z]+$/.test(code) && !(cause instanceof CsvError);
  return ofTheFile ? code : 'not CSV or XLSX';
}
