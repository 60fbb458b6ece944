import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Batch, type Context, type ReferenceResolver } from '@millgate/kit';
import { Worker } from './worker.entity.ts';

/** Workers by id, all of a request in one statement; of an id whose record was merged, the worker that is kept. */
const byId: Batch<string, Worker> = async (ids, { em }) => {
  const found = await em.find(Worker, { id: { $in: [...ids] } });
  const kept = found.flatMap(({ mergedInto }) => mergedInto ?? []);
  if (kept.length > 0) found.push(...(await em.find(Worker, { id: { $in: kept } })));
  const all = new Map(found.map((worker) => [worker.id, worker]));
  return ids.map((id) => {
    const worker = all.get(id);
    return (worker?.mergedInto ? all.get(worker.mergedInto) : worker) ?? null;
  });
};

/** A worker, for whoever is signed in; for anybody else nobody exists, so that ids cannot be tried. */
export const workerById = async (context: Context, id: string): Promise<Worker | null> =>
  context.caller.kind === 'ANONYMOUS' ? null : context.load(byId, id);

export const workerReference: ReferenceResolver = ({ id }, context) =>
  typeof id === 'string' ? workerById(context, id) : null;

/**
 * A worker, held until the transaction ends; of a merged record, the one that is kept. Whoever changes what hangs on a
 * worker takes her first, so that two who collide wait in one order and end in a refusal, not in a deadlock.
 */
export async function lockWorker(tx: EntityManager, id: string): Promise<Worker | null> {
  // The alias is only read: held, it could wait for its worker while a merge that holds her waits for it.
  const named = await tx.findOne(Worker, id, { refresh: true });
  if (named?.mergedInto) return lockWorker(tx, named.mergedInto);
  const worker = await tx.findOne(Worker, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  // Merged while this one waited.
  return worker?.mergedInto ? lockWorker(tx, worker.mergedInto) : worker;
}
