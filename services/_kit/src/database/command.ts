import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../identity/caller.ts';
import type { Context } from '../runtime/context.ts';
import type { Result } from '../values/result.ts';
import { once } from './idempotency.ts';

/** One request to change something: who asks, when, for what. */
export interface Command<Input extends { readonly idempotencyKey: string }> {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Context['services'];
  readonly input: Input;
}

export const commandOf = <Input extends { readonly idempotencyKey: string }>(
  { caller, now, services }: Context,
  input: Input,
): Command<Input> => ({ caller, now, services, input });

export interface Repeated<T> {
  readonly mutation: string;
  /** What comes of it, found again by its id when the request is repeated. */
  readonly entity: EntityClass<T>;
  /** Money and homes are remembered for ever. */
  readonly keep?: 'DAYS_30' | 'FOREVER';
}

/** Runs a command once per caller and key, in the transaction of `tx`. */
export const onceIn = <T extends { readonly id: string }, Code extends string>(
  tx: EntityManager,
  { caller, now, input }: Command<{ readonly idempotencyKey: string }>,
  { mutation, entity, keep = 'DAYS_30' }: Repeated<T>,
  effect: (tx: EntityManager) => Promise<Result<T, Code>>,
): Promise<Result<T, Code>> =>
  once(
    tx,
    { caller, mutation, key: input.idempotencyKey, input, now, keep },
    { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(entity, { id } as never) as Promise<T> },
    effect,
  );

/** The same, in a transaction of its own. */
export const perform = <T extends { readonly id: string }, Code extends string>(
  em: EntityManager,
  command: Command<{ readonly idempotencyKey: string }>,
  repeated: Repeated<T>,
  effect: (tx: EntityManager) => Promise<Result<T, Code>>,
): Promise<Result<T, Code>> => em.transactional((tx) => onceIn(tx, command, repeated, effect));
