import { type Client, createClient } from '@millgate/client';
import { lang } from './preferences.ts';
import { session } from './session.ts';

/** The graph at the address of the page, asked as whoever is signed in, in the reader’s language. */
export const graph: Client = createClient({
  endpoint: '/graphql',
  token: () => session.peek()?.token,
  language: () => lang.peek(),
});
