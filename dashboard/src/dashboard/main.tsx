import { computed } from '@preact/signals';
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

/** Reads nothing that changes: what is drawn again around parts that stay as they are would keep all that was before. */
function Figures() {
  useEffect(begin, []);
  return (
    <div class="board">
      <header class="board-head">
        <div>
          <h1>{t('title')}</h1>
          <Period />
        </div>
        <Controls />
      </header>
      <Banner />
      <Groups />
      <DefinitionDialog />
      <ListDialog />
    </div>
  );
}

function Period() {
  useAwaited(outcome.value === 'waiting');
  const { from, to } = view.value;
  return <p class="quiet">{t('asOf.period', { scope: scopeName(), from: saidDay(from), to: saidDay(to) })}</p>;
}

const refused = computed(() =>
  outcome.value === 'forbidden' || outcome.value === 'unknownScope' ? outcome.value : null,
);

function Groups() {
  if (refused.value !== null)
    return (
      <p class="problem" role="alert">
        {t(refused.value)}
      </p>
    );
  return (
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
  );
}

void start(Dashboard);
