/** A column that an import knows, by any of the names that a header may give it. */
export interface Column<Key extends string> {
  readonly key: Key;
  readonly names: readonly string[];
  readonly required?: true;
}

/** The cells of a row by column, without surrounding blanks; empty where a row has none. */
export type Cells<Key extends string> = Readonly<Record<Key, string>>;

export interface Header<Key extends string> {
  /** Required columns that the header lacks, by their first name. */
  readonly missing: readonly string[];
  /** As the header writes the column; its first name where it has none. */
  nameOf(key: Key): string;
  cellsOf(row: readonly string[]): Cells<Key>;
}

/** Blanks, case and a byte order mark do not make another column. */
const sameName = (name: string): string => name.replaceAll(/[\s\uFEFF_-]/g, '').toLowerCase();

export function headerOf<Key extends string>(columns: readonly Column<Key>[], header: readonly string[]): Header<Key> {
  const written = header.map(sameName);
  const places = new Map(
    columns.map(({ key, names }) => [key, written.findIndex((name) => names.map(sameName).includes(name))]),
  );
  const firstNames = new Map(columns.map(({ key, names }) => [key, names[0] ?? key]));
  return {
    missing: columns
      .filter(({ key, required }) => required && places.get(key) === -1)
      .map(({ names }) => names[0] ?? ''),
    nameOf: (key) => header[places.get(key) ?? -1]?.trim() ?? firstNames.get(key) ?? key,
    cellsOf: (row) =>
      Object.fromEntries(
        columns.map(({ key }) => [key, unguarded((row[places.get(key) ?? -1] ?? '').trim())]),
      ) as Cells<Key>,
  };
}

/** An export puts an apostrophe before what a spreadsheet would compute; an import of it takes the apostrophe away. */
const unguarded = (cell: string): string => (/^'[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell);

/** A long number that a spreadsheet took for one: what it shows, and saves, is no longer what was typed. */
export const isRounded = (cell: string): boolean => /^\d(\.\d+)?e\+?\d+$/i.test(cell);

/** What an import says of a credit code: some are all digits, and rounded as other numbers are. */
export function codeRule(
  fault: 'REQUIRED' | 'SHAPE' | 'CHECK_CHARACTER',
  code: string,
): 'REQUIRED' | 'SHAPE' | 'ROUNDED' | 'CHECK_DIGIT' {
  if (fault === 'CHECK_CHARACTER') return 'CHECK_DIGIT';
  return isRounded(code) ? 'ROUNDED' : fault;
}
