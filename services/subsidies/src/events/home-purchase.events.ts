import { type EventHandler, sql } from '@millgate/kit';
import { tellOf } from '../clawback/fallen-away.due.ts';
import { openClaims } from './open-claims.ts';

/** Payloads as `schema/events` has them. */
interface Purchase {
  readonly purchaseId: string;
  readonly workerId: string;
}

export const homePurchased: EventHandler = async (tx, { type, payload, occurredAt }) => {
  const { workerId, contractedOn } = payload as unknown as Purchase & { contractedOn: string };
  await openClaims(tx, type, { workerId, asOf: contractedOn, occurredAt: new Date(occurredAt) });
};

export const homeDelivered: EventHandler = async (tx, { type, payload, occurredAt }) => {
  const { workerId, deliveredOn } = payload as unknown as Purchase & { deliveredOn: string };
  await openClaims(tx, type, { workerId, asOf: deliveredOn, occurredAt: new Date(occurredAt) });
};

export const purchaseRescinded: EventHandler = async (tx, { payload, occurredAt }) => {
  const { purchaseId, rescindedOn } = payload as unknown as Purchase & { rescindedOn: string };
  const at = new Date(occurredAt);
  await sql(
    tx,
    'insert into fallen_subject (subject_id, fell_away_on, told_at) values (?, ?, ?) on conflict do nothing',
    [purchaseId, rescindedOn, at],
  );
  await tellOf(tx, purchaseId, at);
};
