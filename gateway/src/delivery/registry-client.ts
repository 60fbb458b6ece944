import { type Clock, issueToken, type KeyStore } from '@millgate/kit';

/** A question is held open by the registry for so long; an answer that is later than this was lost on its way. */
const waitSeconds = 25;
const patienceMillis = (waitSeconds + 5) * 1_000;
/** At a start nobody is served yet: better the last graph soon than the newest late. */
const firstMillis = 2_000;
const largestBytes = 64_000_000;

export interface RegistryClientOptions {
  readonly url: string;
  readonly keys: KeyStore;
  readonly clock: Clock;
}

/** What a gateway asks of the registry, and tells it. */
export class RegistryClient {
  constructor(private readonly options: RegistryClientOptions) {}

  /** The text of a delivery other than the one that is known; undefined when none came while waiting. */
  async delivery(known: number | undefined, signal: AbortSignal): Promise<string | undefined> {
    const wait = known === undefined ? 0 : waitSeconds;
    const limit = AbortSignal.timeout(known === undefined ? firstMillis : patienceMillis);
    const response = await fetch(new URL(`/v1/supergraph?wait=${wait}`, this.options.url), {
      headers: { ...(await this.#headers()), ...(known === undefined ? {} : { 'if-none-match': `"${known}"` }) },
      signal: AbortSignal.any([signal, limit]),
      redirect: 'error',
    });
    if (response.status === 304) return undefined;
    if (response.status !== 200 || Number(response.headers.get('content-length')) > largestBytes) {
      await response.body?.cancel();
      throw new Error(`the registry answered ${response.status}`);
    }
    return response.text();
  }

  /** What changed, as a feed of a contract: `public.atom`. */
  async changes(file: string): Promise<string> {
    const response = await fetch(new URL(`/v1/changes/${file}`, this.options.url), {
      headers: await this.#headers(),
      signal: AbortSignal.timeout(10_000),
      redirect: 'error',
    });
    if (!response.ok || Number(response.headers.get('content-length')) > largestBytes) {
      await response.body?.cancel();
      throw new Error(`the registry answered ${response.status}`);
    }
    return response.text();
  }

  async report(body: object): Promise<void> {
    const response = await fetch(new URL('/v1/reports', this.options.url), {
      method: 'POST',
      headers: { ...(await this.#headers()), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
      redirect: 'error',
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the registry answered ${response.status}`);
  }

  async #headers(): Promise<Record<string, string>> {
    const { keys, clock } = this.options;
    const token = { signer: 'gateway', audience: 'registry', lifetimeSeconds: 60, claims: { sub: 'service:gateway' } };
    return { authorization: `Bearer ${await issueToken(keys, clock, token)}` };
  }
}
