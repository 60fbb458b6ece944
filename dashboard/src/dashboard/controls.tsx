import { dayOf, daysOf, plusDays } from './address.ts';
import { t } from './say.ts';
import { places, show, view } from './state.ts';

const presets = [7, 30, 90, 365] as const;

/** Which scope and which days; both stand in the address. */
export function Controls() {
  const { scope, from, to } = view.value;
  const today = dayOf(Date.now());
  const districts = places.value?.districts?.nodes ?? [];
  const communities = places.value?.communities?.nodes ?? [];
  const isListed = scope === 'all' || [...districts, ...communities].some(({ id }) => id === scope);
  return (
    <form class="controls" onSubmit={(event) => event.preventDefault()}>
      <label class="control">
        <span>{t('scope')}</span>
        <select
          class="field"
          name="scope"
          value={scope}
          onChange={(event) => show({ scope: event.currentTarget.value, list: null })}
        >
          <option value="all">{t('scope.all')}</option>
          {!isListed && <option value={scope}>{scope}</option>}
          <optgroup label={t('scope.districts')}>
            {districts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
          <optgroup label={t('scope.communities')}>
            {communities.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <div class="control" role="group" aria-label={t('period')}>
        <span aria-hidden="true">{t('period')}</span>
        <div class="presets">
          {presets.map((days) => (
            <button
              key={days}
              class="button"
              type="button"
              aria-pressed={to === today && daysOf({ from, to }) === days}
              onClick={() => show({ from: plusDays(today, 1 - days), to: today })}
            >
              {t(`period.${days}`)}
            </button>
          ))}
        </div>
      </div>
      <label class="control">
        <span>{t('from')}</span>
        <input
          class="field"
          type="date"
          name="from"
          value={from}
          max={to}
          onChange={({ currentTarget: { value } }) => value !== '' && value <= to && show({ from: value })}
        />
      </label>
      <label class="control">
        <span>{t('to')}</span>
        <input
          class="field"
          type="date"
          name="to"
          value={to}
          min={from}
          onChange={({ currentTarget: { value } }) => value !== '' && value >= from && show({ to: value })}
        />
      </label>
      <button class="button print" type="button" onClick={() => window.print()}>
        {t('print')}
      </button>
    </form>
  );
}
