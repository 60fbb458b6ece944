/** @jsxImportSource react */
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { live } from '@millgate/client/live';
import { graph } from '../shared/graph.ts';
import { lang } from '../shared/preferences.ts';
import { session } from '../shared/session.ts';
import type { Example } from './examples.ts';

/** The editor as the page around it meets it. */
export interface Editor {
  /** Shows an operation in a tab of its own. */
  open(query: string): void;
}

interface Asked {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Record<string, unknown>;
}

const isSubscription = ({ query, operationName }: Asked) =>
  operationName ? new RegExp(`subscription\\s+${operationName}\\b`).test(query) : /^\s*subscription\b/m.test(query);

/** As the page asks: with the token of whoever is signed in, which never appears in the editor. */
async function fetcher(asked: Asked, { headers = {} }: { readonly headers?: Record<string, string> } = {}) {
  if (isSubscription(asked)) return live(graph.options, asked.query, asked.variables ?? {});
  const token = session.peek()?.token;
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'accept-language': lang.peek(),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(asked),
  });
  return (await response.json()) as unknown;
}

/** Opens the editor with the first example; `tell` is called once what it asks stands in it, line by line. */
export function openEditor(place: HTMLElement, examples: readonly Example[], tell: () => void): Editor {
  place.replaceChildren();
  let isDrawn = false;
  new MutationObserver(() => {
    tabsAsList(place);
    if (isDrawn || !place.querySelector('.graphiql-query-editor .view-line')) return;
    isDrawn = true;
    tell();
  }).observe(place, { childList: true, subtree: true });
  const root = createRoot(place);
  // Whoever comes by is nobody in particular: it begins with what anybody may ask.
  const first = examples.find((one) => one.persona === null && !isSubscription(one)) ?? examples[0];
  let shown = 0;
  const draw = (query: string) =>
    root.render(
      <GraphiQL
        key={shown++}
        fetcher={fetcher as never}
        defaultTabs={[{ query }]}
        // A tab that somebody left open would otherwise stand before what was just chosen.
        storage={emptyStorage()}
        defaultEditorToolsVisibility="variables"
      />,
    );
  draw(first?.query ?? '');
  return { open: draw };
}

/** GraphiQL’s tabs hold buttons, which a tab must not: to whoever listens they are a list of buttons. */
function tabsAsList(place: HTMLElement): void {
  for (const tab of place.querySelectorAll('.graphiql-tabs[role], .graphiql-tab[role]')) {
    tab.removeAttribute('role');
    tab.removeAttribute('aria-selected');
  }
}

function emptyStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    clear: () => kept.clear(),
    getItem: (key) => kept.get(key) ?? null,
    key: (index) => [...kept.keys()][index] ?? null,
    removeItem: (key) => void kept.delete(key),
    setItem: (key, value) => void kept.set(key, value),
  };
}
