import { useEffect, useState } from 'preact/hooks';
import changelog from '../../../CHANGELOG.md?raw';
import { useAwaited } from '../shared/awaiting.ts';
import { useAddress } from './ask.ts';
import { say, useChinese } from './reference/chinese.ts';
import { deprecated } from './reference/search.ts';
import type { Reference } from './reference/types.ts';
import { t } from './say.ts';

export function ChangesSection() {
  useChinese();
  const reference = useAddress<Reference>('/reference.json');
  const [html, setHtml] = useState<string | null>(null);
  useAwaited(html === null);
  useEffect(() => {
    // Only whoever reads the changelog loads what draws it.
    void import('markdown-it').then(({ default: MarkdownIt }) =>
      setHtml(new MarkdownIt({ html: false, linkify: false }).render(changelog.replace(/^# .*\n/, ''))),
    );
  }, []);
  const going = reference !== null && reference !== 'failed' ? deprecated(reference) : null;
  return (
    <>
      <h2>{t('changes.next')}</h2>
      {reference === 'failed' && <p class="problem">{t('failed')}</p>}
      {going?.length === 0 && <p>{t('changes.none')}</p>}
      <ul class="hints">
        {going?.map(({ coordinate, description }) => (
          <li key={coordinate}>
            <a href={`#reference/${coordinate}`}>
              <code>{coordinate}</code>
            </a>{' '}
            <span lang={say.value(description).lang}>{say.value(description).text}</span>
          </li>
        ))}
      </ul>
      <GraphChanges />
      <h2>{t('changes.log')}</h2>
      {html === null ? (
        <p class="loading">{t('loading')}</p>
      ) : (
        <div class="markdown" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </>
  );
}

interface Changes {
  readonly entries: readonly {
    readonly version: number;
    readonly cause: string;
    readonly composedAt: string;
    readonly changes: readonly { readonly level: string; readonly coordinate: string; readonly message: string }[];
  }[];
}

/** Versions of the graph as the registry recorded them, and the feed to be told of the next one by. */
function GraphChanges() {
  const found = useAddress<Changes>('/changes.json');
  const entries = found === null || found === 'failed' ? null : found.entries;
  return (
    <>
      <h2>{t('changes.graph')}</h2>
      <p>
        {t('changes.feed')} <a href="/changes.atom">changes.atom</a> · <a href="/changes.json">changes.json</a>
      </p>
      {found === 'failed' && <p class="quiet">{t('changes.unrecorded')}</p>}
      {entries?.length === 0 && <p>{t('changes.noVersions')}</p>}
      {entries?.slice(0, shownVersions).map(({ version, composedAt, changes }) => (
        <section key={version}>
          <h3>{t('changes.version', { version, day: composedAt.slice(0, 10) })}</h3>
          <ul class="hints">
            {changes.slice(0, shownChanges).map(({ level, coordinate, message }) => (
              <li key={coordinate + message}>
                <span class={level === 'BREAKING' ? 'badge warn' : 'badge'}>{level}</span>{' '}
                <a href={`#reference/${coordinate}`}>
                  <code>{coordinate}</code>
                </a>{' '}
                <span lang="en">{message}</span>
              </li>
            ))}
          </ul>
          {changes.length > shownChanges && (
            <p class="quiet">{t('changes.more', { count: changes.length - shownChanges })}</p>
          )}
        </section>
      ))}
    </>
  );
}

const shownVersions = 10;
const shownChanges = 20;
