import { NotAnswered } from '@millgate/client';
import { graph } from '../shared/graph.ts';
import type { View } from './address.ts';
import { AdviceDetailsDocument, type AdviceDetailsQuery } from './documents.ts';
import type { GroupData } from './groups.ts';
import { type AnyList, list, number, people } from './list.ts';
import { saidEnum, t } from './say.ts';
import { known } from './state.ts';

type Theme = GroupData['desk']['byTheme'][number];
type InState = GroupData['subsidies']['claimsByState'][number];
type Refusals = GroupData['subsidies']['refusalsByRule'][number];
type Advice = NonNullable<NonNullable<AdviceDetailsQuery['figures']>['advice']>;

/** What advisers’ figures are made of is asked for when somebody looks: a refresh does without it. */
async function adviceDetails({ scope, from, to }: View, signal: AbortSignal): Promise<Advice> {
  const { data, errors } = await graph.ask(AdviceDetailsDocument, { scopeId: scope, from, to }, { signal });
  const [first, ...others] = errors;
  if (first && !data.figures?.advice) throw new NotAnswered([first, ...others]);
  return data.figures?.advice ?? { byKind: [], byChain: [], cited: [], load: [] };
}

/** A figure taken apart: how much of it is of which theme, state, rule, kind or chain. */
export const breakdowns: readonly AnyList[] = [
  list<Theme>({
    key: 'themes',
    group: 'desk',
    title: () => t('list.themes'),
    read: () => Promise.resolve(known.peek().desk?.data.byTheme ?? []),
    columns: () => [
      { key: 'theme', title: t('column.theme'), cell: ({ theme }) => saidEnum('Theme', theme) },
      people('filed', ({ filed }) => filed),
      people('people', ({ people: of }) => of),
    ],
  }),
  list<InState>({
    key: 'claims',
    group: 'subsidies',
    title: () => t('list.claims'),
    read: () => Promise.resolve(known.peek().subsidies?.data.claimsByState ?? []),
    columns: () => [
      { key: 'state', title: t('column.state'), cell: ({ state }) => saidEnum('ClaimState', state) },
      people('people', ({ people: of }) => of),
    ],
  }),
  list<Refusals>({
    key: 'refusals',
    group: 'subsidies',
    title: () => t('list.refusals'),
    read: () => Promise.resolve(known.peek().subsidies?.data.refusalsByRule ?? []),
    columns: () => [
      { key: 'rule', title: t('column.rule'), cell: ({ rule }) => rule },
      people('people', ({ people: of }) => of),
    ],
  }),
  list<Advice['byKind'][number]>({
    key: 'kinds',
    group: 'advice',
    title: () => t('list.kinds'),
    read: async (shown, signal) => (await adviceDetails(shown, signal)).byKind,
    columns: () => [
      { key: 'kind', title: t('column.kind'), cell: ({ kind }) => saidEnum('AdvisorKind', kind) },
      number('asked', ({ asked }) => asked),
    ],
  }),
  list<Advice['byChain'][number]>({
    key: 'chains',
    group: 'advice',
    title: () => t('list.chains'),
    read: async (shown, signal) => (await adviceDetails(shown, signal)).byChain,
    columns: () => [
      { key: 'chain', title: t('column.chain'), cell: ({ chain }) => chain?.name ?? null },
      number('asked', ({ asked }) => asked),
    ],
  }),
  list<Advice['load'][number]>({
    key: 'advisers',
    group: 'advice',
    title: () => t('list.advisers'),
    read: async (shown, signal) => (await adviceDetails(shown, signal)).load,
    columns: () => [
      { key: 'name', title: t('column.name'), cell: ({ advisor }) => advisor.name },
      { key: 'provider', title: t('column.organisation'), cell: ({ advisor }) => advisor.organisation },
      { key: 'kind', title: t('column.kind'), cell: ({ advisor }) => saidEnum('AdvisorKind', advisor.kind) },
      { key: 'community', title: t('column.community'), cell: ({ advisor }) => advisor.community?.name ?? null },
      number('open', ({ open }) => open),
    ],
  }),
  list<Advice['cited'][number]>({
    key: 'cited',
    group: 'advice',
    title: () => t('list.cited'),
    read: async (shown, signal) => (await adviceDetails(shown, signal)).cited,
    columns: () => [
      { key: 'code', title: t('column.code'), cell: ({ code }) => code },
      number('times', ({ times }) => times),
    ],
  }),
];
