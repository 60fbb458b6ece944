import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Command, ok, perform, refuse, type Result } from '@millgate/kit';
import { Unit } from '../unit/unit.entity.ts';
import { Application } from './application.entity.ts';
import {
  type AwardApplicationPointsInput,
  FlagDecision,
  type ReviewFlaggedSetInput,
  type SkipApplicationInput,
} from './listing.inputs.ts';
import { Listing } from './listing.entity.ts';
import { ApplicationAction, ApplicationState, ReviewOrder } from './listing.rules.ts';
import { moveApplication, noteOn } from './move-application.ts';

const waiting = [ApplicationState.SUBMITTED, ApplicationState.RANKED];

/** Loads an application after its listing is locked, as everybody does who changes one. */
export async function lockApplication(
  tx: EntityManager,
  id: string,
): Promise<{ application: Application; listing: Listing } | null> {
  const found = await tx.findOne(Application, id);
  if (!found) return null;
  const listing = await tx.findOneOrFail(Listing, found.listingRef.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const now = await tx.findOneOrFail(Application, id, { refresh: true });
  if (!now.offeredUnitRef) return { application: now, listing };
  // Whoever accepts what was offered holds the unit, and not the listing.
  await tx.findOneOrFail(Unit, now.offeredUnitRef.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return { application: await tx.findOneOrFail(Application, id, { refresh: true }), listing };
}

export const awardApplicationPoints = (
  em: EntityManager,
  command: Command<AwardApplicationPointsInput>,
): Promise<Result<Application, 'APPLICATION_NOT_FOUND' | 'NOT_BY_POINTS' | 'WRONG_STATE' | 'STALE_VERSION'>> =>
  perform(em, command, { mutation: 'awardApplicationPoints', entity: Application }, async (tx) => {
    const { caller, now, input } = command;
    const path = ['applicationId'];
    const locked = await lockApplication(tx, input.applicationId);
    if (!locked) return refuse('APPLICATION_NOT_FOUND', { path, rule: 'application' });
    const { application, listing } = locked;
    if (listing.reviewOrder !== ReviewOrder.POINTS) return refuse('NOT_BY_POINTS', { path, rule: 'reviewOrder' });
    const { state }: { readonly state: ApplicationState } = application;
    if (state !== ApplicationState.SUBMITTED) {
      return refuse('WRONG_STATE', { path, rule: 'applicationStates', details: { state } });
    }
    if (application.version !== input.expectedVersion) {
      const details = { currentVersion: application.version };
      return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
    }
    application.points = input.points;
    const done = { action: ApplicationAction.AWARD_POINTS, now, actor: callerKey(caller), reason: input.reason };
    moveApplication(tx, application, application.state, done);
    await tx.flush();
    return ok(application);
  });

/** Decides on applications that look like one household's: of one household, the earliest counts. */
export const reviewFlaggedSet = (
  em: EntityManager,
  command: Command<ReviewFlaggedSetInput>,
): Promise<Result<Listing, 'SET_NOT_FOUND'>> =>
  perform(em, command, { mutation: 'reviewFlaggedSet', entity: Listing }, async (tx) => {
    const { caller, now, input } = command;
    const listing = await tx.findOne(Listing, input.listingId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const set = await tx.find(
      Application,
      { listingRef: input.listingId, flaggedAs: input.flaggedSet, flagReviewed: false },
      { orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }] },
    );
    if (!listing || set.length === 0) return refuse('SET_NOT_FOUND', { path: ['flaggedSet'], rule: 'H6' });
    const done = { now, actor: callerKey(caller), reason: input.reason };
    let counting = 0;
    for (const application of set) {
      application.flagReviewed = true;
      noteOn(tx, application, { ...done, action: ApplicationAction.REVIEW, before: application.state });
      if (!waiting.includes(application.state)) continue;
      counting += 1;
      if (input.decision === FlagDecision.ONE_HOUSEHOLD && counting > 1) {
        moveApplication(tx, application, ApplicationState.NOT_PLACED, { ...done, action: ApplicationAction.SKIP });
      }
    }
    await tx.flush();
    return ok(listing);
  });

/** Passes over an application, with the reason that its applicant reads (H7). */
export const skipApplication = (
  em: EntityManager,
  command: Command<SkipApplicationInput>,
): Promise<Result<Application, 'APPLICATION_NOT_FOUND' | 'WRONG_STATE'>> =>
  perform(em, command, { mutation: 'skipApplication', entity: Application }, async (tx) => {
    const { caller, now, input } = command;
    const path = ['applicationId'];
    const application = (await lockApplication(tx, input.applicationId))?.application;
    if (!application) return refuse('APPLICATION_NOT_FOUND', { path, rule: 'application' });
    if (!waiting.includes(application.state)) {
      return refuse('WRONG_STATE', { path, rule: 'applicationStates', details: { state: application.state } });
    }
    const done = { action: ApplicationAction.SKIP, now, actor: callerKey(caller), reason: input.reason };
    moveApplication(tx, application, ApplicationState.NOT_PLACED, done);
    await tx.flush();
    return ok(application);
  });
