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
import { homesPolicy, propertiesOf, tenantOf } from '../lease/homes.fields.ts';
import { latestFirst } from '../lease/lease.resolver.ts';
import { MasterLease } from '../lease/master-lease.entity.ts';
import { mayReadMasterLeases } from '../lease/tenancy.policy.ts';
import { Property, PropertyConnection } from '../property/property.entity.ts';
import { HomePurchase } from '../purchase/home-purchase.entity.ts';
import { HomePurchaseFact, homePurchaseFacts, purchasesOf } from '../purchase/home-purchase.facts.ts';
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
    description:
      'Where the worker lived, lives and may live, latest first; for the worker, housing staff (those of one property, there), and the handler of an open case about her who names it (header `millgate-purpose: CASE; case=…`).',
  })
  async leases(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Lease>> {
    const list = { entity: Lease, field: 'Worker.leases', where: {}, order: latestFirst, parent: 'tenantId' } as const;
    const decision = await homesPolicy.decide(context, worker, 'leases');
    const properties = propertiesOf(context.caller);
    if (decision.view !== 'PLAIN' && properties.length > 0) {
      // The staff of a home see who lives there, and not where else she did.
      const where = { unitRef: { propertyRef: { $in: properties } } };
      const found = await pageOfMany(context, { ...list, where }, args, worker.id);
      for (const lease of found.nodes)
        await homesPolicy.reveal(context, tenantOf(lease), 'leases', { plain: () => lease });
      return found;
    }
    const leases = () => pageOfMany(context, list, args, worker.id);
    return homesPolicy.reveal(context, worker, 'leases', { plain: leases });
  }

  @RequiresScope('worker:home')
  @Sensitive('FINANCE')
  @FieldResolver(() => [HomePurchase], {
    nullable: true,
    description: 'Homes the worker bought, by day of contract, rescinded ones too; for the worker and housing staff.',
  })
  async homePurchases(@Root() worker: Worker, @Ctx() context: Context): Promise<HomePurchase[]> {
    return homesPolicy.reveal(context, worker, 'homePurchases', { plain: () => purchasesOf(context, worker.id) });
  }

  @RequiresScope('worker:home')
  @Sensitive('FINANCE')
  @FieldResolver(() => HomePurchase, {
    nullable: true,
    description:
      'The youth apartment the worker bought; null if there is none that stands. For the worker and housing staff.',
  })
  async youthHome(@Root() worker: Worker, @Ctx() context: Context): Promise<HomePurchase | null> {
    const bought = () => purchasesOf(context, worker.id);
    const purchases = await homesPolicy.reveal(context, worker, 'youthHome', { plain: bought });
    return purchases.findLast(({ state }) => state !== HomePurchaseState.RESCINDED) ?? null;
  }

  @Audience('internal')
  @RequiresScope('worker:facts')
  @Sensitive('FINANCE')
  @FieldResolver(() => [HomePurchaseFact], {
    nullable: true,
    description: 'Homes the worker bought as dated facts, for rules. One WITHHELD fact for whoever may not use them.',
  })
  async homePurchaseFacts(@Root() worker: Worker, @Ctx() context: Context): Promise<HomePurchaseFact[]> {
    return homePurchaseFacts(context, worker.id);
  }
}
