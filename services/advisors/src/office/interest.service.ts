import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Command,
  dayOf,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  withoutTraceOfRefusals,
} from '@millgate/kit';
import { Advisor, DeclaredInterest } from '../advisor/advisor.entity.ts';
import type { DeclareAdvisorInterestInput, EndAdvisorInterestInput } from './office.inputs.ts';
import { releaseFrom } from './release.service.ts';

export type DeclareInterestRefusal = 'NOT_YET';

/** Declares an interest: from then on the enterprise is never theirs to advise, and what they have of it goes on (A3). */
export const declareAdvisorInterest = (
  em: EntityManager,
  command: Command<DeclareAdvisorInterestInput>,
  advisorId: string,
): Promise<Result<DeclaredInterest, DeclareInterestRefusal>> =>
  perform(em, command, { mutation: 'declareAdvisorInterest', entity: DeclaredInterest }, async (tx) => {
    const { now, input } = command;
    const today = dayOf(now);
    const from = input.from ?? today;
    if (from > today) return refuse('NOT_YET', { path: ['from'], rule: 'A3' });
    // Assignments hold this row shared: they see the interest, or we see what they assigned.
    await tx.findOneOrFail(Advisor, advisorId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { enterpriseId } = input;
    const held = await tx.findOne(DeclaredInterest, { advisorRef: advisorId, enterpriseId, until: null });
    if (held) return ok(held);
    await releaseFrom(tx, { advisorId, enterpriseId, now });
    const interest = tx.create(DeclaredInterest, {
      id: newId('int'),
      advisorRef: advisorId,
      enterpriseId,
      from,
    });
    await tx.flush();
    return ok(interest);
  });

export const endAdvisorInterest = (
  em: EntityManager,
  { now, input }: { caller: Caller; now: Date; input: EndAdvisorInterestInput },
  advisorId: string,
): Promise<Result<DeclaredInterest, 'INTEREST_NOT_FOUND'>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    await tx.findOneOrFail(Advisor, advisorId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const held = await tx.findOne(DeclaredInterest, { id: input.interestId, advisorRef: advisorId, until: null });
    if (!held) return refuse('INTEREST_NOT_FOUND', { path: ['interestId'], rule: 'A3' });
    // It held at least on the day it was declared, and on this one.
    const today = dayOf(now);
    const tomorrow = Temporal.PlainDate.from(today > held.from ? today : held.from).add({ days: 1 });
    held.until = tomorrow.toString();
    await tx.flush();
    return ok(held);
  });
