/** A row as CSV, each cell quoted where it must be. */
export const csvRow = (cells: readonly string[]): string =>
  cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');

/**
 * A cell that a spreadsheet shows and does not compute: a name may begin like a formula, and what begins like a formula
 * can send a row to somebody. An import takes the apostrophe away again.
 */
export const guarded = (cell: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(cell) ? `'${cell}` : cell);

export interface Part {
  /** The row of the file that the first row after the header is. */
  readonly firstRow: number;
  readonly text: string;
}

/** Rows in parts that fit a request, each with the header. */
export function* partsOf(rows: readonly (readonly string[])[], most: { rows: number; bytes: number }): Generator<Part> {
  const header = `${csvRow(rows[0] ?? [])}\n`;
  let lines: string[] = [];
  let bytes = 0;
  let firstRow = 2;
  for (const row of rows.slice(1)) {
    const line = csvRow(row);
    const size = Buffer.byteLength(line) + 1;
    if (lines.length === most.rows || (lines.length > 0 && bytes + size > most.bytes)) {
      yield { firstRow, text: header + lines.join('\n') };
      firstRow += lines.length;
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += size;
  }
  if (lines.length > 0) yield { firstRow, text: header + lines.join('\n') };
}
