import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { callerKey, type Caller } from '../identity/caller.ts';
import { RequestError } from '../errors.ts';
import type { Refusal, Result } from '../values/result.ts';
import { sql } from './orm.ts';

/** A mutation that a client may send twice. */
export interface Repeatable {
  readonly caller: Caller;
  readonly mutation: string;
  /** The client's key, from the input. */
  readonly key: string;
  /** The whole input; the same key with another input is a conflict. */
  readonly input: object;
  readonly now: Date;
  /** Money and other things nobody may get twice are remembered for ever, all else for 30 days. */
  readonly keep: 'DAYS_30' | 'FOREVER';
}

/** How an answer is remembered: the id of what came of it. */
export interface Remembered<T> {
  idOf(value: T): string;
  find(id: string): Promise<T>;
}

type Answer = { id: string } | { refusals: Refusal[] };

/**
 * Runs `effect` once per caller, mutation and key, inside the caller's transaction: the key is stored with the effect
 * or not at all. A repeat gets the first answer, a refusal too; a repeat that arrives meanwhile waits for it. What an
 * effect wrote before it refused is rolled back, so that a refusal changes nothing whatever its place in the code.
 */
export async function once<T, Code extends string>(
  tx: EntityManager,
  request: Repeatable,
  remembered: Remembered<T>,
  effect: (tx: EntityManager) => Promise<Result<T, Code>>,
): Promise<Result<T, Code>> {
  const inputHash = createHash('sha256').update(stableJson(request.input)).digest('base64url');
  const place = [callerKey(request.caller), request.mutation, request.key];
  const expiresAt = request.keep === 'FOREVER' ? null : new Date(request.now.getTime() + 30 * 86_400_000);
  const claimed = await sql(
    tx,
    `insert into kit_idempotency (caller, mutation, key, input_hash, created_at, expires_at) values (?, ?, ?, ?, ?, ?)
     on conflict do nothing returning 1 as claimed`,
    [...place, inputHash, request.now, expiresAt],
  );
  if (claimed.length === 0) return await replay(tx, place, inputHash, remembered);
  const result = await withoutTraceOfRefusals(tx, effect);
  const answer: Answer = result.ok ? { id: remembered.idOf(result.value) } : { refusals: [...result.refusals] };
  await sql(tx, 'update kit_idempotency set answer = ? where caller = ? and mutation = ? and key = ?', [
    JSON.stringify(answer),
    ...place,
  ]);
  return result;
}

class RefusedInside<T, Code extends string> extends Error {
  constructor(readonly result: Result<T, Code>) {
    super('refused');
  }
}

/** Runs an effect in a transaction, or in a savepoint of the one that is open; a refusal rolls it back and is answered. */
export async function withoutTraceOfRefusals<T, Code extends string>(
  em: EntityManager,
  effect: (tx: EntityManager) => Promise<Result<T, Code>>,
): Promise<Result<T, Code>> {
  try {
    return await em.transactional(async (savepoint) => {
      const result = await effect(savepoint);
      if (!result.ok) throw new RefusedInside(result);
      return result;
    });
  } catch (cause) {
    if (cause instanceof RefusedInside) return cause.result as Result<T, Code>;
    throw cause;
  }
}

async function replay<T, Code extends string>(
  tx: EntityManager,
  place: string[],
  inputHash: string,
  remembered: Remembered<T>,
): Promise<Result<T, Code>> {
  const [row] = await sql<{ input_hash: string; answer: Answer }>(
    tx,
    'select input_hash, answer from kit_idempotency where caller = ? and mutation = ? and key = ?',
    place,
  );
  if (!row || row.input_hash !== inputHash) {
    throw new RequestError('IDEMPOTENCY_CONFLICT', 'This idempotency key was used with another input.', {
      path: ['input', 'idempotencyKey'],
      rule: 'idempotency',
    });
  }
  if ('refusals' in row.answer) return { ok: false, refusals: row.answer.refusals as Refusal<Code>[] };
  return { ok: true, value: await remembered.find(row.answer.id) };
}

/** JSON with keys in order, so that two spellings of one input are one input. */
function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Date)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Forgets keys whose time is over. */
export const forgetExpiredKeys = (em: EntityManager, now: Date) =>
  sql(em, 'delete from kit_idempotency where expires_at <= ?', [now]);
