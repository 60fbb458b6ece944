import {
  Audience,
  childrenOf,
  type Context,
  forbidden,
  type Page,
  PageArgs,
  pageOfMany,
  RequiresScope,
  Sensitive,
} from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Lease, LeaseConnection } from '../lease/lease.entity.ts';
import { latestFirst } from '../lease/lease.resolver.ts';
import { MasterLease } from '../lease/master-lease.entity.ts';
import { mayReadHome, mayReadMasterLeases } from '../lease/tenancy.policy.ts';
import { Property, PropertyConnection } from '../property/property.entity.ts';
import { HomePurchase } from '../purchase/home-purchase.entity.ts';
import { HomePurchaseFact, homePurchaseFacts, purchasesOf } from '../purchase/home-purchase.facts.ts';
import { mayReadPurchases } from '../purchase/purchase.policy.ts';
import { HomePurchaseState } from '../purchase/purchase.rules.ts';
import { Community, Enterprise, Worker } from './links.stub.ts';

@Resolver(() => Community)
export class CommunityPropertiesResolver {
  @FieldResolver(() => PropertyConnection, { nullable: true, description: 'Where its workers can live, by id.' })
  async properties(
    @Root() community: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Property>> {
    const list = {
      entity: Property,
      field: 'Community.properties',
      where: {},
      order: [['id', 'asc']],
      parent: 'communityId',
    } as const;
    return pageOfMany(context, list, args, community.id);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseMasterLeasesResolver {
  @FieldResolver(() => [MasterLease], {
    nullable: true,
    description: 'What it rents to house its workers in, by first day; for its HR and housing staff.',
  })
  async masterLeases(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<MasterLease[]> {
    if (!mayReadMasterLeases(context.caller, enterprise.id)) throw forbidden();
    const order = [
      ['from', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: MasterLease, parent: 'enterpriseId', order }, enterprise.id);
  }
}

@Resolver(() => Worker)
export class WorkerHomesResolver {
  @RequiresScope('worker:home')
  @Sensitive('WHEREABOUTS')
  @FieldResolver(() => LeaseConnection, {
    nullable: true,
    description: 'Where the worker lived, lives and may live, latest first; for the worker and housing staff.',
  })
  async leases(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Lease>> {
    if (!mayReadHome(context.caller, worker.id)) throw forbidden();
    const list = { entity: Lease, field: 'Worker.leases', where: {}, order: latestFirst, parent: 'tenantId' } as const;
    return pageOfMany(context, list, args, worker.id);
  }

  @RequiresScope('worker:home')
  @Sensitive('FINANCE')
  @FieldResolver(() => [HomePurchase], {
    nullable: true,
    description: 'Homes the worker bought, by day of contract, rescinded ones too; for the worker and housing staff.',
  })
  async homePurchases(@Root() worker: Worker, @Ctx() context: Context): Promise<HomePurchase[]> {
    if (!mayReadPurchases(context.caller, worker.id)) throw forbidden();
    return purchasesOf(context, worker.id);
  }

  @RequiresScope('worker:home')
  @Sensitive('FINANCE')
  @FieldResolver(() => HomePurchase, {
    nullable: true,
    description:
      'The youth apartment the worker bought; null if there is none that stands. For the worker and housing staff.',
  })
  async youthHome(@Root() worker: Worker, @Ctx() context: Context): Promise<HomePurchase | null> {
    if (!mayReadPurchases(context.caller, worker.id)) throw forbidden();
    const purchases = await purchasesOf(context, worker.id);
    return purchases.findLast(({ state }) => state !== HomePurchaseState.RESCINDED) ?? null;
  }

  @Audience('internal')
  @RequiresScope('worker:facts')
  @FieldResolver(() => [HomePurchaseFact], {
    nullable: true,
    description: 'Homes the worker bought as dated facts, for rules. One WITHHELD fact for whoever may not use them.',
  })
  async homePurchaseFacts(@Root() worker: Worker, @Ctx() context: Context): Promise<HomePurchaseFact[]> {
    return homePurchaseFacts(context, worker.id);
  }
}
