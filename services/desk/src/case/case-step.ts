import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@millgate/kit';
import { NoticeKind } from '../notice/notice.entity.ts';
import { notify, toHr } from '../notice/notify.ts';
import type { Case } from './case.entity.ts';
import { CaseAction, CaseAssistance, type CaseState } from './case.enums.ts';
import { CaseStep } from './case-step.entity.ts';

export interface Step {
  readonly action: CaseAction;
  readonly before: CaseState | null;
  readonly at: Date;
  /** Null for what time did. */
  readonly actor: string | null;
  readonly note?: string | null;
}

/** Writes down what happened, and tells the person who asked, unless they did it themselves. */
export function recordStep(tx: EntityManager, one: Case, { action, before, at, actor, note }: Step): void {
  tx.create(CaseStep, {
    id: newId('stp'),
    caseRef: one,
    action,
    at,
    actor,
    before,
    after: one.state,
    note: note ?? null,
  });
  const asker = one.workerId ?? (one.enterpriseId === null ? one.filedBy : toHr(one.enterpriseId));
  const byThemselves = actor === asker || (actor === one.filedBy && one.assistance === CaseAssistance.SELF);
  if (!byThemselves) notify(tx, { personId: asker, kind: kindOf(action), one, at });
}

const kindOf = (action: CaseAction): NoticeKind =>
  action === CaseAction.RESCHEDULE ? NoticeKind.DUE_DATE_MOVED : NoticeKind.CASE_MOVED;
