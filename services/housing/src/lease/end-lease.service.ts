import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { addTo, callerKey, type Command, dayOf, ok, perform, refuse, type Result } from '@millgate/kit';
import { Unit } from '../unit/unit.entity.ts';
import { moveLease } from './create-lease.ts';
import { Lease, LeaseAction, LeasePayer } from './lease.entity.ts';
import { tellEnd } from './lease.events.ts';
import { leaseState, LeaseState, liveStates } from './lease.rules.ts';
import { mayReadHome } from './tenancy.policy.ts';
import type { EndLeaseInput, GiveLeaseNoticeInput } from './tenancy.inputs.ts';
import { limits, since } from '../limits/limits.rules.ts';

/** A lease after its unit's row is taken, as everybody does who changes which days a bed is held. */
export async function lockLease(tx: EntityManager, id: string): Promise<Lease | null> {
  const found = await tx.findOne(Lease, id);
  if (!found) return null;
  await tx.findOneOrFail(Unit, found.unitRef.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return tx.findOneOrFail(Lease, id, { refresh: true });
}

const isLive = (state: LeaseState) => liveStates.some((one) => one === state);

/** The tenant gives up her place, thirty days ahead; free lodging can be left any day. */
export const giveLeaseNotice = (
  em: EntityManager,
  command: Command<GiveLeaseNoticeInput>,
): Promise<Result<Lease, 'LEASE_NOT_FOUND' | 'WRONG_STATE' | 'NOTICE_TOO_SHORT' | 'AFTER_THE_END'>> =>
  perform(em, command, { mutation: 'giveLeaseNotice', entity: Lease }, async (tx) => {
    const { caller, now, services, input } = command;
    const lease = await lockLease(tx, input.leaseId);
    if (!lease || !mayReadHome(caller, lease.tenantId)) {
      return refuse('LEASE_NOT_FOUND', { path: ['leaseId'], rule: 'lease' });
    }
    const state = leaseState(lease, now);
    if (!isLive(state)) return refuse('WRONG_STATE', { path: ['leaseId'], rule: 'leaseStates', details: { state } });
    const ahead = lease.payer === LeasePayer.FREE ? 1 : limits.noticeDays.value;
    const today = addTo(dayOf(now), { days: ahead });
    const earliest = today > lease.from ? today : addTo(lease.from, { days: 1 });
    if (input.until < earliest)
      return refuse('NOTICE_TOO_SHORT', {
        path: ['until'],
        rule: 'notice',
        details: { earliest, ...since('noticeDays') },
      });
    if (input.until > lease.until) return refuse('AFTER_THE_END', { path: ['until'], rule: 'notice' });
    const change = { to: LeaseState.NOTICE, action: LeaseAction.GIVE_NOTICE, until: input.until };
    moveLease(tx, lease, change, { now, actor: callerKey(caller) });
    await tellEnd(tx, services, lease, now);
    await tx.flush();
    return ok(lease);
  });

/** Ends a lease before its time; a bed is free from that day on. */
export const endLease = (
  em: EntityManager,
  command: Command<EndLeaseInput>,
): Promise<Result<Lease, 'LEASE_NOT_FOUND' | 'WRONG_STATE' | 'STALE_VERSION' | 'DAY_NOT_POSSIBLE'>> =>
  perform(em, command, { mutation: 'endLease', entity: Lease }, async (tx) => {
    const { caller, now, services, input } = command;
    const lease = await lockLease(tx, input.leaseId);
    if (!lease) return refuse('LEASE_NOT_FOUND', { path: ['leaseId'], rule: 'lease' });
    if (lease.version !== input.expectedVersion) {
      const details = { currentVersion: lease.version };
      return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
    }
    const state = leaseState(lease, now);
    if (!isLive(state)) return refuse('WRONG_STATE', { path: ['leaseId'], rule: 'leaseStates', details: { state } });
    if (input.until <= lease.from || input.until > lease.until) {
      return refuse('DAY_NOT_POSSIBLE', { path: ['until'], rule: 'leaseDays' });
    }
    const over = input.until <= dayOf(now);
    const change = over
      ? { to: LeaseState.ENDED, action: LeaseAction.END, until: input.until }
      : { to: LeaseState.NOTICE, action: LeaseAction.GIVE_NOTICE, until: input.until };
    moveLease(tx, lease, change, { now, actor: callerKey(caller), reason: input.reason });
    await tellEnd(tx, services, lease, now);
    await tx.flush();
    return ok(lease);
  });
