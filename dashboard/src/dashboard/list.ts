import type { View } from './address.ts';
import type { GroupName } from './groups.ts';
import { said, t } from './say.ts';
import type { Column } from './table.tsx';
import { value } from './values.ts';

/** The rows behind a figure: how they are read, and what is shown of each. */
export interface List<Row> {
  readonly key: string;
  readonly group: GroupName;
  readonly title: () => string;
  readonly read: (view: View, signal: AbortSignal) => Promise<readonly Row[]>;
  readonly columns: () => readonly Column<Row>[];
}

export type AnyList = List<never>;
export const list = <Row>(one: List<Row>): AnyList => one as unknown as AnyList;

type ColumnName<Key> = Key extends `column.${infer Name}` ? Name : never;
type KnownColumn = ColumnName<Parameters<typeof t>[0]>;

export function number<Row>(key: KnownColumn, of: (row: Row) => number): Column<Row> {
  return { key, title: t(`column.${key}`), cell: of, show: (row) => of(row).toLocaleString(), isNumber: true };
}

export function money<Row>(key: KnownColumn, fen: (row: Row) => number): Column<Row> {
  const yuan = (row: Row) => fen(row) / 100;
  return { key, title: t(`column.${key}`), cell: yuan, show: (row) => yuan(row).toLocaleString(), isNumber: true };
}

/** People, to the nearest five; null is said as what it is: too few to be told. */
export function people<Row>(key: KnownColumn, of: (row: Row) => { readonly value: number | null }): Column<Row> {
  const shown = (row: Row) => said(value('people', of(row).value));
  return { key, title: t(`column.${key}`), cell: (row) => of(row).value, show: shown, isNumber: true };
}
