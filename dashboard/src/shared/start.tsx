import { type ComponentType, render } from 'preact';
import { finishSignIn } from './oidc.ts';

/** Draws a page, once whoever comes back from an issuer is signed in. */
export async function start(Page: ComponentType): Promise<void> {
  const place = document.querySelector('#page');
  if (!place) throw new Error('the page has no place to be drawn in');
  // Whatever becomes of that, the page says for itself whether somebody is signed in.
  await finishSignIn().catch(() => false);
  place.replaceChildren();
  render(<Page />, place);
}
