import { Authenticated, type Context, holds, page, type Page, PageArgs, pageOfMany, Sensitive } from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Case, CaseConnection } from '../case/case.entity.ts';
import { casesPolicy } from '../case/cases.fields.ts';
import { childrenOf } from '@millgate/kit';
import { ServiceList } from '../item/service-item.entity.ts';
import { DemandPool, DemandPoolConnection, DemandPoolState } from '../pool/demand-pool.entity.ts';
import { Counter, Terminal } from '../ticket/ticket.entity.ts';
import { Community, Enterprise, Worker } from './links.stub.ts';

const byId = [['id', 'asc']] as const;
const latestFirst = [
  ['receivedAt', 'desc'],
  ['id', 'desc'],
] as const;

@Resolver(() => Community)
export class CommunityDeskResolver {
  @FieldResolver(() => [ServiceList], { nullable: true, description: 'Lists of services that its desk publishes.' })
  async serviceLists(@Root() { id }: Community, @Ctx() context: Context): Promise<ServiceList[]> {
    return childrenOf(context, { entity: ServiceList, parent: 'communityId', order: byId }, id);
  }

  @FieldResolver(() => [Counter], { nullable: true, description: 'Counters of its one window.' })
  async counters(@Root() { id }: Community, @Ctx() context: Context): Promise<Counter[]> {
    return childrenOf(context, { entity: Counter, parent: 'communityId', order: [['no', 'asc']] }, id);
  }

  @FieldResolver(() => [Terminal], { nullable: true, description: 'Its self-service terminals, day and night.' })
  async terminals(@Root() { id }: Community, @Ctx() context: Context): Promise<Terminal[]> {
    return childrenOf(context, { entity: Terminal, parent: 'communityId', order: byId }, id);
  }

  @FieldResolver(() => DemandPoolConnection, { nullable: true, description: 'Pools that still gather, by id.' })
  async openPools(
    @Root() { id }: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<DemandPool>> {
    const where = { state: DemandPoolState.GATHERING };
    const list = {
      entity: DemandPool,
      field: 'Community.openPools',
      where,
      order: byId,
      parent: 'communityId',
    } as const;
    return pageOfMany(context, list, args, id);
  }
}

@Resolver(() => Worker)
export class WorkerCasesResolver {
  @Authenticated()
  @Sensitive('PERSONAL')
  @FieldResolver(() => CaseConnection, {
    nullable: true,
    description:
      'Matters the worker has at the desk, latest first; for the worker alone. Staff find a case by its number.',
  })
  async cases(
    @Root() { id }: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Case> | null> {
    const list = { entity: Case, field: 'Worker.cases', where: { workerId: id }, order: latestFirst } as const;
    return casesPolicy.reveal(context, { id }, 'cases', { plain: () => page(context, list, args) });
  }
}

@Resolver(() => Enterprise)
export class EnterpriseCasesResolver {
  @FieldResolver(() => CaseConnection, {
    nullable: true,
    description:
      'Matters that the enterprise itself has at the desk, latest first; for its HR. What its people ask is not among them, least of all what they say about it.',
  })
  async cases(
    @Root() { id }: Enterprise,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Case> | null> {
    if (!holds(context.caller, 'HR', id)) return null;
    const where = { enterpriseId: id, workerId: null };
    return page(context, { entity: Case, field: 'Enterprise.cases', where, order: latestFirst }, args);
  }
}
