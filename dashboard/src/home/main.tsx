import { Shell } from '../shared/shell.tsx';
import { start } from '../shared/start.tsx';
import { translator } from '../shared/translate.ts';
import { homeTexts } from './home.texts.ts';
import './home.css';

const t = translator(homeTexts);
const doors = ['dashboard', 'portal', 'day', 'explorer'] as const;

/** The front door: who one is decides where one goes. */
function Home() {
  return (
    <Shell>
      <div class="home">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        <ul role="list" class="doors">
          {doors.map((door) => (
            <li key={door}>
              <a href={`/${door}/`}>
                <strong>{t(door)}</strong>
                <span>{t(`${door}.about`)}</span>
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Shell>
  );
}

void start(Home);
