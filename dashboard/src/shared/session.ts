import { signal } from '@preact/signals';

/** Who is signed in in this tab. */
export interface Session {
  readonly token: string;
  /** Key of a persona, or what the issuer calls somebody. */
  readonly name: string;
  readonly isPersona: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

const place = 'session';

/** Kept for the tab only: whoever closes it has signed out. */
export const session = signal<Session | null>(read());

function read(): Session | null {
  try {
    const text = sessionStorage.getItem(place);
    const kept = text === null ? null : (JSON.parse(text) as Session);
    return kept && kept.expiresAt > Date.now() ? kept : null;
  } catch {
    return null;
  }
}

export function signInWith(next: Session): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(next));
  } catch {
    // Then it ends with this page.
  }
  session.value = next;
}

export function signOut(): void {
  try {
    sessionStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
  session.value = null;
}

/** A token of somebody invented; there is such an address in demo mode only. */
export async function signInAsPersona(persona: string): Promise<void> {
  const response = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status}`);
  const { token, expiresAt } = (await response.json()) as { token: string; expiresAt: string };
  signInWith({ token, name: persona, isPersona: true, expiresAt: Date.parse(expiresAt) });
}
