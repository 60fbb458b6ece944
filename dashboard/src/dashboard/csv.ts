/** A cell of a table: a number stays a number. */
export type Cell = string | number | null;

/** Text that a spreadsheet would take for a formula (OWASP: CSV injection); its first character says so. */
const formula = /^[=+\-@\t\r]/;

/** RFC 4180, with the mark by which Excel knows UTF-8. Somebody’s text is never a formula in the file. */
export const csv = (rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;

function cell(of: Cell): string {
  if (of === null) return '';
  if (typeof of === 'number') return String(of);
  const text = formula.test(of) ? `'${of}` : of;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
