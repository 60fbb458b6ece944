import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Context,
  limitFrom,
  newId,
  ok,
  once,
  refuse,
  type Result,
  toldWorkDays,
} from '@millgate/kit';
import { AdvisorChannel } from '../advisor/advisor.enums.ts';
import { assignNext } from '../matching/assign.service.ts';
import { enterpriseFacts, type EnterpriseFacts } from '../matching/enterprise-facts.ts';
import { AdvisorNoticeKind } from '../notice/advisor-notice.entity.ts';
import { notify, notifyStaff } from '../notice/notify.ts';
import type { Asker } from './book-advisor-slot.service.ts';
import { confidentialityFor } from './confidentiality.rules.ts';
import type { RequestConsultationInput } from './consultation.inputs.ts';
import { limits, onlineHours } from './consultation.rules.ts';
import { ConsultationAction } from './consultation-step.entity.ts';
import { recordStep } from './consultation-step.ts';
import { Consultation, ConsultationState } from './consultation.entity.ts';

export interface Requesting {
  readonly caller: Caller;
  readonly authorId: string;
  readonly asker: Asker;
  readonly now: Date;
  readonly input: RequestConsultationInput;
  readonly services: Pick<Context['services'], 'graph' | 'log'>;
}

/** Asks a question; whom, is found by kind, chain, subject and place, and by nothing else. */
export async function requestConsultation(
  em: EntityManager,
  requesting: Requesting,
): Promise<Result<Consultation, 'INTEGRITY_IS_SEALED'>> {
  const { asker, now, services, caller, input } = requesting;
  // Asked before the transaction: a registry that is slow holds no rows of ours.
  const facts = asker.enterpriseId === null ? nobodysFacts : await enterpriseFacts(services, asker.enterpriseId, now);
  return em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'requestConsultation', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Consultation, id) },
      (inner) => request(inner, requesting, facts),
    ),
  );
}

const nobodysFacts: EnterpriseFacts = { communityId: null, chainIds: [] };

async function request(
  tx: EntityManager,
  { authorId, asker, now, input }: Requesting,
  facts: EnterpriseFacts | null,
): Promise<Result<Consultation, 'INTEGRITY_IS_SEALED'>> {
  const confidentiality = confidentialityFor(input.kind, input.confidentiality ?? null);
  if (confidentiality === null) return refuse('INTEGRITY_IS_SEALED', { path: ['confidentiality'], rule: 'A4' });
  const calendar = await toldWorkDays(tx);
  const online = input.mode === AdvisorChannel.ONLINE_24H;
  const one = tx.create(Consultation, {
    id: newId('cns'),
    kind: input.kind,
    authorId,
    workerId: asker.workerId,
    enterpriseId: asker.enterpriseId,
    question: input.question,
    subject: input.subject ?? null,
    confidentiality,
    state: ConsultationState.REQUESTED,
    firstRequestedAt: now,
    communityId: input.communityId ?? facts?.communityId ?? null,
    chainIds: [...(facts?.chainIds ?? [])],
    factsKnown: facts !== null,
    wantedMode: input.mode ?? null,
    wantedSlotId: input.slotId ?? null,
    assignBy: limitFrom(calendar, now, limits.assign).at,
    contactBy: limitFrom(calendar, now, limits.contact).at,
    answerBy: online ? new Date(now.getTime() + onlineHours * 3_600_000) : null,
  });
  await recordStep(tx, one, { action: ConsultationAction.REQUEST, before: null, at: now, actor: authorId });
  if (one.factsKnown) await assignOrTell(tx, one, now);
  return ok(one);
}

/** Assigns it, or tells those who have to know that nobody can be asked. */
export async function assignOrTell(tx: EntityManager, one: Consultation, now: Date): Promise<boolean> {
  if (await assignNext(tx, one, now)) return true;
  const telling = { kind: AdvisorNoticeKind.NOBODY_LEFT, one, at: now };
  notify(tx, one.authorId, telling);
  notifyStaff(tx, telling);
  await tx.flush();
  return false;
}
