import { useState } from 'preact/hooks';
import { defining } from './definition.tsx';
import { type Figure, type Group, type GroupData, type GroupName, groups, type Line } from './groups.ts';
import { listsOf } from './lists.tsx';
import { nameOf, groupName, said, saidDay, saidTime, t } from './say.ts';
import { known, outcome, show } from './state.ts';
import { type Column, DataTable } from './table.tsx';
import { Trend } from './trend.tsx';
import { plain, type Value } from './values.ts';

interface Point {
  readonly from: string;
  readonly to: string;
}

/** A group as the card sees it: which one it is no longer matters. */
type AnyGroup = Omit<Group, 'first' | 'figures' | 'lines'> & {
  readonly first: Figure<unknown>;
  readonly figures: readonly Figure<unknown>[];
  readonly lines: readonly Line<Point>[];
};

export function GroupCard({ name }: { readonly name: GroupName }) {
  const group = groups[name] as unknown as AnyGroup;
  const now = known.value[name];
  const [table, setTable] = useState(false);
  const points: readonly Point[] = (now?.data as { series?: readonly Point[] | null } | undefined)?.series ?? [];
  return (
    <section class="card group" id={name} aria-labelledby={`${name}-title`} aria-busy={outcome.value === 'waiting'}>
      <header>
        <h2 id={`${name}-title`}>{groupName(name)}</h2>
        {name === 'subsidies' && <p class="note">{t('group.subsidies.note')}</p>}
        {now && !now.live && <p class="stale">{t('group.stale', { time: saidTime(now.at) })}</p>}
      </header>
      {now ? (
        <>
          <Large group={group} data={now.data} />
          <Trend name={name} lines={group.lines.filter(({ drawn }) => drawn)} points={points} />
          <dl class="figures">
            {group.figures.map((figure) => (
              <Small key={figure.at} figure={figure} data={now.data} />
            ))}
          </dl>
        </>
      ) : (
        <p class="quiet nothing">{t(outcome.value === 'waiting' ? 'loading' : 'noFigures')}</p>
      )}
      <footer>
        {listsOf(name).map(({ key, title }) => (
          <button key={key} class="button" type="button" onClick={() => show({ list: key })}>
            {title()}
          </button>
        ))}
        {points.length > 0 && (
          <button class="button" type="button" aria-expanded={table} onClick={() => setTable(!table)}>
            {t('trend.table')}
          </button>
        )}
      </footer>
      {table && (
        <DataTable
          name={`${name}-series`}
          caption={`${groupName(name)}: ${t('trend.table')}`}
          rows={points}
          columns={columnsOf(group)}
        />
      )}
    </section>
  );
}

function Large({ group, data }: { readonly group: AnyGroup; readonly data: GroupData[GroupName] }) {
  const of = group.first.read(data);
  const isBad = group.first.at === 'DeskFigures.breachedNow' && (of.of ?? 0) > 0;
  return (
    <p class={`large ${isBad ? 'bad' : of.of === null ? 'none' : ''}`}>
      <span class="label">
        {nameOf(group.first.at)} <Define figure={group.first} of={of} />
      </span>
      <strong data-figure={group.first.at}>{said(of)}</strong>
    </p>
  );
}

function Small({ figure, data }: { readonly figure: Figure<unknown>; readonly data: GroupData[GroupName] }) {
  const of = figure.read(data);
  return (
    <div>
      <dt>
        {nameOf(figure.at)} <Define figure={figure} of={of} />
      </dt>
      <dd data-figure={figure.at} class={of.of === null ? 'none' : ''}>
        {said(of)}
      </dd>
    </div>
  );
}

function Define({ figure, of }: { readonly figure: Figure<unknown>; readonly of: Value }) {
  return (
    <button
      class="define"
      type="button"
      aria-label={t('define', { name: nameOf(figure.at) })}
      onClick={() => (defining.value = { at: figure.at, of })}
    >
      ?
    </button>
  );
}

const columnsOf = ({ lines }: AnyGroup): readonly Column<Point>[] => [
  { key: 'from', title: t('column.from'), cell: ({ from }) => from, show: ({ from }) => saidDay(from), isDate: true },
  { key: 'to', title: t('column.to'), cell: ({ to }) => to, show: ({ to }) => saidDay(to), isDate: true },
  ...lines.map(({ at, read }) => ({
    key: at,
    title: nameOf(at),
    cell: (point: Point) => plain(read(point)),
    show: (point: Point) => said(read(point)),
    isNumber: true,
  })),
];
