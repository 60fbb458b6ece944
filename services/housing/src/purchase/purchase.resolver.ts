import { type Context, page, PageArgs, type Page, requireWorker } from '@millgate/kit';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { PurchaseCode, PurchaseCodeConnection } from './purchase-code.entity.ts';

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
}
