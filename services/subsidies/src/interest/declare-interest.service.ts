import { type Context, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import type { DeclareInterestInput } from './declare-interest.inputs.ts';
import type { DeclareInterestErrorCode } from './declare-interest.payloads.ts';

type Declared = Result<boolean, keyof typeof DeclareInterestErrorCode>;

/** Remembers in whose claims an officer has an interest. Added, never taken back: it would be the officer's own word. */
export const declareInterest = (
  { em, caller, now }: Context,
  officerId: string,
  input: DeclareInterestInput,
): Promise<Declared> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'declareInterest', key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: () => input.workerId, find: async () => true },
      async (inner): Promise<Declared> => {
        const declared = await sql(
          inner,
          `insert into declared_interest (id, officer_id, worker_id, reason, declared_at) values (?, ?, ?, ?, ?)
           on conflict do nothing returning id`,
          [newId('int'), officerId, input.workerId, input.reason, now],
        );
        const at = { path: ['workerId'], rule: 'INTEREST' };
        return declared.length > 0 ? ok(true) : refuse('ALREADY_DECLARED', at);
      },
    ),
  );
