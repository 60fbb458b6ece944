import { signInWith } from './session.ts';
import type { Settings } from './settings.ts';

type Provider = NonNullable<Settings['signIn']>;

/** What the browser remembers between leaving for the issuer and coming back. */
interface Leaving {
  readonly state: string;
  readonly verifier: string;
  readonly provider: Provider;
  readonly backTo: string;
}

const place = 'sign-in';

/** Leaves for the issuer: authorization code with PKCE (RFC 7636), as a public client that holds no secret. */
export async function startSignIn(provider: Provider | null): Promise<void> {
  if (!provider) return;
  const { authorization_endpoint } = await discover(provider);
  const leaving: Leaving = {
    state: random(),
    verifier: random(),
    provider,
    backTo: location.pathname + location.search,
  };
  sessionStorage.setItem(place, JSON.stringify(leaving));
  const address = new URL(authorization_endpoint);
  const asked = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUri(),
    scope: 'openid',
    state: leaving.state,
    code_challenge: await challengeOf(leaving.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  location.assign(address);
}

/** Back from the issuer: exchanges the code for a token. False where nobody comes back. */
export async function finishSignIn(): Promise<boolean> {
  const answer = new URLSearchParams(location.search);
  const kept = sessionStorage.getItem(place);
  if (kept === null || !answer.has('state')) return false;
  sessionStorage.removeItem(place);
  const { state, verifier, provider, backTo } = JSON.parse(kept) as Leaving;
  const code = answer.get('code');
  history.replaceState(null, '', backTo);
  // Somebody else's answer: whoever follows a prepared link must not be signed in as its maker.
  if (answer.get('state') !== state || code === null) return false;
  const { token_endpoint } = await discover(provider);
  const response = await fetch(token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri(),
      client_id: provider.clientId,
      code_verifier: verifier,
    }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status}`);
  const { access_token, expires_in = 300 } = (await response.json()) as { access_token: string; expires_in?: number };
  signInWith({
    token: access_token,
    name: provider.issuer,
    isPersona: false,
    expiresAt: Date.now() + expires_in * 1000,
  });
  return true;
}

/** One address for all pages, so that an issuer is told of one only. */
const redirectUri = () => `${location.origin}/dashboard/`;

async function discover({ issuer }: Provider) {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!response.ok) throw new Error(`discovery: ${response.status}`);
  return (await response.json()) as { authorization_endpoint: string; token_endpoint: string };
}

const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

const challengeOf = async (verifier: string) =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
