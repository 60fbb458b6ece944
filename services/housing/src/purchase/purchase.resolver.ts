import {
  Audience,
  commandOf,
  type Context,
  forbidden,
  loadById,
  OneAtATime,
  page,
  type Page,
  PageArgs,
  requireRole,
  requireWorker,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, ID, Mutation, Query, Resolver } from 'type-graphql';
import { readableRecord } from '../lease/homes.fields.ts';
import { HomePurchase, HomePurchaseConnection } from './home-purchase.entity.ts';
import { issuePurchaseCodes } from './issue-purchase-codes.service.ts';
import { DeliverHomeInput, RegisterPurchaseInput, RescindPurchaseInput } from './move-purchase.inputs.ts';
import { deliverHomeAnswer, registerPurchaseAnswer, rescindPurchaseAnswer } from './move-purchase.payloads.ts';
import { deliverHome, registerPurchase, rescindPurchase } from './move-purchase.service.ts';
import { PurchaseCode, PurchaseCodeConnection } from './purchase-code.entity.ts';
import { IssuePurchaseCodesInput, RedeemPurchaseCodeInput, RevokePurchaseCodeInput } from './purchase-code.inputs.ts';
import {
  issuePurchaseCodesAnswer,
  redeemPurchaseCodeAnswer,
  revokePurchaseCodeAnswer,
} from './purchase-code.payloads.ts';
import { handlesSomeSales } from './purchase.policy.ts';
import { HomePurchaseState } from './purchase.rules.ts';
import { redeemPurchaseCode } from './redeem-purchase-code.service.ts';
import { revokePurchaseCode } from './revoke-purchase-code.service.ts';

@Resolver()
export class PurchaseCodeResolver {
  @Query(() => PurchaseCodeConnection, {
    nullable: true,
    description: 'The caller’s own purchase codes, latest first; never the codes themselves.',
  })
  async myPurchaseCodes(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<PurchaseCode>> {
    const where = { holderId: requireWorker(context) };
    return page(context, { entity: PurchaseCode, field: 'myPurchaseCodes', where, order: [['id', 'desc']] }, args);
  }

  @Mutation(() => issuePurchaseCodesAnswer.Payload, {
    description:
      'Issues purchase codes, one each, all or none; for programme officers. Their values show in this answer only.',
  })
  async issuePurchaseCodes(
    @Arg('input', () => IssuePurchaseCodesInput, { description: 'For whom, and for what.' })
    input: IssuePurchaseCodesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['PROGRAM_OFFICER']);
    const result = await issuePurchaseCodes(context.em, commandOf(context, input));
    return issuePurchaseCodesAnswer.of(result.ok ? { ok: true, value: result.value.codes } : result);
  }

  @Mutation(() => revokePurchaseCodeAnswer.Payload, {
    description: 'Takes back a purchase code that was not redeemed; for programme officers.',
  })
  async revokePurchaseCode(
    @Arg('input', () => RevokePurchaseCodeInput, { description: 'Which code.' }) input: RevokePurchaseCodeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireRole(context, ['PROGRAM_OFFICER']);
    return revokePurchaseCodeAnswer.of(await revokePurchaseCode(context.em, commandOf(context, input)));
  }

  @OneAtATime()
  @Audience('public')
  @Mutation(() => redeemPurchaseCodeAnswer.Payload, {
    description: 'Buys a youth apartment with the caller’s own purchase code.',
  })
  async redeemPurchaseCode(
    @Arg('input', () => RedeemPurchaseCodeInput, { description: 'The code, and the flat.' })
    input: RedeemPurchaseCodeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const workerId = requireWorker(context);
    const result = await redeemPurchaseCode(context.em, { ...commandOf(context, input), workerId });
    context.services.nudge();
    return redeemPurchaseCodeAnswer.of(result);
  }
}

@ArgsType()
class HomePurchasesArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those at this property.' })
  propertyId?: string | null;

  @Field(() => HomePurchaseState, { nullable: true, description: 'Only those in this state.' })
  state?: HomePurchaseState | null;
}

@Resolver()
export class HomePurchaseResolver {
  @Query(() => HomePurchase, {
    nullable: true,
    description:
      'The purchase with this id; null if there is none, or it is neither the caller’s nor is she housing staff.',
  })
  async homePurchase(
    @Arg('id', () => ID, { description: 'Id of the purchase.' }) id: string,
    @Ctx() context: Context,
  ): Promise<HomePurchase | null> {
    const purchase = await loadById(context, HomePurchase, id);
    return readableRecord(context, purchase, ({ buyerId }) => ({ id: buyerId }), 'homePurchases');
  }

  @Audience('internal')
  @Query(() => HomePurchaseConnection, { nullable: true, description: 'Purchases, latest first; for housing staff.' })
  async homePurchases(
    @Args(() => HomePurchasesArgs) args: HomePurchasesArgs,
    @Ctx() context: Context,
  ): Promise<Page<HomePurchase>> {
    requireRole(context, ['HOUSING_STAFF']);
    const { propertyId, state } = args;
    const where = {
      ...(propertyId ? { unitRef: { propertyRef: { id: propertyId } } } : {}),
      ...(state ? { state } : {}),
    };
    return page(context, { entity: HomePurchase, field: 'homePurchases', where, order: [['id', 'desc']] }, args);
  }

  @OneAtATime()
  @Mutation(() => registerPurchaseAnswer.Payload, {
    description: 'Records that a contract was registered; for housing staff and the partner that sells the property.',
  })
  async registerPurchase(
    @Arg('input', () => RegisterPurchaseInput, { description: 'Which, and when.' }) input: RegisterPurchaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireSales(context);
    return registerPurchaseAnswer.of(await registerPurchase(context.em, commandOf(context, input)));
  }

  @Mutation(() => deliverHomeAnswer.Payload, {
    description: 'Records that the keys were handed over; for housing staff and the partner that sells the property.',
  })
  async deliverHome(
    @Arg('input', () => DeliverHomeInput, { description: 'Which, and when.' }) input: DeliverHomeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireSales(context);
    const result = await deliverHome(context.em, commandOf(context, input));
    context.services.nudge();
    return deliverHomeAnswer.of(result);
  }

  @Mutation(() => rescindPurchaseAnswer.Payload, {
    description:
      'Undoes a purchase: the flat is free again, the code stays used; for housing staff and the partner that sells the property.',
  })
  async rescindPurchase(
    @Arg('input', () => RescindPurchaseInput, { description: 'Which, when and why.' }) input: RescindPurchaseInput,
    @Ctx() context: Context,
  ): Promise<object> {
    requireSales(context);
    const result = await rescindPurchase(context.em, commandOf(context, input));
    context.services.nudge();
    return rescindPurchaseAnswer.of(result);
  }
}

function requireSales({ caller }: Context): void {
  if (!handlesSomeSales(caller)) throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
}
