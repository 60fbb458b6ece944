import { useEffect, useState } from 'preact/hooks';
import { live } from '@millgate/client/live';
import { useAwaited } from '../shared/awaiting.ts';
import { graph } from '../shared/graph.ts';
import { lang } from '../shared/preferences.ts';
import { dayOf } from './address.ts';
import { LiveLate } from './live-late.tsx';
import {
  CanteensOfDocument,
  type CanteensOfQuery,
  MealsLeftTodayDocument,
  type MealsLeftTodaySubscription,
} from './documents.ts';
import { saidEnum, t } from './say.ts';
import { communityIds, known } from './state.ts';

type Canteen = NonNullable<CanteensOfQuery['canteens']>['nodes'][number];
type Serving = NonNullable<MealsLeftTodaySubscription['mealsLeft']>[number];

/** What is left of today’s meals of one canteen, as it is ordered: one stream, whichever canteen is chosen. */
export function LiveMeals() {
  const [canteens, setCanteens] = useState<readonly Canteen[] | 'failed' | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [servings, setServings] = useState<readonly Serving[] | null>(null);
  const ids = communityIds.value;
  useAwaited(ids.length > 0 && canteens === null);
  const isAway = known.value.meals?.live === false;
  useEffect(() => {
    if (ids.length === 0) return;
    void graph.ask(CanteensOfDocument, { first: 100, communityId: null, after: null }).then(
      ({ data }) =>
        setCanteens((data.canteens?.nodes ?? []).filter(({ community }) => community && ids.includes(community.id))),
      () => setCanteens('failed'),
    );
  }, [ids.join(' '), lang.value]);
  // Shared canteens first: they are whom most people eat with.
  const read = canteens === 'failed' ? undefined : canteens;
  const ordered = read?.toSorted((one, other) => Number(other.kind === 'SHARED') - Number(one.kind === 'SHARED'));
  const canteenId = ordered?.find(({ id }) => id === chosen)?.id ?? ordered?.[0]?.id;
  useEffect(() => {
    setServings(null);
    if (canteenId === undefined) return undefined;
    const listening = new AbortController();
    void follow(canteenId, listening.signal, setServings);
    return () => listening.abort();
  }, [canteenId, lang.value]);
  return (
    <section class="card live" aria-labelledby="live-title">
      <header>
        <h2 id="live-title">{t('live.title')}</h2>
        <span class={isAway ? 'pulse off' : 'pulse'}>{t(isAway ? 'live.off' : 'live.on')}</span>
      </header>
      <LiveLate />
      {ordered?.length === 0 && <p class="quiet">{t('live.noCanteens')}</p>}
      {ordered !== undefined && ordered.length > 0 && (
        <label class="control">
          <span>{t('live.canteen')}</span>
          <select class="field" value={canteenId} onChange={(event) => setChosen(event.currentTarget.value)}>
            {ordered.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {servings?.length === 0 && <p class="quiet">{t('live.none')}</p>}
      <ul role="list">
        {servings?.map(({ id, period, planned, remaining, item }) => (
          <li key={id} class={remaining === 0 ? 'gone' : ''}>
            <span>
              {saidEnum('MealPeriod', period)} · {item.name}
            </span>
            <span data-left={id}>{t('live.left', { left: remaining, planned })}</span>
            <progress value={remaining} max={Math.max(planned, 1)} aria-hidden="true" />
          </li>
        ))}
      </ul>
    </section>
  );
}

async function follow(
  canteenId: string,
  signal: AbortSignal,
  tell: (servings: readonly Serving[]) => void,
): Promise<void> {
  try {
    const on = dayOf(Date.now());
    for await (const { data } of live(graph.options, MealsLeftTodayDocument, { canteenId, on }, signal)) {
      if (signal.aborted) return;
      if (data?.mealsLeft) tell(data.mealsLeft);
    }
  } catch {
    // The stream was refused, not cut: the figures of the canteen say the same, a little later.
  }
}
