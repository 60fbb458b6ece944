import {
  childrenOf,
  commandOf,
  type Context,
  dayOf,
  forbidden,
  page,
  type Page,
  PageArgs,
  requireRole,
} from '@millgate/kit';
import { raw } from '@mikro-orm/postgresql';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Lease } from '../lease/lease.entity.ts';
import { mayReadHome } from '../lease/tenancy.policy.ts';
import { RecordRentPaymentInput } from './record-rent-payment.inputs.ts';
import { recordRentPayment, recordRentPaymentAnswer } from './record-rent-payment.service.ts';
import { RentCharge, RentChargeConnection } from './rent-charge.entity.ts';

@Resolver(() => Lease)
export class RentResolver {
  @Query(() => RentChargeConnection, {
    nullable: true,
    description: 'Rent that is overdue on the day of the request, oldest first; for housing staff.',
  })
  async overdueRent(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<RentCharge>> {
    requireRole(context, ['HOUSING_STAFF']);
    const where = {
      dueOn: { $lt: dayOf(context.now) },
      [raw((alias) => `${alias}.paid_fen < ${alias}.amount_fen`)]: [],
    };
    const order = [
      ['dueOn', 'asc'],
      ['id', 'asc'],
    ] as const;
    return page(context, { entity: RentCharge, field: 'overdueRent', where, filter: 'overdue', order }, args);
  }

  @FieldResolver(() => [RentCharge], {
    nullable: true,
    description: 'Rent charged for it, by month; for the tenant and housing staff.',
  })
  async rentCharges(@Root() lease: Lease, @Ctx() context: Context): Promise<RentCharge[]> {
    if (!mayReadHome(context.caller, lease.tenantId)) throw forbidden();
    const order = [
      ['from', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: RentCharge, parent: 'leaseRef', order }, lease.id);
  }

  @Mutation(() => recordRentPaymentAnswer.Payload, { description: 'Records a payment of rent; for housing staff.' })
  async recordRentPayment(
    @Arg('input', () => RecordRentPaymentInput, { description: 'What was paid, and for what.' })
    input: RecordRentPaymentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return recordRentPaymentAnswer.of(await recordRentPayment(context.em, commandOf(context, input)));
  }
}
