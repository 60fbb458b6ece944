import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  callerKey,
  type Caller,
  type Context,
  holds,
  ok,
  once,
  refuse,
  rememberAliases,
  type Result,
  sql,
} from '@millgate/kit';
import { Worker } from '../worker/worker.entity.ts';
import type { MergeWorkersInput } from './merge-workers.inputs.ts';
import type { MergeWorkersErrorCode } from './merge-workers.payloads.ts';
import { contradiction } from './merge.rules.ts';
import { moveConsents, moveDependants, moveJobs, moveOffices, movePapers } from './move-records.ts';
import { WorkerMerge } from './worker-merge.entity.ts';

type Refusal = keyof typeof MergeWorkersErrorCode;

export interface Merging {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'publish' | 'secret'>;
  readonly input: MergeWorkersInput;
}

/** Carries a proposal out: one id is kept, the other is an alias for ever, and others are told. */
export const mergeWorkers = (em: EntityManager, merging: Merging): Promise<Result<WorkerMerge, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: merging.caller,
        mutation: 'mergeWorkers',
        key: merging.input.idempotencyKey,
        input: merging.input,
        now: merging.now,
        keep: 'FOREVER',
      },
      { idOf: (merge) => merge.id, find: (id) => tx.findOneOrFail(WorkerMerge, id) },
      (inner) => merge(inner, merging),
    ),
  );

async function merge(tx: EntityManager, merging: Merging): Promise<Result<WorkerMerge, Refusal>> {
  const { caller, input, now, services } = merging;
  // One merge at a time: each also moves the aliases of its pair, and two that hold each other's would never end.
  await sql(tx, `select pg_advisory_xact_lock(hashtext('worker_merge'))`);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const proposal = await tx.findOne(WorkerMerge, input.mergeId, lock);
  const pair = proposal ? await lockPair(tx, proposal) : null;
  if (!proposal || !pair || !holds(caller, 'COMMUNITY_STAFF', pair.kept.communityRef.id)) {
    return refuse('MERGE_NOT_FOUND', { path: ['mergeId'], rule: 'merge' });
  }
  const { kept, merged } = pair;
  if (proposal.mergedAt !== null) return refuse('ALREADY_DONE', { path: ['mergeId'], rule: 'once' });
  if (proposal.proposedBy === callerKey(caller)) return refuse('FOUR_EYES', { path: ['mergeId'], rule: 'fourEyes' });
  const into = kept.mergedInto ?? merged.mergedInto;
  if (into) return refuse('ALREADY_MERGED', { path: ['mergeId'], rule: 'merge', details: { into } });
  const against = contradiction(kept, merged);
  if (against) return refuse(against, { path: ['mergeId'], rule: 'C1' });

  const effects = {
    ...(await moveJobs(tx, kept.id, merged.id)),
    endedConsents: await moveConsents(tx, kept.id, merged.id, now),
    endedDependants: await moveDependants(tx, kept.id, merged.id, now),
  };
  await moveOffices(tx, kept.id, merged.id);
  await movePapers(tx, services.secret, kept, merged);
  const aliases = await aliasesOf(tx, merged.id);
  // Those first that point at the merged one: the database lets nobody point at a record that does not stand.
  await tx.nativeUpdate(Worker, { mergedInto: merged.id }, { mergedInto: kept.id });
  await tx.nativeUpdate(Worker, { id: merged.id }, { mergedInto: kept.id });
  await rememberAliases(tx, kept.id, [merged.id, ...aliases]);
  tx.assign(proposal, { ...effects, confirmedBy: callerKey(caller), mergedAt: now });
  await tx.flush();
  await services.publish(tx, {
    type: 'WorkersMerged',
    aggregate: kept.id,
    payload: { mergeId: proposal.id, workerId: kept.id, mergedIds: [merged.id, ...aliases] },
    now,
  });
  return ok(proposal);
}

/** Both workers of a proposal, held until the transaction ends against whoever records something of them meanwhile. */
async function lockPair(tx: EntityManager, { keptRef, mergedRef }: WorkerMerge) {
  const ids = [keptRef.id, mergedRef.id];
  const rows = await tx.find(
    Worker,
    { id: { $in: ids } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true },
  );
  const [kept, merged] = ids.map((id) => rows.find((row) => row.id === id));
  return kept && merged ? { kept, merged } : null;
}

const aliasesOf = async (tx: EntityManager, id: string): Promise<string[]> =>
  (await tx.find(Worker, { mergedInto: id }, { orderBy: { id: 'asc' }, fields: ['id'] })).map((alias) => alias.id);
