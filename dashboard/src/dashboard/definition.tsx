import { signal } from '@preact/signals';
import { lang } from '../shared/preferences.ts';
import { Prose } from '../shared/prose.tsx';
import { chineseDefinitions } from './definitions.zh.ts';
import { definitions } from './definitions.ts';
import { Dialog } from './dialog.tsx';
import type { NamedFigure } from './figures.texts.ts';
import { nameOf, said, saidDay, saidTime, scopeName, t } from './say.ts';
import { asOf, view } from './state.ts';
import type { Value } from './values.ts';

/** The figure whose meaning is shown. */
export const defining = signal<{ readonly at: NamedFigure; readonly of: Value } | null>(null);

/** What a figure means, in the words of the schema. */
export function DefinitionDialog() {
  const shown = defining.value;
  if (shown === null) return null;
  const { from, to } = view.value;
  return (
    <Dialog title={nameOf(shown.at)} onClose={() => (defining.value = null)}>
      <dl class="definition">
        <dt>{t('define.meaning')}</dt>
        <dd>
          <Prose text={lang.value === 'zh' ? chineseDefinitions[shown.at].zh : definitions[shown.at]} />
        </dd>
        {shown.of.kind === 'people' && <dd>{t('define.people')}</dd>}
        <dt>{t('define.value')}</dt>
        <dd>{shown.of.of === null && shown.of.kind !== 'people' ? t('none.why') : said(shown.of)}</dd>
        <dt>{t('define.period')}</dt>
        <dd>{t('asOf.period', { scope: scopeName(), from: saidDay(from), to: saidDay(to) })}</dd>
        {asOf.value !== null && (
          <>
            <dt>{t('define.asOf')}</dt>
            <dd>{saidTime(asOf.value)}</dd>
          </>
        )}
        <dt>{t('define.field')}</dt>
        <dd>
          <code>{shown.at}</code>
        </dd>
      </dl>
    </Dialog>
  );
}
