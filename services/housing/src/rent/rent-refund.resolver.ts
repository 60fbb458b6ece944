import { childrenOf, commandOf, type Context, page, type Page, PageArgs, requireRole } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RecordRentRefundInput } from './record-rent-refund.inputs.ts';
import { recordRentRefund, recordRentRefundAnswer } from './record-rent-refund.service.ts';
import { RentCharge } from './rent-charge.entity.ts';
import { RentRefund, RentRefundConnection } from './rent-refund.entity.ts';

@Resolver(() => RentCharge)
export class RentRefundResolver {
  @Query(() => RentRefundConnection, {
    nullable: true,
    description: 'Rent that is to be given back, longest owed first; for housing staff.',
  })
  async rentRefundsDue(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<RentRefund>> {
    requireRole(context, ['HOUSING_STAFF']);
    const order = [
      ['notedAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    return page(context, { entity: RentRefund, field: 'rentRefundsDue', where: { paidOn: null }, order }, args);
  }

  /** Whoever reads a charge may: charges are reached by their lease alone. */
  @FieldResolver(() => [RentRefund], { description: 'What of it is given back, or was, in order.' })
  async refunds(@Root() charge: RentCharge, @Ctx() context: Context): Promise<RentRefund[]> {
    return childrenOf(context, { entity: RentRefund, parent: 'chargeRef', order: [['id', 'asc']] }, charge.id);
  }

  @Mutation(() => recordRentRefundAnswer.Payload, {
    description: 'Records that rent was given back, once; for housing staff.',
  })
  async recordRentRefund(
    @Arg('input', () => RecordRentRefundInput, { description: 'What was given back, and when.' })
    input: RecordRentRefundInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['HOUSING_STAFF']);
    return recordRentRefundAnswer.of(await recordRentRefund(context.em, commandOf(context, input)));
  }
}
