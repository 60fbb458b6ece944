import { useEffect } from 'preact/hooks';
import { useAwaited } from '../shared/awaiting.ts';
import { session } from '../shared/session.ts';
import { Shell, SignIn } from '../shared/shell.tsx';
import { start } from '../shared/start.tsx';
import { Attention } from './attention.tsx';
import { Banner } from './banner.tsx';
import { Controls } from './controls.tsx';
import { DefinitionDialog } from './definition.tsx';
import { GroupCard } from './group.tsx';
import { groupNames } from './groups.ts';
import { ListDialog } from './lists.tsx';
import { LiveMeals } from './live-meals.tsx';
import { saidDay, scopeName, t } from './say.ts';
import { begin, outcome, view } from './state.ts';
import './dashboard.css';

function Dashboard() {
  return (
    <Shell page="dashboard">
      {session.value === null ? (
        <SignIn personas={['manager', 'registrar', 'auditor']} why={t('signIn.why')} />
      ) : (
        <Figures />
      )}
    </Shell>
  );
}

function Figures() {
  useAwaited(outcome.value === 'waiting');
  useEffect(begin, []);
  const { from, to } = view.value;
  return (
    <div class="board">
      <header class="board-head">
        <div>
          <h1>{t('title')}</h1>
          <p class="quiet">{t('asOf.period', { scope: scopeName(), from: saidDay(from), to: saidDay(to) })}</p>
        </div>
        <Controls />
      </header>
      <Banner />
      {outcome.value === 'forbidden' || outcome.value === 'unknownScope' ? (
        <p class="problem" role="alert">
          {t(outcome.value)}
        </p>
      ) : (
        <>
          <div class="first-row">
            <Attention />
            <LiveMeals />
          </div>
          <div class="groups">
            {groupNames.map((name) => (
              <GroupCard key={name} name={name} />
            ))}
          </div>
        </>
      )}
      <DefinitionDialog />
      <ListDialog />
    </div>
  );
}

void start(Dashboard);
