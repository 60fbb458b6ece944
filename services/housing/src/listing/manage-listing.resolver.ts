import { Audience, commandOf, type Context, requireRole, requireWorker } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { startAllocation, withdrawApplication } from './allocate.service.ts';
import { applyForHousing } from './apply-for-housing.service.ts';
import {
  ApplyForHousingInput,
  AwardApplicationPointsInput,
  OpenListingInput,
  RankApplicationsInput,
  ReviewFlaggedSetInput,
  SkipApplicationInput,
  StartAllocationInput,
  WithdrawApplicationInput,
} from './listing.inputs.ts';
import {
  applyForHousingAnswer,
  awardApplicationPointsAnswer,
  openListingAnswer,
  rankApplicationsAnswer,
  reviewFlaggedSetAnswer,
  skipApplicationAnswer,
  startAllocationAnswer,
  withdrawApplicationAnswer,
} from './listing.payloads.ts';
import { openListing } from './open-listing.service.ts';
import { rankApplications } from './rank-applications.service.ts';
import { awardApplicationPoints, reviewFlaggedSet, skipApplication } from './review-applications.service.ts';

@Resolver()
export class ApplyingResolver {
  @Audience('public')
  @Mutation(() => applyForHousingAnswer.Payload, { description: 'Applies for the units of a listing, once a person.' })
  async applyForHousing(
    @Arg('input', () => ApplyForHousingInput, { description: 'For what.' }) input: ApplyForHousingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const workerId = requireWorker(context);
    return applyForHousingAnswer.of(await applyForHousing(context.em, { ...commandOf(context, input), workerId }));
  }

  @Audience('public')
  @Mutation(() => withdrawApplicationAnswer.Payload, {
    description: 'Takes back the caller’s own application; what was offered to it goes to the next in order.',
  })
  async withdrawApplication(
    @Arg('input', () => WithdrawApplicationInput, { description: 'Which.' }) input: WithdrawApplicationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const command = { ...commandOf(context, input), workerId: requireWorker(context) };
    return withdrawApplicationAnswer.of(await withdrawApplication(context.em, command));
  }
}

@Resolver()
export class ManageListingResolver {
  @Mutation(() => openListingAnswer.Payload, { description: 'Publishes units to apply for; for housing staff.' })
  async openListing(
    @Arg('input', () => OpenListingInput, { description: 'What, when, and in which order.' }) input: OpenListingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return openListingAnswer.of(await openListing(context.em, commandOf(context, input)));
  }

  @Mutation(() => awardApplicationPointsAnswer.Payload, {
    description: 'Gives an application its points, before it is ranked; for housing staff.',
  })
  async awardApplicationPoints(
    @Arg('input', () => AwardApplicationPointsInput, { description: 'Which, and how many.' })
    input: AwardApplicationPointsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return awardApplicationPointsAnswer.of(await awardApplicationPoints(context.em, commandOf(context, input)));
  }

  @Mutation(() => reviewFlaggedSetAnswer.Payload, {
    description: 'Decides on applications that look like one household’s; for housing staff.',
  })
  async reviewFlaggedSet(
    @Arg('input', () => ReviewFlaggedSetInput, { description: 'Which set, and what was found.' })
    input: ReviewFlaggedSetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return reviewFlaggedSetAnswer.of(await reviewFlaggedSet(context.em, commandOf(context, input)));
  }

  @Mutation(() => rankApplicationsAnswer.Payload, {
    description: 'Ranks the frozen entries of a closed listing by its own rule, once; for housing staff.',
  })
  async rankApplications(
    @Arg('input', () => RankApplicationsInput, { description: 'Which listing.' }) input: RankApplicationsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return rankApplicationsAnswer.of(await rankApplications(context.em, commandOf(context, input)));
  }

  @Mutation(() => startAllocationAnswer.Payload, {
    description:
      'Offers the units of a ranked listing in order; for housing staff. Offers that lapse go on by themselves.',
  })
  async startAllocation(
    @Arg('input', () => StartAllocationInput, { description: 'Which listing.' }) input: StartAllocationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return startAllocationAnswer.of(await startAllocation(context.em, commandOf(context, input)));
  }

  @Mutation(() => skipApplicationAnswer.Payload, {
    description: 'Passes over an application, with a reason that its applicant reads; for housing staff.',
  })
  async skipApplication(
    @Arg('input', () => SkipApplicationInput, { description: 'Which, and why.' }) input: SkipApplicationInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return skipApplicationAnswer.of(await skipApplication(context.em, commandOf(context, input)));
  }
}
