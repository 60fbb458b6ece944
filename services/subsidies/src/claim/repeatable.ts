import type { EntityClass, EntityManager } from '@mikro-orm/postgresql';
import { type Context, once, type Result } from '@millgate/kit';

/**
 * A mutation about money: remembered for ever, in the transaction of its effect. What it answers is found again by its
 * id.
 */
export const forEver = <T extends { readonly id: string }, Code extends string>(
  { em, caller, now }: Context,
  mutation: string,
  input: { readonly idempotencyKey: string },
  entity: EntityClass<T>,
  effect: (tx: EntityManager) => Promise<Result<T, Code>>,
): Promise<Result<T, Code>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation, key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: ({ id }) => id, find: async (id) => (await tx.findOneOrFail(entity, { id } as never)) as T },
      effect,
    ),
  );
