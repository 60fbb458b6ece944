/** A file as a spreadsheet reads it (RFC 4180): each row by the names of its columns. */
export function csvRows(text: string): Record<string, string>[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  const [names = [], ...others] = rows.filter((cells) => cells.length > 1 || cells[0] !== '');
  return others.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])));
}
