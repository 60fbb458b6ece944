import {
  Audience,
  childrenOf,
  type Context,
  mutationAnswer,
  page,
  type Page,
  PageArgs,
  type RefusalText,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DemandPool, DemandPoolConnection, DemandPoolState, PoolMember } from './demand-pool.entity.ts';
import * as inputs from './pool.inputs.ts';
import * as pools from './pool.service.ts';

const notYours: RefusalText = {
  zh: '此操作不由您办理。',
  en: 'This is not yours to do.',
  about: 'HR speaks for their own enterprise, staff for the community’s pools.',
};
const refusals: Readonly<Record<pools.PoolRefusal, RefusalText>> = {
  POOL_NOT_FOUND: { zh: '没有这个需求池。', en: 'There is no such pool.', about: 'No pool has this id.' },
  POOL_CLOSED: {
    zh: '需求池已不在征集中，或状态不允许。',
    en: 'The pool is past that.',
    about: 'It no longer gathers, or was not reached, or has led to something already.',
  },
  NOT_YOURS: notYours,
};
const poolResult = ['pool', () => DemandPool, 'The pool; null if it was refused.'] as const;
const poolPayload = (mutation: string, about: string) =>
  mutationAnswer<DemandPool, pools.PoolRefusal>(mutation, {
    refused: `Why ${about} was refused.`,
    result: poolResult,
    codes: refusals,
  });

const openPayload = mutationAnswer<DemandPool, pools.OpenPoolRefusal>('OpenPool', {
  refused: 'Why opening a pool was refused.',
  result: poolResult,
  codes: {
    NOT_YOURS: notYours,
    ENDS_IN_PAST: { zh: '截止日期已过。', en: 'Its last day has passed.', about: '`opensUntil` lies in the past.' },
  },
});
const joinPayload = mutationAnswer<PoolMember, pools.PoolRefusal>('JoinPool', {
  refused: 'Why joining a pool was refused.',
  result: ['member', () => PoolMember, 'The enterprise in the pool; null if it was refused.'],
  codes: refusals,
});
const leavePayload = poolPayload('LeavePool', 'leaving a pool');
const fulfilledPayload = poolPayload('MarkPoolFulfilled', 'saying what a pool led to');
const cancelPayload = poolPayload('CancelPool', 'calling a pool off');

@ArgsType()
class DemandPoolsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this community.' })
  communityId?: string | null;

  @Field(() => DemandPoolState, { nullable: true, description: 'Only in this state.' })
  state?: DemandPoolState | null;
}

@Resolver(() => DemandPool)
export class DemandPoolResolver {
  @Query(() => DemandPool, { nullable: true, description: 'The pool with this id; null if there is none.' })
  async demandPool(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<DemandPool | null> {
    return context.em.findOne(DemandPool, { id });
  }

  @Query(() => DemandPoolConnection, { nullable: true, description: 'Pools, latest first.' })
  async demandPools(
    @Args(() => DemandPoolsArgs) { communityId, state, ...args }: DemandPoolsArgs,
    @Ctx() context: Context,
  ): Promise<Page<DemandPool>> {
    const where = { ...(communityId ? { communityId } : {}), ...(state ? { state } : {}) };
    return page(context, { entity: DemandPool, field: 'demandPools', where, order: [['id', 'desc']] }, args);
  }

  @FieldResolver(() => [PoolMember], { description: 'Who is in it now, first comers first.' })
  async members(@Root() pool: DemandPool, @Ctx() context: Context): Promise<PoolMember[]> {
    const order = [
      ['joinedAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: PoolMember, parent: 'poolRef', where: { leftAt: null }, order }, pool.id);
  }

  @Mutation(() => openPayload.Payload, {
    nullable: true,
    description: 'Opens a pool for a need that several enterprises may share. Staff of the community.',
  })
  async openPool(
    @Arg('input', () => inputs.OpenPoolInput, { description: 'The need.' }) input: inputs.OpenPoolInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return openPayload.of(await pools.openPool(context.em, by(context, input)));
  }

  @Audience('public')
  @Mutation(() => joinPayload.Payload, {
    nullable: true,
    description:
      'Joins an enterprise to a pool. HR of the enterprise, or staff. It counts once, however often it joins.',
  })
  async joinPool(
    @Arg('input', () => inputs.JoinPoolInput, { description: 'Which enterprise.' }) input: inputs.JoinPoolInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const result = await pools.joinPool(context.em, by(context, input));
    if (result.ok) context.services.nudge();
    return joinPayload.of(result);
  }

  @Audience('public')
  @Mutation(() => leavePayload.Payload, {
    nullable: true,
    description: 'Takes an enterprise out of a pool; what was reached stays reached.',
  })
  async leavePool(
    @Arg('input', () => inputs.LeavePoolInput, { description: 'Which enterprise.' }) input: inputs.LeavePoolInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return leavePayload.of(await pools.leavePool(context.em, by(context, input)));
  }

  @Mutation(() => fulfilledPayload.Payload, {
    nullable: true,
    description: 'Says what a pool that was reached led to, where no other part of the graph says it by itself. Staff.',
  })
  async markPoolFulfilled(
    @Arg('input', () => inputs.MarkPoolFulfilledInput, { description: 'What was opened.' })
    input: inputs.MarkPoolFulfilledInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return fulfilledPayload.of(await pools.markPoolFulfilled(context.em, by(context, input)));
  }

  @Mutation(() => cancelPayload.Payload, { nullable: true, description: 'Calls a gathering pool off. Staff.' })
  async cancelPool(
    @Arg('input', () => inputs.CancelPoolInput, { description: 'Which.' }) input: inputs.CancelPoolInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return cancelPayload.of(await pools.cancelPool(context.em, by(context, input)));
  }
}

const by = <Input>({ caller, now, services }: Context, input: Input) => ({ caller, now, services, input });
