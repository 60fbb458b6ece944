import {
  Audience,
  commandOf,
  type Context,
  forbidden,
  holdsSomewhere,
  requireRole,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Advisor, DeclaredInterest } from '../advisor/advisor.entity.ts';
import { isAdvisor } from '../advisor/advisor.policy.ts';
import { closeSlot, openSlots } from '../slot/offer-slots.service.ts';
import { publishSource } from '../source/publish-source.service.ts';
import { appointAdvisor, endAppointment } from './appoint.service.ts';
import { declareAdvisorInterest, endAdvisorInterest } from './interest.service.ts';
import * as inputs from './office.inputs.ts';
import * as payloads from './office.payloads.ts';

/** Who is in office, what they may not advise on, and when they can be had. */
@Resolver(() => Advisor)
export class OfficeResolver {
  @Audience('internal')
  @Query(() => [DeclaredInterest], {
    nullable: true,
    description: 'The interests that the caller declared as an adviser, latest first; nobody else reads them.',
  })
  async myDeclaredInterests(@Ctx() context: Context): Promise<DeclaredInterest[]> {
    const advisorRef = requireAdvisor(context);
    return context.em.find(DeclaredInterest, { advisorRef }, { orderBy: { id: 'desc' } });
  }

  @Mutation(() => payloads.appointAdvisorPayload.Payload, {
    nullable: true,
    description: 'Appoints an adviser for a term of office. Staff of the community, or a manager.',
  })
  async appointAdvisor(
    @Arg('input', () => inputs.AppointAdvisorInput, { description: 'Whom, and for how long.' })
    input: inputs.AppointAdvisorInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.appointAdvisorPayload.of(await appointAdvisor(context.em, commandOf(context, input)));
  }

  @Mutation(() => payloads.endAppointmentPayload.Payload, {
    nullable: true,
    description:
      'Ends a term of office; what the adviser may not keep goes to the next adviser at once. Staff of the community, or a manager.',
  })
  async endAppointment(
    @Arg('input', () => inputs.EndAppointmentInput, { description: 'Which term, and when.' })
    input: inputs.EndAppointmentInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return payloads.endAppointmentPayload.of(await endAppointment(em, { caller, now, input }));
  }

  @Mutation(() => payloads.declareInterestPayload.Payload, {
    nullable: true,
    description:
      'Declares the adviser’s interest in an enterprise; what the adviser has of it goes to the next at once. Kept in confidence.',
  })
  async declareAdvisorInterest(
    @Arg('input', () => inputs.DeclareAdvisorInterestInput, { description: 'In which enterprise.' })
    input: inputs.DeclareAdvisorInterestInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const advisorId = requireAdvisor(context);
    return payloads.declareInterestPayload.of(
      await declareAdvisorInterest(context.em, commandOf(context, input), advisorId),
    );
  }

  @Mutation(() => payloads.endInterestPayload.Payload, {
    nullable: true,
    description: 'Says that an interest has ended, from tomorrow on. The adviser who declared it.',
  })
  async endAdvisorInterest(
    @Arg('input', () => inputs.EndAdvisorInterestInput, { description: 'Which interest.' })
    input: inputs.EndAdvisorInterestInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const advisorId = requireAdvisor(context);
    const { em, caller, now } = context;
    return payloads.endInterestPayload.of(await endAdvisorInterest(em, { caller, now, input }, advisorId));
  }

  @Mutation(() => payloads.openSlotsPayload.Payload, {
    nullable: true,
    description: 'Offers time for consultations. The adviser whose time it is.',
  })
  async openSlots(
    @Arg('input', () => inputs.OpenSlotsInput, { description: 'Whose time, and when.' }) input: inputs.OpenSlotsInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return payloads.openSlotsPayload.of(await openSlots(context.em, commandOf(context, input)));
  }

  @Mutation(() => payloads.closeSlotPayload.Payload, {
    nullable: true,
    description: 'Takes back a slot that nobody has taken. The adviser whose time it is.',
  })
  async closeSlot(
    @Arg('input', () => inputs.CloseSlotInput, { description: 'Which slot.' }) input: inputs.CloseSlotInput,
    @Ctx() { em, caller }: Context,
  ): Promise<object> {
    return payloads.closeSlotPayload.of(await closeSlot(em, { caller, input }));
  }

  @Mutation(() => payloads.publishSourcePayload.Payload, {
    nullable: true,
    description:
      'Enters a policy or finance product in the catalogue, or updates it; answers given before keep the title they cited. Community staff and managers.',
  })
  async publishAdviceSource(
    @Arg('input', () => inputs.PublishAdviceSourceInput, { description: 'The entry.' })
    input: inputs.PublishAdviceSourceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    if (!holdsSomewhere(context.caller, 'COMMUNITY_STAFF')) requireRole(context, ['MANAGER']);
    return payloads.publishSourcePayload.of(await publishSource(context.em, input));
  }
}

/** The adviser whom the caller speaks as. */
function requireAdvisor({ caller }: Context): string {
  if (caller.kind === 'PERSON' && isAdvisor(caller, caller.id)) return caller.id;
  throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
}
