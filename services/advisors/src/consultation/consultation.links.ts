import { childrenOf, type Context, watching } from '@millgate/kit';
import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { Assignment } from '../matching/assignment.entity.ts';
import { readableById } from './consultation.policy.ts';
import { topicOf } from './consultation-step.ts';
import { ConsultationStep } from './consultation-step.entity.ts';
import { Consultation } from './consultation.entity.ts';
import { FollowUp } from './follow-up.entity.ts';
import { Visit } from './visit.entity.ts';

const byId = [['id', 'asc']] as const;

/** What a consultation consists of. Whoever has the consultation in hand may read it, and so these. */
@Resolver(() => Consultation)
export class ConsultationPartsResolver {
  @FieldResolver(() => [Assignment], { description: 'Who was asked, in order, and why.' })
  async assignments(@Root() { id }: Consultation, @Ctx() context: Context): Promise<Assignment[]> {
    const order = [
      ['assignedAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: Assignment, parent: 'consultationRef', order }, id);
  }

  @FieldResolver(() => [ConsultationStep], { description: 'What happened to it, in order.' })
  async steps(@Root() { id }: Consultation, @Ctx() context: Context): Promise<ConsultationStep[]> {
    return childrenOf(context, { entity: ConsultationStep, parent: 'consultationRef', order: byId }, id);
  }

  @FieldResolver(() => [Visit], { description: 'When they met, or will meet, in the order of planning.' })
  async visits(@Root() { id }: Consultation, @Ctx() context: Context): Promise<Visit[]> {
    return childrenOf(context, { entity: Visit, parent: 'consultationRef', order: byId }, id);
  }

  @FieldResolver(() => [FollowUp], { description: 'When the adviser asked what came of it, or will ask.' })
  async followUps(@Root() { id }: Consultation, @Ctx() context: Context): Promise<FollowUp[]> {
    return childrenOf(context, { entity: FollowUp, parent: 'consultationRef', order: byId }, id);
  }

  @Subscription(() => Consultation, {
    nullable: true,
    description:
      'The consultation at once, and again whenever it changes, for those who may read it. Whoever may not hears null once and nothing more, as of one that does not exist.',
    subscribe: watching<{ id: string }>(async ({ id }, context) =>
      // A stranger who heard of changes would know that there is something to change (A4).
      (await readableById(context, id)) ? topicOf(id) : topicOf('none'),
    ),
  })
  async consultationChanged(
    @Arg('id', () => ID, { description: 'Id of the consultation.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Consultation | null> {
    return readableById(context, id);
  }
}
