import { type Batch, type Context, dayOf, Lang, langArgument, sql } from '@millgate/kit';
import { Arg, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { TitleGrade } from '../credential/skill-level.ts';
import type { Expert } from './expert-panel.entity.ts';
import { conflictJudge, membersOf } from './judging.ts';
import type { PanelSession } from './panel-session.entity.ts';
import { TitleEvaluation, TitleRequirement } from './title-evaluation.entity.ts';
import { RecusalReason, TitleEvaluationState, TitleRoute, TitleWaiver } from './title-kinds.ts';

/**
 * A type of its own, not the evaluation with some fields closed: it has no way to the worker, so that a panel judges
 * what was shown and not who shows it.
 */
@ObjectType({ description: 'A candidate as the panel sees her: what she seeks and shows, not who she is.' })
export class PanelCandidate {
  readonly #evaluation: TitleEvaluation;

  constructor(
    evaluation: TitleEvaluation,
    readonly turnout: number,
    /** What the caller is to the candidate, where she sits on the panel. */
    readonly own: { readonly recusal: RecusalReason | null; readonly voted: boolean } | null,
  ) {
    this.#evaluation = evaluation;
  }

  @Field(() => ID, { description: 'Id of the evaluation.' })
  evaluationId(): string {
    return this.#evaluation.id;
  }

  @Field(() => String, { description: 'The title that is sought.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.#evaluation.titles, lang);
  }

  @Field(() => TitleGrade, { description: 'Its grade.' })
  grade(): TitleGrade {
    return this.#evaluation.grade;
  }

  @Field(() => TitleRoute, { description: 'The way by which it is sought.' })
  route(): TitleRoute {
    return this.#evaluation.route;
  }

  @Field(() => [TitleWaiver], { description: 'What is waived.' })
  waivers(): TitleWaiver[] {
    return this.#evaluation.waivers;
  }

  @Field(() => [TitleRequirement], { description: 'What was asked, found and waived.' })
  requirements(): object[] {
    return this.#evaluation.requirements;
  }

  @Field(() => String, { description: 'What the candidate shows for it.' })
  evidence(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.#evaluation.evidences, lang);
  }

  @Field(() => TitleEvaluationState, { description: 'How far the evaluation has come.' })
  state(): TitleEvaluationState {
    return this.#evaluation.state;
  }

  @Field(() => Int, { description: 'How many members have voted on her. How they voted is sealed.' })
  present(): number {
    return this.turnout;
  }

  @Field(() => RecusalReason, {
    nullable: true,
    description: 'Why the caller, a member, may not vote on her; null if she may, or does not sit on the panel.',
  })
  recusal(): RecusalReason | null {
    return this.own?.recusal ?? null;
  }

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the caller has voted on her; null for whoever does not sit on the panel.',
  })
  done(): boolean | null {
    return this.own?.voted ?? null;
  }
}

/** The candidates of many sessions, as the caller sees them, in as many statements as of one. */
export const candidatesOfSessions: Batch<PanelSession, PanelCandidate[]> = async (sessions, context) => {
  const { em, caller, now } = context;
  const ids = sessions.map(({ id }) => id);
  const evaluations = await em.find(TitleEvaluation, { sessionId: { $in: ids } }, { orderBy: { id: 'asc' } });
  const members = await membersOf(em, [...new Set(sessions.map(({ panelRef }) => panelRef.id))]);
  const me = caller.kind === 'PERSON' ? caller.id : null;
  const seats = new Map<string, Expert | undefined>(
    sessions.map(({ id, panelRef }) => [id, members.get(panelRef.id)?.find(({ personId }) => personId === me)]),
  );
  const experts = [...new Set(seats.values())].filter((expert) => expert !== undefined);
  const conflict = await conflictJudge(em, { experts, candidates: evaluations, on: dayOf(now) });
  const votes = await sql<{ session: string; evaluation: string; cast: number; experts: string[] }>(
    em,
    `select session_id as session, evaluation_id as evaluation, count(*)::int as cast, array_agg(expert_id) as experts
       from panel_vote where session_id in (select jsonb_array_elements_text(?::jsonb)) group by session_id, evaluation_id`,
    [JSON.stringify(ids)],
  );
  return sessions.map(({ id }) => {
    const expert = seats.get(id);
    return evaluations
      .filter(({ sessionId }) => sessionId === id)
      .map((evaluation) => {
        const cast = votes.find((one) => one.session === id && one.evaluation === evaluation.id);
        const own = expert && {
          recusal: conflict(expert, evaluation),
          voted: cast?.experts.includes(expert.id) ?? false,
        };
        return new PanelCandidate(evaluation, cast?.cast ?? 0, own ?? null);
      });
  });
};
