import type { Context } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { PublishCalendarYearInput } from './publish-year.inputs.ts';
import { publishCalendarYear, publishCalendarYearAnswer, requireYear } from './publish-year.service.ts';

@Resolver()
export class PublishYearResolver {
  @Mutation(() => publishCalendarYearAnswer.Payload, {
    description:
      'Publishes a year of a calendar, for the first time or as a further revision, and tells others which days moved. The standard calendar is for managers; one of its own for the staff of the communities that use it.',
  })
  async publishCalendarYear(
    @Arg('input', () => PublishCalendarYearInput, { description: 'The year.' }) input: PublishCalendarYearInput,
    @Ctx() { caller, em, now, services }: Context,
  ): Promise<object> {
    requireKeeper(caller, null);
    requireYear(input, now);
    const result = await publishCalendarYear(em, { caller, now, services, input });
    if (result.ok) services.nudge();
    return publishCalendarYearAnswer.of(result);
  }
}
