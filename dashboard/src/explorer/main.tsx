import { useEffect, useRef, useState } from 'preact/hooks';
import { useAwaited } from '../shared/awaiting.ts';
import { personaName, Shell } from '../shared/shell.tsx';
import { session, signInAsPersona, signOut } from '../shared/session.ts';
import { settings } from '../shared/settings.ts';
import { start } from '../shared/start.tsx';
import { translator } from '../shared/translate.ts';
import { type Example, examples } from './examples.ts';
import { explorerTexts } from './explorer.texts.ts';
import type { Editor } from './editor.tsx';
import './explorer.css';

const t = translator(explorerTexts);
const personas = ['welder', 'newcomer', 'hr', 'clerk', 'canteen', 'registrar', 'manager', 'auditor'];

/** GraphiQL, which is large and draws with React, in a chunk of its own; around it, who asks and what to begin with. */
function Explorer() {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | 'failed' | null>(null);
  const [isDrawn, setDrawn] = useState(false);
  const [demo, setDemo] = useState(false);
  useAwaited(!isDrawn && editor !== 'failed');
  useEffect(() => {
    void settings().then(
      ({ mode }) => setDemo(mode === 'demo'),
      () => undefined,
    );
    import('./editor.tsx').then(
      ({ openEditor }) => place.current && setEditor(openEditor(place.current, examples, () => setDrawn(true))),
      () => setEditor('failed'),
    );
  }, []);
  const as = (persona: string) => (persona === '' ? signOut() : void signInAsPersona(persona).catch(() => undefined));
  const open = (example: Example | undefined) => {
    if (!example || !editor || editor === 'failed') return;
    if (demo && example.persona !== null) as(example.persona);
    editor.open(example.query);
  };
  return (
    <Shell page="explorer">
      <h1 class="aloud">{t('title')}</h1>
      <div class="explorer-bar">
        {demo && (
          <label>
            {t('askAs')}
            <select class="field" value={session.value?.name ?? ''} onChange={(event) => as(event.currentTarget.value)}>
              <option value="">{t('nobody')}</option>
              {personas.map((persona) => (
                <option key={persona} value={persona}>
                  {personaName(persona)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t('examples')}
          <select
            class="field"
            onChange={(event) => open(examples.find(({ title }) => title === event.currentTarget.value))}
          >
            <option value="">{t('examples.none')}</option>
            {examples.map(({ title, persona }) => (
              <option key={title} value={title}>
                {persona === null ? title : `${title} (${personaName(persona)})`}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div class="explorer-editor" ref={place}>
        <p class="loading">{t(editor === 'failed' ? 'failed' : 'loading')}</p>
      </div>
    </Shell>
  );
}

void start(Explorer);
