import { lang } from '../shared/preferences.ts';
import { errorMeanings } from './error-meanings.ts';
import { t } from './say.ts';

/** On a phone a long code goes on in the next line, after one of its words. */
const breakable = (code: string) =>
  code.split('_').flatMap((word, number) => (number === 0 ? [word] : ['_', <wbr key={number} />, word]));

export const ErrorsSection = () => (
  <>
    <p class="lead">{t('errors.lead')}</p>
    <div class="wide" tabIndex={0} role="region" aria-label={t('section.errors')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('code')}</th>
            <th scope="col">{t('meaning')}</th>
            <th scope="col">{t('retryable')}</th>
          </tr>
        </thead>
        <tbody>
          {errorMeanings.map(({ code, zh, en, retryable }) => (
            <tr key={code} id={code}>
              <th scope="row">
                <code>{breakable(code)}</code>
              </th>
              <td>{lang.value === 'zh' ? zh : en}</td>
              <td>{t(retryable ? 'yes' : 'no')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
);
