import { type EventHandler, followingMerges } from '@millgate/kit';
import { mergeWorkers } from '../worker/merge-workers.service.ts';
import { openClaims } from './open-claims.ts';

export const workerSettled: EventHandler = async (tx, { type, payload, occurredAt }) => {
  const { workerId, settledOn } = payload as { workerId: string; settledOn: string };
  await openClaims(tx, type, { workerId, asOf: settledOn, occurredAt: new Date(occurredAt) });
};

export const workersMerged: EventHandler = followingMerges(mergeWorkers);
