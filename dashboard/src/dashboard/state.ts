import { computed, effect, signal } from '@preact/signals';
import { NotAnswered } from '@millgate/client';
import { graph } from '../shared/graph.ts';
import { lang } from '../shared/preferences.ts';
import { session, signOut } from '../shared/session.ts';
import { dayOf, intervalOf, searchOf, type View, viewFrom } from './address.ts';
import {
  DashboardDocument,
  type DashboardQuery,
  PlacesDocument,
  type PlacesQuery,
  WhoseDocument,
} from './documents.ts';
import { dueAfterMillis, watchMillis } from './refreshing.rules.ts';
import { type GroupData, type GroupName, groupNames } from './groups.ts';

/** The figures of a group that were last good, and whether the last refresh still had them. */
export interface Known<Name extends GroupName> {
  readonly data: GroupData[Name];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly live: boolean;
}

export type KnownGroups = { readonly [Name in GroupName]?: Known<Name> };

/** How a refresh ended: with an answer, without one, or with one that says the caller may not read this. */
export type Outcome = 'waiting' | 'answered' | 'unreachable' | 'forbidden' | 'unknownScope';

export const view = signal<View>(viewFrom(location.search, dayOf(Date.now())));
export const known = signal<KnownGroups>({});
export const missing = signal<readonly GroupName[]>([]);
export const communityIds = signal<readonly string[]>([]);
export const outcome = signal<Outcome>('waiting');
export const cost = signal<{ readonly requested: number; readonly limit: number } | null>(null);
export const places = signal<PlacesQuery | null>(null);
export const asOf = computed(() => Math.max(0, ...Object.values(known.value).map(({ at }) => at)) || null);

/** Whose figures are shown, to whom; null while nobody is signed in. */
const subject = computed(() => {
  const { scope, from, to } = view.value;
  return session.value === null ? null : [scope, from, to, session.value.token].join(' ');
});

/** Shows another view; the address follows, so that the browser’s back leads back. */
export function show(change: Partial<View>): void {
  view.value = { ...view.peek(), ...change };
  history.pushState(null, '', searchOf(view.value));
}

let asking: AbortController | undefined;
let askedAt = Number.NEGATIVE_INFINITY;
/** How often in a row something was missing. */
let missed = 0;

/** Whether the address names a scope: then that is shown, or refused. */
const isChosen = () => new URLSearchParams(location.search).has('scope');

/** Whoever may not read every community begins with her own. */
async function ownScope(): Promise<string | undefined> {
  const { data } = await graph.ask(WhoseDocument);
  return data.viewer?.roles.flatMap(({ scope }) => scope ?? []).find((id) => /^(com|dis)_/.test(id));
}

function begunWith(scope: string): void {
  view.value = { ...view.peek(), scope };
  history.replaceState(null, '', searchOf(view.value));
}

export async function refresh(): Promise<void> {
  asking?.abort();
  const mine = (asking = new AbortController());
  askedAt = performance.now();
  try {
    await ask(mine);
  } finally {
    if (asking === mine) {
      asking = undefined;
      missed = missing.peek().length > 0 || outcome.peek() === 'unreachable' ? missed + 1 : 0;
    }
  }
}

async function ask(mine: AbortController): Promise<void> {
  const { scope, from, to } = view.peek();
  try {
    const variables = { scopeId: scope, from, to, by: intervalOf({ from, to }) };
    const answer = await graph.ask(DashboardDocument, variables, { signal: mine.signal });
    if (mine.signal.aborted) return;
    cost.value = (answer.cost as typeof cost.value | undefined) ?? null;
    if (answer.data.figures === null) {
      const forbidden = answer.errors.some(({ code }) => code === 'FORBIDDEN');
      const away = answer.errors.length > 0 && !forbidden;
      const own = forbidden && !isChosen() ? await ownScope() : undefined;
      if (mine.signal.aborted) return;
      if (own !== undefined) return begunWith(own);
      outcome.value = forbidden ? 'forbidden' : away ? 'unreachable' : 'unknownScope';
      if (away) keepAsStale(groupNames);
      return;
    }
    take(answer.data.figures);
    outcome.value = 'answered';
  } catch (cause) {
    if (mine.signal.aborted) return;
    if (cause instanceof NotAnswered && cause.code === 'UNAUTHENTICATED') return signOut();
    outcome.value = cause instanceof NotAnswered && cause.code === 'FORBIDDEN' ? 'forbidden' : 'unreachable';
    keepAsStale(groupNames);
  }
}

function take(figures: NonNullable<DashboardQuery['figures']>): void {
  communityIds.value = figures.communityIds;
  const at = Date.now();
  const fresh = groupNames.flatMap((name) => {
    const data = figures[name];
    return data ? [[name, { data, at, live: true }] as const] : [];
  });
  const gone = groupNames.filter((name) => figures[name] === null);
  known.value = { ...known.peek(), ...(Object.fromEntries(fresh) as KnownGroups) };
  keepAsStale(gone);
}

/** What is told of late matters between two refreshes holds until the next. */
export function tellLate(breachedNow: number): void {
  const { desk } = known.peek();
  if (!desk?.live || desk.data.breachedNow === breachedNow) return;
  known.value = { ...known.peek(), desk: { ...desk, data: { ...desk.data, breachedNow } } };
}

/** What was good stays in sight with its time; it is not thrown away because a newer figure could not be had. */
function keepAsStale(names: readonly GroupName[]): void {
  const stale = names.flatMap((name) => {
    const before = known.peek()[name];
    return before ? [[name, { ...before, live: false }] as const] : [];
  });
  known.value = { ...known.peek(), ...(Object.fromEntries(stale) as KnownGroups) };
  missing.value = names;
}

/** Nothing is missing until that is seen: a part may go between the first figures and the first look. */
let lastSeen = '[]';

/** Asks which parts of the graph are there, which costs nothing; when that has changed, figures are asked for at once. */
async function watch(): Promise<void> {
  if (document.hidden || session.peek() === null) return;
  const seen = await fetch('/ready').then(
    async (response) => JSON.stringify(((await response.json()) as { missing?: unknown }).missing ?? []),
    () => 'unreachable',
  );
  const changed = seen !== lastSeen;
  lastSeen = seen;
  if (changed) missed = 0;
  // An answer that is on its way is waited for: whoever asks anew each time never hears a graph that has much to do.
  const due = asking === undefined && performance.now() - askedAt >= dueAfterMillis(missed);
  if (changed || due) await refresh();
}

/** Begins to show figures; what it returns ends that. */
export function begin(): () => void {
  const stops = [
    // Another scope, period, person or language: other figures. Those of before are not shown as if they were of it.
    effect(() => {
      if (subject.value === null) return;
      known.value = {};
      missing.value = [];
      outcome.value = 'waiting';
      void refresh();
    }),
    effect(() => {
      void lang.value;
      if (session.value !== null)
        void graph.ask(PlacesDocument).then(
          ({ data }) => (places.value = data),
          () => undefined,
        );
    }),
  ];
  const timer = setInterval(() => void watch(), watchMillis);
  const back = () => (view.value = viewFrom(location.search, dayOf(Date.now())));
  const seenAgain = () => void watch();
  addEventListener('popstate', back);
  document.addEventListener('visibilitychange', seenAgain);
  return () => {
    stops.forEach((stop) => stop());
    clearInterval(timer);
    removeEventListener('popstate', back);
    document.removeEventListener('visibilitychange', seenAgain);
    asking?.abort();
  };
}
