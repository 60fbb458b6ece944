import { serverAudits } from 'graphql-http';
import type { AddressPolicy } from '../client/address.ts';
import { isObject, type JsonObject } from '../complete/complete.ts';
import { entityChecks } from './entity-checks.ts';
import { Objection, type ProbeCheck, type ProbeCode, probeMends, type ProbeReport, shortened } from './report.ts';
import { auditChecks, errorChecks, rootChecks, serverChecks, strangerChecks } from './server-checks.ts';
import { inForm, readServed, sdlHash, type ServedSchema } from './served-schema.ts';
import { type ProofFor, Wire } from './wire.ts';

export interface ProbeOptions {
  readonly url: string;
  /** What is to be published; without it what the server serves is taken as it is. */
  readonly sdl?: string;
  /** What proves to the subgraph that the gateway asks; without it that strangers are refused cannot be tried. */
  readonly proof?: ProofFor;
  /** Representations of entities that there are, by type: `{ Worker: [{ __typename: 'Worker', id: 'wrk_…' }] }`. */
  readonly samples?: Readonly<Record<string, readonly JsonObject[]>>;
  /** What 95 of 100 calls may take. */
  readonly budgetMs?: number;
  /** Which addresses may be called; without it any. */
  readonly addresses?: AddressPolicy;
}

interface Check {
  readonly title: string;
  readonly run: () => Promise<void>;
}

/**
 * Tries a subgraph from outside, as the gateway will use it and as strangers will, whatever it is written in. Nothing is
 * changed there: mutations are never tried.
 */
export async function probeSubgraph(options: ProbeOptions): Promise<ProbeReport> {
  const { url, sdl, proof = () => ({}), samples = {}, budgetMs = 500, addresses } = options;
  const checks: ProbeCheck[] = [];
  let servedSdlHash: string | undefined;
  const attempt = async ({ title, run }: Check) => checks.push(await tried(title, run));
  const done = (): ProbeReport => ({
    url,
    passed: checks.every(({ verdict }) => verdict !== 'FAILED'),
    checks,
    servedSdlHash,
  });

  let wire: Wire;
  try {
    wire = new Wire(url, proof, addresses);
  } catch (cause) {
    checks.push(failed('can be reached', cause, 0));
    return done();
  }
  try {
    let served: ServedSchema | undefined;
    await attempt({
      title: sdl === undefined ? 'serves its schema' : 'serves the schema that is to be published',
      run: async () => {
        const text = await servedSdl(wire);
        served = readSdl(text);
        servedSdlHash = sdlHash(text);
        if (sdl !== undefined && sdlHash(sdl) !== servedSdlHash) {
          throw new Objection('SDL_DIFFERS', '{ _service { sdl } }', difference(inForm(sdl), inForm(text)));
        }
      },
    });
    if (!served) return done();
    const { keys } = served;
    for (const key of keys) {
      for (const check of entityChecks(wire, served, key, samples[key.type] ?? [])) await attempt(check);
    }
    for (const check of rootChecks(wire, served)) await attempt(check);
    for (const check of errorChecks(wire)) await attempt(check);
    if (options.proof) for (const check of strangerChecks(wire)) await attempt(check);
    else
      checks.push({
        title: 'refuses strangers',
        verdict: 'SKIPPED',
        came: 'no proof to tell them from the gateway',
        ms: 0,
      });
    for (const check of serverChecks(wire, budgetMs)) await attempt(check);
    const audits = serverAudits({ url, fetchFn: wire.fetch });
    for (const check of auditChecks(audits)) await attempt(check);
    return done();
  } finally {
    await wire.close();
  }
}

/** The hash of what a server serves as its schema now; compared from time to time with that of what was published. */
export async function servedSdlHash({
  url,
  proof = () => ({}),
  addresses,
}: Pick<ProbeOptions, 'url' | 'proof' | 'addresses'>): Promise<string> {
  const wire = new Wire(url, proof, addresses);
  try {
    return sdlHash(await servedSdl(wire));
  } finally {
    await wire.close();
  }
}

/** What no server says that answers truly: another entity than was asked for, a value of another type. */
const untrue: ReadonlySet<ProbeCode> = new Set(['ENTITY_COUNT', 'ENTITY_MIXED_UP', 'WRONG_SHAPE']);

/**
 * Asks a server that is in service what it was asked before it was, and says what it answers that is not so. Whether it
 * can be reached, and how fast it is, is not judged here.
 */
export async function canaryQueries({
  url,
  proof = () => ({}),
  addresses,
}: Pick<ProbeOptions, 'url' | 'proof' | 'addresses'>): Promise<string[]> {
  const wire = new Wire(url, proof, addresses);
  try {
    const served = readSdl(await servedSdl(wire));
    const entities = served.keys.flatMap((key) => entityChecks(wire, served, key, []));
    const found: string[] = [];
    for (const { title, run } of [...entities, ...rootChecks(wire, served)]) {
      const { code } = await tried(title, run);
      if (code && untrue.has(code)) found.push(`${title}: ${code}`);
    }
    return found;
  } finally {
    await wire.close();
  }
}

async function servedSdl(wire: Wire): Promise<string> {
  const { data, errors } = await wire.data('{_service{sdl}}');
  const service = isObject(data) ? data['_service'] : undefined;
  const sdl = isObject(service) ? service['sdl'] : undefined;
  if (typeof sdl === 'string') return sdl;
  throw new Objection('SDL_UNREADABLE', '{ _service { sdl } }', shortened(JSON.stringify({ data, errors })));
}

function readSdl(text: string): ServedSchema {
  try {
    return readServed(text);
  } catch (cause) {
    throw new Objection(
      'SDL_UNREADABLE',
      '{ _service { sdl } }',
      cause instanceof Error ? shortened(cause.message) : '',
    );
  }
}

async function tried(title: string, run: () => Promise<void>): Promise<ProbeCheck> {
  const start = performance.now();
  try {
    await run();
    return { title, verdict: 'PASSED', ms: performance.now() - start };
  } catch (cause) {
    return failed(title, cause, performance.now() - start);
  }
}

function failed(title: string, cause: unknown, ms: number): ProbeCheck {
  const { code, sent, came } =
    cause instanceof Objection ? cause : new Objection('NOT_REACHABLE', title, shortened(String(cause)));
  return { title, verdict: 'FAILED', code, sent, came, mend: probeMends[code], ms };
}

/** The first lines in which two texts differ. */
function difference(published: string, served: string): string {
  const lines = (text: string) => new Set(text.split('\n').map((line) => line.trim()));
  const [ours, theirs] = [lines(published), lines(served)];
  const missing = [...ours].filter((line) => !theirs.has(line)).slice(0, 3);
  const more = [...theirs].filter((line) => !ours.has(line)).slice(0, 3);
  return shortened(`not served: ${missing.join(' | ') || 'nothing'}; served besides: ${more.join(' | ') || 'nothing'}`);
}
