import { useState } from 'preact/hooks';
import { lang } from '../shared/preferences.ts';
import { Code } from './code.tsx';
import { readerKey } from './reader-key.ts';
import { t } from './say.ts';

interface KeyAnswer {
  readonly key?: string;
  readonly prefix: string;
  readonly label: string;
  readonly contract: string;
  readonly tier: string;
  readonly expiresAt: string | null;
  readonly standing?: { readonly quota: number; readonly remaining: number } | null;
  readonly days?: readonly { day: string; asked: number; points: number; failed: number }[];
}

/** What the server says: an answer, or why not. */
async function ask(path: string, init: RequestInit): Promise<KeyAnswer | string | null> {
  const response = await fetch(path, init);
  if (response.status === 204) return null;
  const body = (await response.json()) as KeyAnswer & { readonly errors?: readonly { readonly message: string }[] };
  return body.errors ? (body.errors[0]?.message ?? String(response.status)) : body;
}

/** Making a key, and looking at one: it is kept by whoever has it, not by this page. */
export function KeySection() {
  const [name, setName] = useState('');
  const [key, setKey] = useState(readerKey.peek() ?? '');
  const [shown, setShown] = useState<KeyAnswer | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const settle = (work: Promise<KeyAnswer | string | null>, whenNothing?: string) =>
    void work.then(
      (answer) => {
        setSaid(typeof answer === 'string' ? answer : answer === null ? (whenNothing ?? null) : null);
        setShown(typeof answer === 'string' ? null : answer);
        if (answer && typeof answer !== 'string' && answer.key) setKey(answer.key);
        // What holds is worked with from here on; what was refused or given up is not.
        const worksWith = answer && typeof answer !== 'string' ? (answer.key ?? key.trim()) : null;
        readerKey.value = worksWith;
      },
      () => setSaid(t('failed')),
    );
  const make = () =>
    settle(
      ask('/keys', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': lang.value },
        body: JSON.stringify({ label: name.trim() }),
      }),
    );
  const withKey = (method: 'GET' | 'DELETE', whenNothing?: string) =>
    settle(ask('/keys/current', { method, headers: { 'millgate-key': key.trim() } }), whenNothing);
  return (
    <>
      <p class="lead">{t('key.lead')}</p>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <label>
          {t('key.name')}
          <input
            class="field"
            required
            minLength={2}
            maxLength={60}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button class="button first" type="submit">
          {t('key.make')}
        </button>
      </form>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          withKey('GET');
        }}
      >
        <label>
          {t('key.have')}
          <input
            class="field"
            required
            autocomplete="off"
            spellcheck={false}
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </label>
        <button class="button" type="submit">
          {t('key.look')}
        </button>
      </form>
      {said && (
        <p class="problem" role="alert">
          {said}
        </p>
      )}
      {shown && <Shown answer={shown} onRevoke={() => withKey('DELETE', t('key.revoked'))} />}
    </>
  );
}

function Shown({ answer, onRevoke }: { readonly answer: KeyAnswer; readonly onRevoke: () => void }) {
  const { key, prefix, label, contract, tier, expiresAt, standing, days } = answer;
  return (
    <section class="card" aria-live="polite">
      {key && (
        <>
          <p>{t('key.once')}</p>
          <Code text={key} label={t('key.make')} />
        </>
      )}
      <p>{t('key.about', { label, prefix, contract, tier })}</p>
      <p class="quiet">{t('key.works')}</p>
      {expiresAt && <p class="quiet">{t('key.until', { day: expiresAt.slice(0, 10) })}</p>}
      {standing && <p>{t('key.left', { remaining: standing.remaining, quota: standing.quota })}</p>}
      {days?.length === 0 && <p class="quiet">{t('key.none')}</p>}
      {days && days.length > 0 && (
        <table>
          <caption>{t('key.used')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('asked')}</th>
              <th scope="col">{t('points')}</th>
              <th scope="col">{t('faults')}</th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ day, asked, points, failed }) => (
              <tr key={day}>
                <th scope="row">{day}</th>
                <td>{asked}</td>
                <td>{points}</td>
                <td>{failed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <button class="button" type="button" onClick={onRevoke}>
        {t('key.revoke')}
      </button>
    </section>
  );
}
