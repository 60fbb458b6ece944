import { useMemo, useState } from 'preact/hooks';
import { type Cell, csv } from './csv.ts';
import { t } from './say.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** What is sorted by, and stands in the file. */
  readonly cell: (row: Row) => Cell;
  /** What is shown, where that differs. */
  readonly show?: (row: Row) => string;
  readonly isNumber?: boolean;
  /** A day or an instant: read at a glance, in one line. */
  readonly isDate?: boolean;
}

interface TableProps<Row> {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
}

interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

/** Rows that can be sorted, filtered and taken along. The file holds what is shown, in its order. */
export function DataTable<Row>({ name, caption, rows, columns }: TableProps<Row>) {
  const [wanted, setWanted] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const shown = useMemo(
    () => sorted(filtered(rows, columns, wanted), columns, sorting),
    [rows, columns, wanted, sorting],
  );
  const sortBy = (key: string) => setSorting({ key, down: sorting?.key === key && !sorting.down });
  return (
    <div class="table">
      <div class="table-tools">
        <label>
          <span class="aloud">{t('table.filter')}</span>
          <input
            class="field"
            type="search"
            placeholder={t('table.filter')}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </label>
        <span class="quiet" role="status">
          {t('table.rows', { shown: shown.length, all: rows.length })}
        </span>
        <button class="button" type="button" onClick={() => save(`${name}.csv`, columns, shown)}>
          {t('table.csv')}
        </button>
      </div>
      {/* Wider than a phone: scrolled, also by the keyboard. */}
      <div class="table-scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="aloud">{caption}</caption>
          <thead>
            <tr>
              {columns.map(({ key, title, isNumber }) => (
                <th
                  key={key}
                  scope="col"
                  class={isNumber ? 'number' : ''}
                  aria-sort={sorting?.key !== key ? 'none' : sorting.down ? 'descending' : 'ascending'}
                >
                  <button type="button" title={t('table.sort', { name: title })} onClick={() => sortBy(key)}>
                    {title}
                    <span aria-hidden="true">{sorting?.key !== key ? '↕' : sorting.down ? '↓' : '↑'}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, at) => (
              <tr key={at}>
                {columns.map((column) => (
                  <td key={column.key} class={column.isNumber ? 'number' : column.isDate ? 'date' : ''}>
                    {textOf(column, row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p class="quiet">{t('table.empty')}</p>}
      </div>
    </div>
  );
}

const textOf = <Row,>({ cell, show }: Column<Row>, row: Row): string => (show ? show(row) : String(cell(row) ?? ''));

function filtered<Row>(rows: readonly Row[], columns: readonly Column<Row>[], wanted: string): readonly Row[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = columns
      .map((column) => textOf(column, row))
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What is not there comes last, whichever way one sorts. */
function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sorting: Sorting | null): readonly Row[] {
  const column = columns.find(({ key }) => key === sorting?.key);
  if (!column || !sorting) return rows;
  const way = sorting.down ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [column.cell(one), column.cell(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return way * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'zh-CN'));
  });
}

function save<Row>(file: string, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const text = csv([columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ cell }) => cell(row)))]);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file;
  link.click();
  URL.revokeObjectURL(address);
}
