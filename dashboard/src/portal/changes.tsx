import { useEffect, useState } from 'preact/hooks';
import changelog from '../../../CHANGELOG.md?raw';
import { useAwaited } from '../shared/awaiting.ts';
import { useAddress } from './ask.ts';
import { deprecated } from './reference/search.ts';
import type { Reference } from './reference/types.ts';
import { t } from './say.ts';

export function ChangesSection() {
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
            <span lang="en">{description}</span>
          </li>
        ))}
      </ul>
      <h2>{t('changes.log')}</h2>
      {html === null ? (
        <p class="loading">{t('loading')}</p>
      ) : (
        <div class="markdown" lang="en" dangerouslySetInnerHTML={{ __html: html }} />
      )}
    </>
  );
}
