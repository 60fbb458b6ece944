import { lang } from '../shared/preferences.ts';
import { useAddress } from './ask.ts';
import { t } from './say.ts';

interface Status {
  readonly parts: readonly { readonly name: string; readonly answers: boolean }[];
  readonly objective: {
    readonly share: number;
    readonly days: number;
    readonly asked: number;
    readonly failed: number;
  };
  readonly budgetLeft: number | null;
  readonly days: readonly { readonly day: string; readonly asked: number; readonly failed: number }[];
}

const percent = (share: number): string =>
  new Intl.NumberFormat(lang.value, { style: 'percent', maximumFractionDigits: 1 }).format(share);

export function StatusSection() {
  const status = useAddress<Status>('/status.json');
  if (status === 'failed') return <p class="problem">{t('failed')}</p>;
  if (status === null) return <p class="loading">{t('loading')}</p>;
  const { parts, objective, budgetLeft, days } = status;
  const isWhole = parts.every(({ answers }) => answers);
  return (
    <>
      <h2>{t('status.now')}</h2>
      <p class={isWhole ? 'verdict good' : 'verdict bad'}>{t(isWhole ? 'status.all' : 'status.some')}</p>
      <ul role="list" class="parts">
        {parts.map(({ name, answers }) => (
          <li key={name} class={answers ? 'good' : 'bad'}>
            <code>{name}</code> {t(answers ? 'status.up' : 'status.down')}
          </li>
        ))}
      </ul>
      <h2>{t('status.budget')}</h2>
      {budgetLeft === null ? (
        <p>{t('status.nothing')}</p>
      ) : (
        <>
          <p class={budgetLeft > 0 ? 'verdict good' : 'verdict bad'}>
            {t('status.left', { left: percent(budgetLeft) })}
          </p>
          <p class="quiet">
            {t('status.objective', {
              share: percent(objective.share),
              days: objective.days,
              asked: objective.asked,
              failed: objective.failed,
            })}
          </p>
          <table>
            <caption>{t('status.days')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('day')}</th>
                <th scope="col">{t('asked')}</th>
                <th scope="col">{t('faults')}</th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, asked, failed }) => (
                <tr key={day}>
                  <th scope="row">{day}</th>
                  <td>{asked}</td>
                  <td>{failed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </>
  );
}
