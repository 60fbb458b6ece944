import type { EntityManager } from '@mikro-orm/postgresql';
import { brokenConstraint, callerKey, type Caller, holds, newId, ok, once, refuse, type Result } from '@millgate/kit';
import { Worker } from '../worker/worker.entity.ts';
import { contradiction } from './merge.rules.ts';
import type { ProposeWorkerMergeInput } from './propose-worker-merge.inputs.ts';
import type { ProposeWorkerMergeErrorCode } from './propose-worker-merge.payloads.ts';
import { WorkerMerge } from './worker-merge.entity.ts';

type Refusal = keyof typeof ProposeWorkerMergeErrorCode;

export interface Proposing {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: ProposeWorkerMergeInput;
}

/** Records that two records are one person, for a colleague to confirm. */
export const proposeWorkerMerge = (em: EntityManager, proposing: Proposing): Promise<Result<WorkerMerge, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: proposing.caller,
        mutation: 'proposeWorkerMerge',
        key: proposing.input.idempotencyKey,
        input: proposing.input,
        now: proposing.now,
        keep: 'DAYS_30',
      },
      { idOf: (merge) => merge.id, find: (id) => tx.findOneOrFail(WorkerMerge, id) },
      (inner) => propose(inner, proposing),
    ),
  );

async function propose(tx: EntityManager, { caller, input, now }: Proposing): Promise<Result<WorkerMerge, Refusal>> {
  const { keptId, mergedId, reason } = input;
  const merged = await tx.findOne(Worker, mergedId);
  // One answer for who does not exist and who is registered elsewhere.
  if (!merged || !holds(caller, 'COMMUNITY_STAFF', merged.communityRef.id)) {
    return refuse('WORKER_NOT_FOUND', { path: ['mergedId'], rule: 'worker' });
  }
  const kept = await tx.findOne(Worker, keptId);
  if (!kept) return refuse('WORKER_NOT_FOUND', { path: ['keptId'], rule: 'worker' });
  if ((kept.mergedInto ?? kept.id) === (merged.mergedInto ?? merged.id)) {
    return refuse('SAME_WORKER', { path: ['mergedId'], rule: 'merge' });
  }
  for (const [name, { mergedInto: into }] of Object.entries({ keptId: kept, mergedId: merged })) {
    if (into) return refuse('ALREADY_MERGED', { path: [name], rule: 'merge', details: { into } });
  }
  const against = contradiction(kept, merged);
  if (against) return refuse(against, { path: [], rule: 'C1' });
  const id = newId('wmg');
  try {
    await tx.transactional(async (attempt) => {
      const proposal = { id, keptRef: kept.id, mergedRef: merged.id, reason };
      attempt.create(WorkerMerge, { ...proposal, proposedBy: callerKey(caller), proposedAt: now });
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) !== 'worker_merge_open') throw cause;
    const either = [kept.id, merged.id];
    const open = await tx.findOneOrFail(WorkerMerge, {
      keptRef: { $in: either },
      mergedRef: { $in: either },
      mergedAt: null,
    });
    return refuse('ALREADY_PROPOSED', { path: [], rule: 'once', details: { mergeId: open.id } });
  }
  return ok(await tx.findOneOrFail(WorkerMerge, id));
}
