import {
  Authenticated,
  childrenOf,
  commandOf,
  type Context,
  dayOf,
  forbidden,
  holds,
  loadById,
  page,
  type Page,
  PageArgs,
  requireWorker,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mayReadTraining, readableRecord } from '../links/access.ts';
import { applyAnswer } from './apply.payloads.ts';
import { applyForTitle } from './apply.service.ts';
import { conferAnswer, conferTitle } from './confer.service.ts';
import { PublicisedTitle } from './publicised-title.ts';
import {
  decideObjectionAnswer,
  decideTitleObjection,
  objectAnswer,
  objectToTitle,
  publiciseAnswer,
  publiciseTitle,
} from './publicity.service.ts';
import { screenAnswer, screenTitleApplication } from './screening.service.ts';
import { requireTrainers } from './title-handling.ts';
import { TitleEvaluation, TitleEvaluationConnection } from './title-evaluation.entity.ts';
import { titleEvaluations } from './title-evaluation.lists.ts';
import {
  ApplyForTitleInput,
  ConferTitleInput,
  DecideTitleObjectionInput,
  ObjectToTitleInput,
  ScreenTitleApplicationInput,
  PubliciseTitleInput,
} from './title.inputs.ts';
import { TitleEvaluationState } from './title-kinds.ts';
import { TitleObjection } from './title-objection.entity.ts';
import { TitleScheme } from './title-scheme.entity.ts';

/** Longer than any list that is published at once. */
const mostPublicised = 200;

@ArgsType()
class EvaluationsArgs extends PageArgs {
  @Field(() => TitleEvaluationState, { nullable: true, description: 'Only those that have come so far.' })
  state?: TitleEvaluationState | null;
}

@Resolver(() => TitleEvaluation)
export class TitleEvaluationResolver {
  @Query(() => TitleEvaluation, {
    nullable: true,
    description:
      'The evaluation with this id, for its candidate and trainers; null for anybody else, as if there were none.',
  })
  async titleEvaluation(
    @Arg('id', () => ID, { description: 'Id of the evaluation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<TitleEvaluation | null> {
    const evaluation = await loadById(context, TitleEvaluation, id);
    return readableRecord(context, evaluation, mayReadTraining, 'titleEvaluations');
  }

  @Query(() => TitleEvaluationConnection, {
    nullable: true,
    description: 'Evaluations of all candidates, latest first; for trainers.',
  })
  async titleEvaluations(
    @Args(() => EvaluationsArgs) args: EvaluationsArgs,
    @Ctx() context: Context,
  ): Promise<Page<TitleEvaluation>> {
    requireTrainers(context.caller);
    if (!holds(context.caller, 'TRAINER')) throw forbidden();
    return page(context, titleEvaluations('titleEvaluations', args.state ? { state: args.state } : {}), args);
  }

  @Query(() => [TitleScheme], {
    nullable: true,
    description: 'The titles that can be sought, by code; a few dozen at most.',
  })
  async titleSchemes(@Ctx() { em }: Context): Promise<TitleScheme[]> {
    return em.find(TitleScheme, {}, { orderBy: { code: 'asc' } });
  }

  @Authenticated()
  @Query(() => [PublicisedTitle], {
    nullable: true,
    description: 'Decisions to which one can object today, latest first, at most 200; for everybody who is signed in.',
  })
  async publicisedTitles(@Ctx() { em, now }: Context): Promise<PublicisedTitle[]> {
    const found = await em.find(
      TitleEvaluation,
      {
        state: { $in: [TitleEvaluationState.PUBLICISED, TitleEvaluationState.OBJECTED] },
        publicityUntil: { $gte: dayOf(now) },
      },
      { orderBy: [{ publicisedOn: 'desc' }, { id: 'desc' }], limit: mostPublicised },
    );
    return found.map((evaluation) => new PublicisedTitle(evaluation));
  }

  @FieldResolver(() => [TitleObjection], {
    nullable: true,
    description: 'What was said against it while it was published, by time; for trainers.',
  })
  async objections(@Root() evaluation: TitleEvaluation, @Ctx() context: Context): Promise<TitleObjection[]> {
    if (!holds(context.caller, 'TRAINER')) throw forbidden();
    const inOrder = [
      ['raisedAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    const list = { entity: TitleObjection, parent: 'evaluationRef', order: inOrder as never } as const;
    return childrenOf(context, list, evaluation.id);
  }

  @Mutation(() => applyAnswer.Payload, {
    description: 'For a worker: applies for a title. Judged by the rule of the day; the trace shows what was waived.',
  })
  async applyForTitle(
    @Arg('input', () => ApplyForTitleInput, { description: 'The application.' }) input: ApplyForTitleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return applyAnswer.of(await applyForTitle(context.em, requireWorker(context), commandOf(context, input)));
  }

  @Mutation(() => screenAnswer.Payload, {
    description: 'For trainers of who confers the title: says whether the papers show what was stated.',
  })
  async screenTitleApplication(
    @Arg('input', () => ScreenTitleApplicationInput, { description: 'What they showed.' })
    input: ScreenTitleApplicationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return screenAnswer.of(await screenTitleApplication(context.em, commandOf(context, input)));
  }

  @Mutation(() => publiciseAnswer.Payload, {
    description: 'For trainers of who confers the title: publishes what the panel agreed to.',
  })
  async publiciseTitle(
    @Arg('input', () => PubliciseTitleInput, { description: 'Which.' }) input: PubliciseTitleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return publiciseAnswer.of(await publiciseTitle(context.em, commandOf(context, input)));
  }

  @Mutation(() => objectAnswer.Payload, {
    description: 'For everybody who is signed in: objects to a published decision. Who objects is told to nobody.',
  })
  async objectToTitle(
    @Arg('input', () => ObjectToTitleInput, { description: 'The objection.' }) input: ObjectToTitleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return objectAnswer.of(await objectToTitle(context.em, commandOf(context, input)));
  }

  @Mutation(() => decideObjectionAnswer.Payload, {
    description: 'For trainers of who confers the title: says what was found of an objection.',
  })
  async decideTitleObjection(
    @Arg('input', () => DecideTitleObjectionInput, { description: 'What was found.' }) input: DecideTitleObjectionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return decideObjectionAnswer.of(await decideTitleObjection(context.em, commandOf(context, input)));
  }

  @Mutation(() => conferAnswer.Payload, {
    description:
      'For trainers of who confers the title: confers it once its publicity is over; its credential counts from today.',
  })
  async conferTitle(
    @Arg('input', () => ConferTitleInput, { description: 'Which.' }) input: ConferTitleInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return conferAnswer.of(await conferTitle(context.em, commandOf(context, input)));
  }
}
