import {
  Audience,
  childrenOf,
  type Context,
  forbidden,
  loadBy,
  OneAtATime,
  page,
  type Page,
  PageArgs,
  requireWorker,
  userErrors,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Appeal } from '../appeal/appeal.entity.ts';
import { Entitlement } from '../entitlement/entitlement.entity.ts';
import { Payment } from '../payment/payment.entity.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { Claim, ClaimConnection } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { ClaimSubsidyInput } from './claim-subsidy.inputs.ts';
import { ClaimSubsidyError, claimSubsidyMessages, ClaimSubsidyPayload } from './claim-subsidy.payloads.ts';
import { claimSubsidy } from './claim-subsidy.service.ts';
import { latestFirst } from './claim.lists.ts';
import { isOfficer } from './claim.policy.ts';
import { readableClaim } from './claims.fields.ts';

@ArgsType()
class ClaimsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only those of the programme with this code.' })
  program?: string | null;

  @Field(() => ClaimState, { nullable: true, description: 'Only those in this state.' })
  state?: ClaimState | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those that wait for facts which did not come in time, or only others.',
  })
  escalated?: boolean | null;
}

/** Once facts are there, nobody has to look after them any more. */
const overdue = (escalated: boolean): object =>
  escalated
    ? { state: ClaimState.PENDING_FACTS, escalatedAt: { $ne: null } }
    : { $or: [{ state: { $ne: ClaimState.PENDING_FACTS } }, { escalatedAt: null }] };

@Resolver(() => Claim)
export class ClaimResolver {
  @Query(() => Claim, {
    nullable: true,
    description: 'The claim with this id; null if there is none, or it is not the caller’s to see.',
  })
  async claim(
    @Arg('id', () => ID, { description: 'Id of the claim.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Claim | null> {
    return readableClaim(context, id);
  }

  @Query(() => ClaimConnection, { nullable: true, description: 'The caller’s own claims, latest first.' })
  async myClaims(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Claim>> {
    const where = { workerId: requireWorker(context) };
    return page(context, { entity: Claim, field: 'myClaims', where, order: latestFirst }, args);
  }

  @Audience('internal')
  @Query(() => ClaimConnection, { nullable: true, description: 'All claims, latest first; for programme officers.' })
  async claims(@Args(() => ClaimsArgs) args: ClaimsArgs, @Ctx() context: Context): Promise<Page<Claim>> {
    if (!isOfficer(context.caller)) throw forbidden();
    const program = args.program ? await loadBy(context, SubsidyProgram, 'code', args.program) : null;
    const where = {
      ...(args.program ? { programRef: program?.id ?? '' } : {}),
      ...(args.state ? { state: args.state } : {}),
      ...(typeof args.escalated === 'boolean' ? overdue(args.escalated) : {}),
    };
    return page(context, { entity: Claim, field: 'claims', where, order: latestFirst }, args);
  }

  @OneAtATime()
  @Audience('public')
  @Mutation(() => ClaimSubsidyPayload, {
    description:
      'Claims a programme for the caller, and decides it at once when all facts are there. A fact that is missing, or a source that does not answer, leaves the claim pending; it is never refused for it.',
  })
  async claimSubsidy(
    @Arg('input', () => ClaimSubsidyInput, { description: 'What to claim.' }) input: ClaimSubsidyInput,
    @Ctx() context: Context,
  ): Promise<ClaimSubsidyPayload> {
    const result = await claimSubsidy(context, requireWorker(context), input);
    return {
      claim: result.ok ? result.value : null,
      userErrors: userErrors(ClaimSubsidyError, claimSubsidyMessages, result),
    };
  }

  @FieldResolver(() => Payment, { nullable: true, description: 'Its payment; null until one is ordered.' })
  async payment(@Root() claim: Claim, @Ctx() context: Context): Promise<Payment | null> {
    const list = { entity: Payment, parent: 'claimRef', order: [['id', 'asc']] } as const;
    return (await childrenOf(context, list, claim.id))[0] ?? null;
  }

  @FieldResolver(() => [Appeal], { description: 'Objections to its refusal, oldest first.' })
  async appeals(@Root() claim: Claim, @Ctx() context: Context): Promise<Appeal[]> {
    return childrenOf(context, { entity: Appeal, parent: 'claimRef', order: [['filedAt', 'asc']] }, claim.id);
  }

  @FieldResolver(() => [Entitlement], { description: 'What it gives in kind; empty for money.' })
  async entitlements(@Root() claim: Claim, @Ctx() context: Context): Promise<Entitlement[]> {
    return childrenOf(context, { entity: Entitlement, parent: 'claimRef', order: [['id', 'asc']] }, claim.id);
  }
}
