import { useEffect } from 'preact/hooks';
import { useAwaited } from '../shared/awaiting.ts';
import { lang } from '../shared/preferences.ts';
import { session } from '../shared/session.ts';
import { Shell, SignIn } from '../shared/shell.tsx';
import { start } from '../shared/start.tsx';
import { Dinner, Done, MyOrders } from './dinner.tsx';
import { Away, Courses, Entitlements, Homes, Matters, Part } from './parts.tsx';
import { saidDay, t, today } from './say.ts';
import { type Canteen, day, follow, load, type Me, problem } from './state.ts';
import './day.css';

const none: readonly Canteen[] = [];

/** A worker’s day on a phone: one question to the graph fills the whole screen. */
function Day() {
  return (
    <Shell page="day">
      {session.value === null ? (
        <SignIn personas={['welder', 'newcomer', 'packer']} why={t('signIn.why')} />
      ) : (
        <Screen />
      )}
    </Shell>
  );
}

function Screen() {
  const who = session.value?.token;
  useAwaited(day.value === null && problem.value === null);
  useEffect(() => void load(), [who, lang.value]);
  const me = day.value?.me;
  const canteens = me?.community.canteens?.nodes ?? none;
  const shown = canteens.map(({ id }) => id).join(' ');
  useEffect(() => {
    const leaving = new AbortController();
    follow(canteens, leaving.signal);
    return () => leaving.abort();
  }, [shown, who]);
  return (
    <div class="day">
      <h1>{me?.displayName ? t('greeting', { name: me.displayName, day: saidDay(today()) }) : t('title')}</h1>
      {problem.value !== null && (
        <p class="problem" role="alert">
          {t('unreachable', { why: problem.value })}{' '}
          <button class="button" type="button" onClick={() => void load()}>
            {t('again')}
          </button>
        </p>
      )}
      {day.value === null && problem.value === null && <p class="loading">{t('loading')}</p>}
      {day.value !== null && me === null && <p class="problem">{t('onlyWorkers')}</p>}
      {me && <Parts me={me} canteens={canteens} />}
    </div>
  );
}

const Parts = ({ me, canteens }: { readonly me: Me; readonly canteens: readonly Canteen[] }) => (
  <>
    <Part id="dinner" title={t('dinner')} at={['me', 'community', 'canteens']} isThere={Boolean(me.community.canteens)}>
      <Done />
      {me.mealOrders ? <MyOrders orders={me.mealOrders.nodes} /> : <Away at={['me', 'mealOrders']} />}
      <Dinner canteens={canteens} />
    </Part>
    <Part id="matters" title={t('matters')} at={['me', 'cases']} isThere={Boolean(me.cases)}>
      <Matters cases={me.cases?.nodes ?? []} />
    </Part>
    <Part id="entitled" title={t('entitled')} at={['me', 'eligibilities']} isThere={Boolean(me.eligibilities)}>
      <Entitlements assessments={me.eligibilities ?? []} />
    </Part>
    <Part id="home" title={t('home')} at={['me', 'leases']} isThere={Boolean(me.leases)}>
      <Homes leases={me.leases?.nodes ?? []} />
    </Part>
    <Part id="courses" title={t('courses')} at={['me', 'enrolments']} isThere={Boolean(me.enrolments)}>
      <Courses enrolments={me.enrolments?.nodes ?? []} />
    </Part>
  </>
);

void start(Day);
