import { effect, signal } from '@preact/signals';

export type Lang = 'zh' | 'en';
export type Theme = 'system' | 'light' | 'dark';

const kept = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing for us still shows the page.
    return null;
  }
};

const keep = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above.
  }
};

const fromAddress = (): string | null => new URLSearchParams(location.search).get('lang');

function firstLang(): Lang {
  const asked = fromAddress() ?? kept('lang') ?? navigator.language;
  return asked.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function firstTheme(): Theme {
  const before = kept('theme');
  return before === 'light' || before === 'dark' ? before : 'system';
}

export const lang = signal<Lang>(firstLang());
export const theme = signal<Theme>(firstTheme());

effect(() => {
  document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en';
  keep('lang', lang.value);
});

effect(() => {
  if (theme.value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme.value;
  keep('theme', theme.value);
});
