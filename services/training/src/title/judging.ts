import type { EntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay } from '@millgate/kit';
import { KnownEmployment } from '../enrolment/known-employment.entity.ts';
import { type Expert, PanelMember } from './expert-panel.entity.ts';
import { PanelRecusal } from './panel-session.entity.ts';
import type { TitleEvaluation } from './title-evaluation.entity.ts';
import { conflictOf, type RecusalReason } from './title.rules.ts';

/** Who sits on panels, by panel. */
export async function membersOf(em: EntityManager, panelIds: readonly string[]): Promise<Map<string, Expert[]>> {
  const seats = await em.find(PanelMember, { panelRef: { $in: [...panelIds] } }, { populate: ['expertRef'] });
  const byPanel = Map.groupBy(seats, ({ panelRef }) => panelRef.id);
  return new Map([...byPanel].map(([panel, of]) => [panel, of.map(({ expertRef }) => expertRef.getEntity())]));
}

/** Tells why an expert may not vote on a candidate; null where nothing keeps her from it. */
export type ConflictJudge = (expert: Expert, candidate: TitleEvaluation) => RecusalReason | null;

/** Reads what there is to know of employers on a day, and of what members declared, for all at once. */
export async function conflictJudge(
  em: EntityManager,
  { experts, candidates, on }: { experts: readonly Expert[]; candidates: readonly TitleEvaluation[]; on: CalendarDay },
): Promise<ConflictJudge> {
  const people = [...experts.map(({ personId }) => personId), ...candidates.map(({ workerId }) => workerId)];
  const jobs = await em.find(KnownEmployment, {
    workerId: { $in: people },
    from: { $lte: on },
    $or: [{ until: null }, { until: { $gt: on } }],
  });
  const declared = await em.find(PanelRecusal, { evaluationRef: { $in: candidates.map(({ id }) => id) } });
  const employers = (personId: string, stated: string | null): ReadonlySet<string> =>
    new Set([
      ...jobs.filter(({ workerId }) => workerId === personId).map(({ enterpriseId }) => enterpriseId),
      ...(stated === null ? [] : [stated]),
    ]);
  return (expert, candidate) => {
    const own = declared.find(
      ({ expertRef, evaluationRef, sessionRef }) =>
        expertRef.id === expert.id && evaluationRef.id === candidate.id && sessionRef.id === candidate.sessionId,
    );
    return conflictOf(
      {
        personId: expert.personId,
        employers: employers(expert.personId, expert.enterpriseId),
        declared: own?.reason ?? null,
      },
      { workerId: candidate.workerId, employers: employers(candidate.workerId, candidate.enterpriseId) },
    );
  };
}
