import { useState } from 'preact/hooks';
import { Code } from './code.tsx';
import { t } from './say.ts';
import apollo from './snippets/apollo.mjs?raw';
import client from './snippets/client.mjs?raw';
import codegen from './snippets/codegen.yml?raw';
import curl from './snippets/curl.sh?raw';
import plainFetch from './snippets/fetch.mjs?raw';
import urql from './snippets/urql.mjs?raw';

/** Snippets name the address that `npm start` has; the reader’s graph may be elsewhere. */
const here = (text: string): string => text.trimEnd().replaceAll('http://127.0.0.1:4000', location.origin);

const snippets = { client, fetch: plainFetch, urql, apollo, codegen } as const;
const hints = ['partial', 'refusal', 'idempotency', 'paging', 'retry', 'live', 'documents'] as const;

export function QuickStart() {
  const [chosen, choose] = useState<keyof typeof snippets>('client');
  return (
    <>
      <p class="lead">{t('start.lead')}</p>
      <h2>{t('start.1')}</h2>
      <p>{t('start.1.about')}</p>
      <Code text={here(curl)} label="curl" />
      <h2>{t('start.2')}</h2>
      <p>
        {t('start.2.about')} <a href="#key">{t('section.key')}</a>
      </p>
      <h2>{t('start.3')}</h2>
      <p>{t('start.3.about')}</p>
      <div class="choices" role="group" aria-label={t('start.3')}>
        {(Object.keys(snippets) as (keyof typeof snippets)[]).map((name) => (
          <button
            key={name}
            class={name === chosen ? 'button first' : 'button'}
            type="button"
            aria-pressed={name === chosen}
            onClick={() => choose(name)}
          >
            {t(`snippet.${name}`)}
          </button>
        ))}
      </div>
      <Code text={here(snippets[chosen])} label={t(`snippet.${chosen}`)} />
      <h2>{t('how.title')}</h2>
      <ul class="hints">
        {hints.map((hint) => (
          <li key={hint}>{t(`how.${hint}`)}</li>
        ))}
      </ul>
    </>
  );
}
