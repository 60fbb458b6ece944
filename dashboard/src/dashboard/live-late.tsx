import { useEffect, useState } from 'preact/hooks';
import { live } from '@millgate/client/live';
import { graph } from '../shared/graph.ts';
import { session } from '../shared/session.ts';
import { LateNowDocument, type LateNowSubscription } from './documents.ts';
import { t } from './say.ts';
import { communityIds, tellLate } from './state.ts';

type Late = NonNullable<LateNowSubscription['lateMatters']>;

/** Matters that are late or about to be, as they become so; the figure of the group follows at once. */
export function LiveLate() {
  const [late, setLate] = useState<Late | null>(null);
  const ids = communityIds.value.join(' ');
  const token = session.value?.token;
  useEffect(() => {
    setLate(null);
    if (ids === '') return undefined;
    const listening = new AbortController();
    void follow(ids.split(' '), listening.signal, (told) => {
      setLate(told);
      tellLate(told.breachedNow);
    });
    return () => listening.abort();
  }, [ids, token]);
  if (late === null) return null;
  return (
    <p class="late-now" data-late={late.breachedNow}>
      <a href="#desk">{t('live.late', { late: late.breachedNow, soon: late.breachingSoon })}</a>
    </p>
  );
}

async function follow(ids: readonly string[], signal: AbortSignal, tell: (late: Late) => void): Promise<void> {
  try {
    for await (const { data } of live(graph.options, LateNowDocument, { communityIds: [...ids] }, signal)) {
      if (signal.aborted) return;
      if (data?.lateMatters) tell(data.lateMatters);
    }
  } catch {
    // Not everybody who reads figures may watch: then the refresh tells, every half minute.
  }
}
