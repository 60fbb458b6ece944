import type { EntityManager } from '@mikro-orm/postgresql';
import { announce, newId } from '@millgate/kit';
import { AdvisorNoticeKind } from '../notice/advisor-notice.entity.ts';
import { notify } from '../notice/notify.ts';
import { type ConsultationAction, ConsultationStep } from './consultation-step.entity.ts';
import type { Consultation, ConsultationState } from './consultation.entity.ts';

export interface Step {
  readonly action: ConsultationAction;
  readonly before: ConsultationState | null;
  readonly at: Date;
  /** Null for what the system or time did. */
  readonly actor: string | null;
  readonly note?: string | null;
}

/** What is announced when a consultation changes: a name and an id, so that nothing of it is in the channel. */
export const topicOf = (consultationId: string): string => `consultation:${consultationId}`;

/** Writes down what happened, and tells whoever asked, unless they did it themselves. */
export async function recordStep(tx: EntityManager, one: Consultation, step: Step): Promise<void> {
  const { action, before, at, actor, note } = step;
  tx.create(ConsultationStep, {
    id: newId('stp'),
    consultationRef: one,
    action,
    at,
    actor,
    before,
    after: one.state,
    note: note ?? null,
  });
  if (before !== null && one.authorId !== actor) notify(tx, one.authorId, { kind: AdvisorNoticeKind.MOVED, one, at });
  await tx.flush();
  await announce(tx, topicOf(one.id));
}
