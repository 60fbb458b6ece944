import { join } from 'node:path';
import { type Config, issueToken, keysIn, readConfig, StartError, systemClock } from '@millgate/kit';

/** Where a registry answers that `start` brought along. */
const usualRegistry = 'http://127.0.0.1:4400';

/** What the registry answered; a refusal has become a `StartError`, except of a check, which is for its reader. */
export interface RegistryAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The registry said no. */
export class RegistryRefusal extends StartError {
  constructor(private readonly refusal: { readonly code: string; readonly message: string; readonly mend: string }) {
    super(`${refusal.code}: ${refusal.message}\n  ${refusal.mend}`);
  }

  get asJson(): string {
    return JSON.stringify(this.refusal, null, 2);
  }
}

/** Nobody said anything: the same command may do later. */
export class RegistryAway extends StartError {}

/** Asks the registry as somebody. */
export interface AskRegistry {
  (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<RegistryAnswer>;
}

const registryUrl = (config: Config): string => config.registryUrl ?? usualRegistry;

/** As whoever publishes: by the token in MILLGATE_PUBLISH_TOKEN. */
export function asPublisher(): AskRegistry {
  const config = readConfig(process.env);
  const token = process.env['MILLGATE_PUBLISH_TOKEN'];
  if (!token) throw new StartError('set MILLGATE_PUBLISH_TOKEN to the token that you were given for your subgraph');
  return asking(registryUrl(config), async () => token);
}

/** As a member of an agency where MILLGATE_MEMBER_TOKEN is set, else as the operator. */
export function asMemberOrOperator(): AskRegistry {
  const token = process.env['MILLGATE_MEMBER_TOKEN'];
  return token ? asking(registryUrl(readConfig(process.env)), async () => token) : asOperator();
}

/** As the operator: by the keys in MILLGATE_HOME. */
export function asOperator(): AskRegistry {
  const config = readConfig(process.env);
  return asking(registryUrl(config), () =>
    issueToken(keysIn(join(config.home, 'keys')), systemClock, {
      signer: 'operator',
      audience: 'registry',
      lifetimeSeconds: 60,
      claims: { sub: 'operator' },
    }),
  );
}

/** As nobody in particular. */
export const asAnybody = (): AskRegistry => asking(registryUrl(readConfig(process.env)), async () => undefined);

const asking =
  (base: string, tokenFor: () => Promise<string | undefined>): AskRegistry =>
  async (method, path, body) => {
    const token = await tokenFor();
    const response = await fetch(new URL(path, base), {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(120_000),
    }).catch((cause: unknown) => {
      const why = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
      throw new RegistryAway(`the registry at ${base} does not answer (${why}); set REGISTRY_URL to its address`);
    });
    const text = await response.text();
    const answer = isJson(response) && text !== '' ? (JSON.parse(text) as unknown) : text;
    if (response.ok || isCheck(answer)) return { status: response.status, body: answer };
    const { code, message, mend } = answer as { code?: string; message?: string; mend?: string };
    if (!code) throw new RegistryAway(`what is at ${base} is no registry: it answered ${response.status}`);
    const refusal = { code, message: message ?? '', mend: mend ?? '' };
    throw response.status < 500 ? new RegistryRefusal(refusal) : new RegistryAway(`${code}: ${message}\n  ${mend}`);
  };

const isJson = (response: Response): boolean => response.headers.get('content-type')?.includes('json') ?? false;

const isCheck = (answer: unknown): boolean => typeof answer === 'object' && answer !== null && 'steps' in answer;
