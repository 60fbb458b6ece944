import {
  Audience,
  childrenOf,
  commandOf,
  type Context,
  forbidden,
  holds,
  loadById,
  page,
  type Page,
  PageArgs,
  pageOfMany,
  requireWorker,
  userErrors,
} from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { declineHousingOffer } from '../listing/allocate.service.ts';
import { Unit, UnitConnection } from '../unit/unit.entity.ts';
import { unitsThrough } from '../unit/units-through.ts';
import { AcceptHousingOfferInput } from './accept-housing-offer.inputs.ts';
import {
  AcceptHousingOfferError,
  acceptHousingOfferMessages,
  AcceptHousingOfferPayload,
} from './accept-housing-offer.payloads.ts';
import { acceptHousingOffer } from './accept-housing-offer.service.ts';
import { readableRecord, tenantOf } from './homes.fields.ts';
import { DeclineHousingOfferInput } from './decline-housing-offer.inputs.ts';
import { declineHousingOfferAnswer } from './decline-housing-offer.payloads.ts';
import { Lease, LeaseConnection, LeaseStep } from './lease.entity.ts';
import { MasterLease, MasterLeaseUnit } from './master-lease.entity.ts';

@Resolver(() => Lease)
export class LeaseResolver {
  @Query(() => Lease, {
    nullable: true,
    description:
      'The lease with this id; null if there is none, or if it is neither the caller’s nor she housing staff, nor the handler of an open case about the tenant who names it (header `millgate-purpose: CASE; case=…`).',
  })
  async lease(
    @Arg('id', () => ID, { description: 'Id of the lease.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Lease | null> {
    const lease = await loadById(context, Lease, id);
    return readableRecord(context, lease, tenantOf, 'leases');
  }

  @Query(() => LeaseConnection, { nullable: true, description: 'The caller’s own leases and offers, latest first.' })
  async myLeases(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Lease>> {
    const where = { tenantId: requireWorker(context) };
    return page(context, { entity: Lease, field: 'myLeases', where, order: latestFirst }, args);
  }

  @FieldResolver(() => [LeaseStep], { description: 'What happened to it, first to last.' })
  async steps(@Root() lease: Lease, @Ctx() context: Context): Promise<LeaseStep[]> {
    const order = [
      ['at', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: LeaseStep, parent: 'leaseRef', order }, lease.id);
  }

  @Audience('public')
  @Mutation(() => AcceptHousingOfferPayload, {
    description: 'Signs a lease that was offered to the caller, unless somebody else signed for its bed first.',
  })
  async acceptHousingOffer(
    @Arg('input', () => AcceptHousingOfferInput, { description: 'Which offer to accept.' })
    input: AcceptHousingOfferInput,
    @Ctx() context: Context,
  ): Promise<AcceptHousingOfferPayload> {
    const { caller, em, now, services } = context;
    const workerId = requireWorker(context);
    const result = await acceptHousingOffer(em, { caller, workerId, now, input, publish: services.publish });
    if (result.ok) services.nudge();
    return {
      lease: result.ok ? result.value : null,
      userErrors: userErrors(AcceptHousingOfferError, acceptHousingOfferMessages, result),
    };
  }

  @Audience('public')
  @Mutation(() => declineHousingOfferAnswer.Payload, {
    description: 'Declines a lease that was offered to the caller; the next in order is offered the place at once.',
  })
  async declineHousingOffer(
    @Arg('input', () => DeclineHousingOfferInput, { description: 'Which offer, and why.' })
    input: DeclineHousingOfferInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const command = { ...commandOf(context, input), workerId: requireWorker(context) };
    return declineHousingOfferAnswer.of(await declineHousingOffer(context.em, command));
  }
}

export const latestFirst = [
  ['from', 'desc'],
  ['id', 'desc'],
] as const;

@Resolver(() => MasterLease)
export class MasterLeaseResolver {
  @FieldResolver(() => UnitConnection, { description: 'The units it covers.' })
  async units(
    @Root() masterLease: MasterLease,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Unit>> {
    const list = {
      entity: MasterLeaseUnit,
      field: 'MasterLease.units',
      where: {},
      order: [['unitRef', 'asc']],
      parent: 'masterLeaseRef',
    } as const;
    return unitsThrough(context, await pageOfMany(context, list, args, masterLease.id));
  }

  @FieldResolver(() => LeaseConnection, {
    nullable: true,
    description:
      'Who is housed under it, latest first; for housing staff: an employer is not told where its people live.',
  })
  async leases(
    @Root() masterLease: MasterLease,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Lease>> {
    if (!holds(context.caller, 'HOUSING_STAFF')) throw forbidden();
    const list = {
      entity: Lease,
      field: 'MasterLease.leases',
      where: {},
      order: latestFirst,
      parent: 'masterLeaseRef',
    } as const;
    return pageOfMany(context, list, args, masterLease.id);
  }
}
