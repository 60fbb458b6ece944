import { concernsOf } from './attention.rules.ts';
import { groupName, said, t } from './say.ts';
import { known } from './state.ts';

/** What is wrong stands first; each leads to the figures behind it. */
export function Attention() {
  const { desk, subsidies, housing, meals, training, registry } = known.value;
  const isRead = Object.keys(known.value).length > 0;
  const concerns = concernsOf({
    desk: desk?.data,
    subsidies: subsidies?.data,
    housing: housing?.data,
    meals: meals?.data,
    training: training?.data,
    registry: registry?.data,
  });
  return (
    <section class="card attention" aria-labelledby="attention-title">
      <h2 id="attention-title">{t('attention')}</h2>
      {!isRead && <p class="quiet">{t('loading')}</p>}
      {isRead && concerns.length === 0 && <p class="all-well">{t('attention.none')}</p>}
      <ul role="list">
        {concerns.map(({ name, group, severity, value }) => (
          <li key={name} class={severity}>
            <a href={`#${group}`}>
              <span class="badge">{t(`attention.${severity}`)}</span>
              <span class="concern">{t(`concern.${name}`, { value: said(value) })}</span>
              <span class="of">{groupName(group)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
