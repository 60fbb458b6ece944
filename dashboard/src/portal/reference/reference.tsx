import { useMemo, useState } from 'preact/hooks';
import { useAddress } from '../ask.ts';
import { t } from '../say.ts';
import { say, useChinese } from './chinese.ts';
import { type Hit, search } from './search.ts';
import { ElementPage } from './type-page.tsx';
import type { Reference } from './types.ts';

/** Hits that are drawn; whoever needs more needs another word. */
const mostHits = 60;

export function ReferenceSection({ coordinate }: { readonly coordinate: string | undefined }) {
  useChinese();
  const reference = useAddress<Reference>('/reference.json');
  if (reference === 'failed') return <p class="problem">{t('failed')}</p>;
  if (reference === null) return <p class="loading">{t('loading')}</p>;
  return <Browser reference={reference} coordinate={coordinate} />;
}

function Browser({
  reference,
  coordinate,
}: {
  readonly reference: Reference;
  readonly coordinate: string | undefined;
}) {
  const [text, setText] = useState('');
  const roots = useMemo(() => rootsOf(reference), [reference]);
  const saying = say.value;
  const hits = useMemo(() => search(reference, text, saying), [reference, text, saying]);
  const shown = text.trim() === '' ? roots : hits.slice(0, mostHits);
  return (
    <>
      <p class="lead">{t('reference.lead', { contract: reference.contract, types: reference.types.length })}</p>
      <p class="quiet">
        {t('reference.files')}
        <a href="/schema.graphql">schema.graphql</a> · <a href="/schema.json">schema.json</a>
      </p>
      <div class="browser">
        <div class="index">
          <input
            class="field"
            type="search"
            value={text}
            aria-label={t('reference.search')}
            placeholder={t('reference.search')}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <p class="aloud" role="status">
            {text.trim() === '' ? '' : t('reference.hits', { count: hits.length })}
          </p>
          <ul role="list">
            {shown.map((hit) => (
              <li key={hit.coordinate}>
                <a
                  href={`#reference/${hit.coordinate}`}
                  {...(hit.coordinate === coordinate ? { 'aria-current': 'true' as const } : {})}
                >
                  {hit.coordinate}
                </a>
              </li>
            ))}
          </ul>
          {hits.length > mostHits && <p class="quiet">{t('reference.more', { count: mostHits })}</p>}
        </div>
        <div class="element-page">
          <ElementPage coordinate={coordinate ?? roots[0]?.coordinate ?? 'Query'} reference={reference} />
        </div>
      </div>
    </>
  );
}

const rootsOf = ({ types }: Reference): Hit[] =>
  ['Query', 'Mutation', 'Subscription'].flatMap((root) =>
    (types.find(({ name }) => name === root)?.fields ?? []).map(({ name, description = '' }) => ({
      coordinate: `${root}.${name}`,
      description,
    })),
  );
