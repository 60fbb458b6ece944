import { badInput, commandOf, type Context, forbidden, holds, loadById } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireKeeper } from '../place/place.policy.ts';
import { IndustryChain } from './chain.entity.ts';
import { joinChain, joinChainAnswer, leaveChain, leaveChainAnswer } from './chain-membership.service.ts';
import { HandOverChainInput, JoinChainInput, LeaveChainInput, OpenChainInput } from './keep-chain.inputs.ts';
import { handOverChain, handOverChainAnswer } from './keep-chain.service.ts';
import { openChain, openChainAnswer } from './open-chain.service.ts';

@Resolver()
export class KeepChainResolver {
  @Mutation(() => openChainAnswer.Payload, {
    description:
      'Organises enterprises as a chain with one head and one convener; for the staff of its community and managers, of a whole city for managers.',
  })
  async openChain(
    @Arg('input', () => OpenChainInput, { description: 'The chain.' }) input: OpenChainInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { caller, em } = context;
    requireKeeper(caller, input.communityId ?? null);
    if (!input.communityId && !holds(caller, 'MANAGER')) throw forbidden();
    return openChainAnswer.of(await openChain(em, commandOf(context, input)));
  }

  @Mutation(() => handOverChainAnswer.Payload, {
    description:
      'Gives a chain another head, another convener, or both, from a day on, and ends the office of those before on that day; for the staff of its community and managers.',
  })
  async handOverChain(
    @Arg('input', () => HandOverChainInput, { description: 'The chain and who comes.' }) input: HandOverChainInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOf(context, input.chainId);
    if (!input.head && !input.convenerId) {
      throw badInput('Name a head, a convener, or both.', ['input'], 'oneOf');
    }
    const { caller, em, now } = context;
    return handOverChainAnswer.of(await handOverChain(em, { caller, now, input }));
  }

  @Mutation(() => joinChainAnswer.Payload, {
    description: 'Takes an enterprise into a chain, from today; for the staff of the chain’s community and managers.',
  })
  async joinChain(
    @Arg('input', () => JoinChainInput, { description: 'The chain and the enterprise.' }) input: JoinChainInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOf(context, input.chainId);
    return joinChainAnswer.of(await joinChain(context.em, commandOf(context, input)));
  }

  @Mutation(() => leaveChainAnswer.Payload, {
    description:
      'Ends an enterprise’s membership of a chain, today; that it was a member is kept. For the staff of the chain’s community and managers.',
  })
  async leaveChain(
    @Arg('input', () => LeaveChainInput, { description: 'The chain and the enterprise.' }) input: LeaveChainInput,
    @Ctx() context: Context,
  ): Promise<object> {
    await requireKeeperOf(context, input.chainId);
    return leaveChainAnswer.of(await leaveChain(context.em, commandOf(context, input)));
  }
}

/** A chain of a whole city is nobody's but the managers'. */
async function requireKeeperOf(context: Context, chainId: string): Promise<void> {
  const chain = await loadById(context, IndustryChain, chainId);
  requireKeeper(context.caller, chain?.communityRef?.id ?? null);
  if (chain && !chain.communityRef && !holds(context.caller, 'MANAGER')) throw forbidden();
}
