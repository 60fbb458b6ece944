import { type Context, loadById } from '@millgate/kit';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { mayReadTraining } from '../links/access.ts';
import { TitleEvaluation } from './title-evaluation.entity.ts';

@Resolver()
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
    return evaluation && mayReadTraining(context.caller, evaluation.workerId) ? evaluation : null;
  }
}
