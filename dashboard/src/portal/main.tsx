import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { Shell } from '../shared/shell.tsx';
import { start } from '../shared/start.tsx';
import { ChangesSection } from './changes.tsx';
import { ErrorsSection } from './errors.tsx';
import { KeySection } from './key.tsx';
import { QuickStart } from './quick-start.tsx';
import { ReferenceSection } from './reference/reference.tsx';
import { t } from './say.ts';
import { StatusSection } from './status.tsx';
import './portal.css';

type Section = ComponentType<{ readonly coordinate: string | undefined }>;
const sections = {
  start: QuickStart,
  reference: ReferenceSection,
  key: KeySection,
  errors: ErrorsSection,
  changes: ChangesSection,
  status: StatusSection,
} as const satisfies Readonly<Record<string, Section | ComponentType>>;
type SectionName = keyof typeof sections;

/** `#reference/Query.canteens`: the place in the page is in its address, so that it can be sent to a colleague. */
const place = signal(location.hash.slice(1));
addEventListener('hashchange', () => (place.value = location.hash.slice(1)));

const isSection = (name: string): name is SectionName => name in sections;

function Portal() {
  const [named = '', coordinate] = place.value.split('/');
  const current: SectionName = isSection(named) ? named : 'start';
  const Current = sections[current] as Section;
  return (
    <Shell page="portal">
      <div class="portal">
        <nav aria-label={t('sections')}>
          <ul role="list">
            {(Object.keys(sections) as SectionName[]).map((name) => (
              <li key={name}>
                <a href={`#${name}`} {...(name === current ? { 'aria-current': 'page' as const } : {})}>
                  {t(`section.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="portal-page">
          <h1>{current === 'start' ? t('title') : t(`section.${current}`)}</h1>
          <Current coordinate={coordinate} />
        </div>
      </div>
    </Shell>
  );
}

void start(Portal);
