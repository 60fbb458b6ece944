import { Audience, commandOf, type Context, holds, requireRole, requireWorker } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { endLease, giveLeaseNotice } from './end-lease.service.ts';
import { assignUnderMasterLease, signMasterLease } from './master-lease.service.ts';
import { offerLease } from './offer-lease.service.ts';
import { startLodging } from './start-lodging.service.ts';
import {
  AssignUnderMasterLeaseInput,
  EndLeaseInput,
  GiveLeaseNoticeInput,
  OfferLeaseInput,
  SignMasterLeaseInput,
  StartLodgingInput,
} from './tenancy.inputs.ts';
import {
  assignUnderMasterLeaseAnswer,
  endLeaseAnswer,
  giveLeaseNoticeAnswer,
  offerLeaseAnswer,
  signMasterLeaseAnswer,
  startLodgingAnswer,
} from './tenancy.payloads.ts';

@Resolver()
export class TenancyResolver {
  @Mutation(() => startLodgingAnswer.Payload, {
    description: 'Checks a job-seeker in, free for three calendar months, once a person; for housing staff.',
  })
  async startLodging(
    @Arg('input', () => StartLodgingInput, { description: 'Who, and where.' }) input: StartLodgingInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    const result = await startLodging(context.em, commandOf(context, input));
    context.services.nudge();
    return startLodgingAnswer.of(result);
  }

  @Mutation(() => offerLeaseAnswer.Payload, {
    description: 'Offers a bed or a unit to somebody, outside any listing; for housing staff.',
  })
  async offerLease(
    @Arg('input', () => OfferLeaseInput, { description: 'To whom, what, and on what terms.' }) input: OfferLeaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return offerLeaseAnswer.of(await offerLease(context.em, commandOf(context, input)));
  }

  @Mutation(() => signMasterLeaseAnswer.Payload, {
    description: 'Rents units to an enterprise that houses its workers there; for housing staff.',
  })
  async signMasterLease(
    @Arg('input', () => SignMasterLeaseInput, { description: 'Which units, to whom.' }) input: SignMasterLeaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return signMasterLeaseAnswer.of(await signMasterLease(context.em, commandOf(context, input)));
  }

  @Mutation(() => assignUnderMasterLeaseAnswer.Payload, {
    description: 'Offers a worker a place in what her enterprise rents; for its HR and housing staff.',
  })
  async assignUnderMasterLease(
    @Arg('input', () => AssignUnderMasterLeaseInput, { description: 'Whom, where and when.' })
    input: AssignUnderMasterLeaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { caller } = context;
    const someHr = caller.kind === 'PERSON' && caller.roles.some(({ role }) => role === 'HR');
    if (!someHr) requireRole(context, ['HOUSING_STAFF']);
    return assignUnderMasterLeaseAnswer.of(await assignUnderMasterLease(context.em, commandOf(context, input)));
  }

  @Audience('public')
  @Mutation(() => giveLeaseNoticeAnswer.Payload, {
    description: 'Gives up a place, thirty days ahead; for the tenant, and for housing staff in her name.',
  })
  async giveLeaseNotice(
    @Arg('input', () => GiveLeaseNoticeInput, { description: 'Which lease, and from when on.' })
    input: GiveLeaseNoticeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    if (!holds(context.caller, 'HOUSING_STAFF')) requireWorker(context);
    const result = await giveLeaseNotice(context.em, commandOf(context, input));
    context.services.nudge();
    return giveLeaseNoticeAnswer.of(result);
  }

  @Mutation(() => endLeaseAnswer.Payload, { description: 'Ends a lease before its time; for housing staff.' })
  async endLease(
    @Arg('input', () => EndLeaseInput, { description: 'Which lease, when and why.' }) input: EndLeaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    const result = await endLease(context.em, commandOf(context, input));
    context.services.nudge();
    return endLeaseAnswer.of(result);
  }
}
