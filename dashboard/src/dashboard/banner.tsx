import { groupName, saidTime, t } from './say.ts';
import { asOf, cost, known, missing, outcome } from './state.ts';

/** Says what is not live, and of when what is shown is; and, where all is live, of when that is and what it cost. */
export function Banner() {
  const text = problem();
  return (
    <>
      <div role="status" class="banner-place">
        {text !== null && <p class="banner">{text}</p>}
      </div>
      <p class="freshness">
        {asOf.value !== null && t('asOf', { time: saidTime(asOf.value) })}
        {asOf.value !== null && cost.value && (
          <span class="cost"> · {t('asOf.cost', { cost: cost.value.requested, limit: cost.value.limit })}</span>
        )}
      </p>
    </>
  );
}

function problem(): string | null {
  const gone = missing.value;
  const at = gone.flatMap((name) => known.value[name]?.at ?? []);
  if (outcome.value === 'unreachable') {
    return asOf.value === null ? t('banner.nothing') : t('banner.unreachable', { time: saidTime(asOf.value) });
  }
  if (gone.length === 0) return null;
  const names = gone.map(groupName).join(t('and'));
  return at.length === 0
    ? t('banner.missing', { groups: names })
    : t('banner.stale', { groups: names, time: saidTime(Math.min(...at)) });
}
