import { useEffect, useState } from 'preact/hooks';
import { type Document, NotAnswered, pages } from '@millgate/client';
import { graph } from '../shared/graph.ts';
import { lang } from '../shared/preferences.ts';
import { Dialog } from './dialog.tsx';
import {
  EnterprisesOfDocument,
  type EnterprisesOfQuery,
  LateMattersDocument,
  type LateMattersQuery,
  ProgrammesDocument,
  type ProgrammesQuery,
  PropertiesOfDocument,
  type PropertiesOfQuery,
  ServingsOnDocument,
  type ServingsOnQuery,
  SittingsOfDocument,
  type SittingsOfQuery,
} from './documents.ts';
import { breakdowns } from './breakdowns.ts';
import type { GroupName } from './groups.ts';
import { type AnyList, list, money, number } from './list.ts';
import { saidDay, saidEnum, saidMoment, t } from './say.ts';
import { communityIds, show, view } from './state.ts';
import { DataTable } from './table.tsx';
import type { View } from './address.ts';

interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** More rows than anybody reads; whoever wants them narrows the scope. */
const most = 1_000;

async function all<Data, Row, Variables extends { first: number; after?: string | null | undefined }>(
  document: Document<Data, Variables>,
  variables: Omit<Variables, 'first' | 'after'>,
  connection: (data: Data) => Page<Row> | null | undefined,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const asked = { ...variables, first: 100 } as unknown as Variables;
  for await (const nodes of pages(graph, document, asked, connection, { signal })) {
    rows.push(...nodes);
    if (rows.length >= most) break;
  }
  return rows;
}

type Rows<Connection> = NonNullable<Connection> extends { readonly nodes: readonly (infer Row)[] } ? Row : never;
type Late = Rows<NonNullable<NonNullable<LateMattersQuery['figures']>['desk']>['breached']>;
type Programme = Rows<ProgrammesQuery['programs']>;
type Sitting = Rows<SittingsOfQuery['courseInstances']>;
type Serving = Rows<ServingsOnQuery['servings']>;
type Enterprise = Rows<EnterprisesOfQuery['enterprises']>;
type Property = Rows<PropertiesOfQuery['properties']>;

/** What a list can be asked for: one community; otherwise all is read and what is not of the scope left out. */
const asked = ({ scope }: View) => ({ communityId: scope.startsWith('com_') ? scope : null });

const within = <Row extends { readonly community: { readonly id: string } | null }>(rows: readonly Row[]) => {
  const ids = new Set(communityIds.peek());
  return rows.filter(({ community }) => community !== null && ids.has(community.id));
};

const year = (day: string) => Number(day.slice(0, 4));

const lists: readonly AnyList[] = [
  ...breakdowns,
  list<Late>({
    key: 'late',
    group: 'desk',
    title: () => t('list.late'),
    read: ({ scope, from, to }, signal) =>
      all(LateMattersDocument, { scopeId: scope, from, to }, (data) => data.figures?.desk?.breached, signal),
    columns: () => [
      { key: 'no', title: t('column.no'), cell: ({ no }) => no },
      { key: 'subject', title: t('column.subject'), cell: ({ subject }) => subject },
      { key: 'theme', title: t('column.theme'), cell: ({ theme }) => saidEnum('Theme', theme) },
      { key: 'kind', title: t('column.kind'), cell: ({ kind }) => saidEnum('CaseKind', kind) },
      {
        key: 'dueAt',
        title: t('column.dueAt'),
        cell: ({ dueAt }) => dueAt,
        show: ({ dueAt }) => (dueAt === null ? '' : saidMoment(dueAt)),
        isDate: true,
      },
      { key: 'department', title: t('column.department'), cell: ({ department }) => department?.name ?? null },
      { key: 'community', title: t('column.community'), cell: ({ community }) => community?.name ?? null },
    ],
  }),
  list<Programme & { readonly year: Programme['appropriations'][number] }>({
    key: 'programmes',
    group: 'subsidies',
    title: () => t('list.programmes'),
    read: async ({ from, to }, signal) =>
      (await all(ProgrammesDocument, {}, (data) => data.programs, signal)).flatMap((programme) =>
        programme.appropriations
          .filter(({ fiscalYear }) => fiscalYear >= year(from) && fiscalYear <= year(to))
          .map((one) => ({ ...programme, year: one })),
      ),
    columns: () => [
      { key: 'name', title: t('column.name'), cell: ({ name }) => name },
      { key: 'state', title: t('column.state'), cell: ({ state }) => saidEnum('ProgramState', state) },
      {
        key: 'year',
        title: t('column.year'),
        cell: ({ year: of }) => of.fiscalYear,
        isNumber: true,
        show: ({ year: of }) => String(of.fiscalYear),
      },
      money('budget', ({ year: of }) => of.amount.fen),
      // As the figure has it, so that a row adds up: budget, less held, less paid, is left.
      money('committed', ({ year: of }) => of.reserved.fen + of.committed.fen),
      money('paid', ({ year: of }) => of.paid.fen - of.recovered.fen),
      money('available', ({ year: of }) => of.available.fen),
    ],
  }),
  list<Property>({
    key: 'properties',
    group: 'housing',
    title: () => t('list.properties'),
    read: async (shown, signal) =>
      within(await all(PropertiesOfDocument, asked(shown), (data) => data.properties, signal)),
    columns: () => [
      { key: 'name', title: t('column.name'), cell: ({ name }) => name },
      { key: 'kind', title: t('column.kind'), cell: ({ kind }) => saidEnum('PropertyKind', kind) },
      { key: 'address', title: t('column.address'), cell: ({ address }) => address },
      { key: 'community', title: t('column.community'), cell: ({ community }) => community?.name ?? null },
    ],
  }),
  list<Serving>({
    key: 'servings',
    group: 'meals',
    title: () => t('list.servings', { day: saidDay(view.value.to) }),
    read: async ({ to }, signal) => {
      const rows = await all(ServingsOnDocument, { on: to }, (data) => data.servings, signal);
      const ids = new Set(communityIds.peek());
      return rows.filter(({ canteen: { community } }) => community !== null && ids.has(community.id));
    },
    columns: () => [
      { key: 'canteen', title: t('column.canteen'), cell: ({ canteen }) => canteen.name },
      { key: 'meal', title: t('column.meal'), cell: ({ period }) => saidEnum('MealPeriod', period) },
      { key: 'item', title: t('column.item'), cell: ({ item }) => item.name },
      number('planned', ({ planned }) => planned),
      number('sold', ({ sold }) => sold),
      number('remaining', ({ remaining }) => remaining),
      { key: 'state', title: t('column.state'), cell: ({ state }) => saidEnum('ServingState', state) },
    ],
  }),
  list<Sitting>({
    key: 'sittings',
    group: 'training',
    title: () => t('list.sittings'),
    read: async (shown, signal) => {
      const rows = within(await all(SittingsOfDocument, asked(shown), (data) => data.courseInstances, signal));
      const begins = Date.parse(`${shown.from}T00:00:00+08:00`);
      const ends = Date.parse(`${shown.to}T00:00:00+08:00`) + 86_400_000;
      return rows.filter(({ startsAt }) => Date.parse(startsAt) >= begins && Date.parse(startsAt) < ends);
    },
    columns: () => [
      { key: 'name', title: t('column.name'), cell: ({ course }) => course.name },
      { key: 'provider', title: t('column.provider'), cell: ({ provider }) => provider.name },
      {
        key: 'startsAt',
        title: t('column.startsAt'),
        cell: ({ startsAt }) => startsAt,
        show: ({ startsAt }) => saidMoment(startsAt),
        isDate: true,
      },
      number('seats', ({ capacity }) => capacity),
      number('seated', ({ seated }) => seated),
      number('waiting', ({ waiting }) => waiting),
      { key: 'state', title: t('column.state'), cell: ({ state }) => saidEnum('CourseInstanceState', state) },
      { key: 'community', title: t('column.community'), cell: ({ community }) => community?.name ?? null },
    ],
  }),
  list<Enterprise>({
    key: 'enterprises',
    group: 'registry',
    title: () => t('list.enterprises'),
    read: async (shown, signal) =>
      within(await all(EnterprisesOfDocument, asked(shown), (data) => data.enterprises, signal)).filter(
        ({ status }) => status !== 'LEFT',
      ),
    columns: () => [
      { key: 'name', title: t('column.name'), cell: ({ name }) => name },
      { key: 'uscc', title: t('column.uscc'), cell: ({ uscc }) => uscc },
      { key: 'stage', title: t('column.stage'), cell: ({ stage }) => saidEnum('EnterpriseStage', stage) },
      { key: 'state', title: t('column.state'), cell: ({ status }) => saidEnum('EnterpriseStatus', status) },
      { key: 'community', title: t('column.community'), cell: ({ community }) => community.name },
    ],
  }),
];

export const listsOf = (name: GroupName): readonly Pick<AnyList, 'key' | 'title'>[] =>
  lists.filter(({ group }) => group === name);

/** The list that the address names, read when it is opened and again when what it is of changes. */
export function ListDialog() {
  const shown = view.value;
  const open = lists.find(({ key }) => key === shown.list);
  const [rows, setRows] = useState<readonly never[] | 'failed' | 'forbidden' | null>(null);
  const ids = communityIds.value;
  useEffect(() => {
    setRows(null);
    if (!open || ids.length === 0) return undefined;
    const reading = new AbortController();
    open.read(shown, reading.signal).then(
      (read) => !reading.signal.aborted && setRows(read),
      (cause: unknown) => {
        const isForbidden = cause instanceof NotAnswered && cause.code === 'FORBIDDEN';
        if (!reading.signal.aborted) setRows(isForbidden ? 'forbidden' : 'failed');
      },
    );
    return () => reading.abort();
  }, [open?.key, shown.scope, shown.from, shown.to, ids.join(' '), lang.value]);
  if (!open) return null;
  return (
    <Dialog wide title={open.title()} onClose={() => show({ list: null })}>
      {rows === null && <p class="quiet">{t('loading')}</p>}
      {(rows === 'failed' || rows === 'forbidden') && (
        <p class="problem" role="alert">
          {t(`list.${rows}`)}
        </p>
      )}
      {rows !== null && rows !== 'failed' && rows !== 'forbidden' && (
        <DataTable name={open.key} caption={open.title()} rows={rows} columns={open.columns()} />
      )}
    </Dialog>
  );
}
