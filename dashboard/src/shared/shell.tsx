import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { isBusy, useAwaited } from './awaiting.ts';
import mark from './mark.svg';
import { lang, type Theme, theme } from './preferences.ts';
import { session, signInAsPersona, signOut } from './session.ts';
import { type Settings, settings } from './settings.ts';
import { shellTexts } from './shell.texts.ts';
import { translator } from './translate.ts';
import { startSignIn } from './oidc.ts';

const t = translator(shellTexts);
const pages = ['dashboard', 'portal', 'day', 'explorer'] as const;
export type PageName = (typeof pages)[number];
export type PersonaName =
  Extract<keyof typeof shellTexts, `persona.${string}`> extends `persona.${infer Name}` ? Name : never;

const nextTheme: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

/** What stands around every page: where one is, the other pages, language, colours, who is signed in. */
export function Shell({ page, children }: { readonly page?: PageName; readonly children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#content">
        {t('skip')}
      </a>
      <header class="top">
        <a class="brand" href="/">
          <img src={mark} alt="" width={26} height={26} />
          Millgate
        </a>
        <nav aria-label={t('pages')}>
          <ul role="list">
            {pages.map((name) => (
              <li key={name}>
                <a href={`/${name}/`} {...(name === page ? { 'aria-current': 'page' as const } : {})}>
                  {t(`page.${name}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Tools />
      </header>
      <main id="content" tabIndex={-1} aria-busy={isBusy}>
        {children}
      </main>
    </>
  );
}

function Tools() {
  const who = session.value;
  return (
    <div class="tools">
      <button
        class="button plain"
        type="button"
        lang={lang.value === 'zh' ? 'en' : 'zh-CN'}
        aria-label={t('language.label')}
        onClick={() => (lang.value = lang.value === 'zh' ? 'en' : 'zh')}
      >
        {t('language')}
      </button>
      <button
        class="button plain"
        type="button"
        aria-label={t('theme.label', { now: t(`theme.${theme.value}`) })}
        onClick={() => (theme.value = nextTheme[theme.value])}
      >
        {t(`theme.${theme.value}`)}
      </button>
      {who && (
        <button class="button" type="button" onClick={signOut} title={t('signedInAs', { name: personaName(who.name) })}>
          {t('signOut')}
        </button>
      )}
    </div>
  );
}

const isPersonaName = (name: string): name is PersonaName => `persona.${name}` in shellTexts;

/** How somebody invented is called on the pages; anybody else as their issuer calls them. */
export const personaName = (name: string): string => (isPersonaName(name) ? t(`persona.${name}`) : name);

/** Shown where a page needs somebody: the personas it offers in demo mode, the organisation’s sign-in otherwise. */
export function SignIn({ personas, why }: { readonly personas: readonly PersonaName[]; readonly why: string }) {
  const [known, setKnown] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<'failed' | 'unreachable' | null>(null);
  useAwaited(known === null && problem === null);
  useEffect(() => {
    settings().then(setKnown, () => setProblem('unreachable'));
  }, []);
  const signIn = (persona: PersonaName) => signInAsPersona(persona).catch(() => setProblem('failed'));
  return (
    <section class="sign-in" aria-labelledby="sign-in-title">
      <h1 id="sign-in-title">{t('signIn')}</h1>
      <p>{why}</p>
      {problem && (
        <p class="problem" role="alert">
          {t(`signIn.${problem}`)}
        </p>
      )}
      {known?.mode === 'demo' && (
        <>
          <ul role="list">
            {personas.map((persona) => (
              <li key={persona}>
                <button class="button" type="button" data-persona={persona} onClick={() => void signIn(persona)}>
                  {t(`persona.${persona}`)}
                </button>
              </li>
            ))}
          </ul>
          <small>{t('signIn.demo')}</small>
        </>
      )}
      {known?.signIn && (
        <button
          class="button first"
          type="button"
          onClick={() => void startSignIn(known.signIn).catch(() => setProblem('unreachable'))}
        >
          {t('signIn.oidc')}
        </button>
      )}
      {known?.mode === 'production' && !known.signIn && <p class="problem">{t('signIn.none')}</p>}
    </section>
  );
}
