import { childrenOf, type Context, DatedFact, DateScalar, FactStatus } from '@millgate/kit';
import { Directive, Field, Float, ID, ObjectType } from 'type-graphql';
import { HomePurchase } from './home-purchase.entity.ts';
import { homesPolicy } from '../lease/homes.fields.ts';

@Directive('@shareable')
@ObjectType({
  description: 'The purchase of a home as a dated fact: it holds from the contract until it is rescinded.',
})
export class HomePurchaseFact extends DatedFact {
  @Field(() => ID, { nullable: true, description: 'The purchase; null when not stated.' })
  purchaseId: string | null = null;

  @Field(() => Float, { nullable: true, description: 'Floor area in square metres; null when not stated.' })
  areaM2: number | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the contract; null when not stated.' })
  contractedOn: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of delivery; null when not stated, or not delivered.' })
  deliveredOn: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of rescission; null when not stated, or while it stands.',
  })
  rescindedOn: string | null = null;
}

const source = 'housing:HomePurchase';

export const purchasesOf = (context: Context, workerId: string): Promise<HomePurchase[]> =>
  childrenOf(
    context,
    {
      entity: HomePurchase,
      parent: 'buyerId',
      order: [
        ['contractedOn', 'asc'],
        ['id', 'asc'],
      ],
    },
    workerId,
  );

/** One fact per purchase. Who may not use them gets one that says so, whether or not there is a purchase to hide. */
export async function homePurchaseFacts(context: Context, workerId: string): Promise<HomePurchaseFact[]> {
  const worker = { id: workerId };
  if ((await homesPolicy.decide(context, worker, 'homePurchaseFacts')).view === 'WITHHELD') {
    return [Object.assign(new HomePurchaseFact(), { status: FactStatus.WITHHELD, source, version: workerId })];
  }
  const bought = () => purchasesOf(context, workerId);
  const purchases = await homesPolicy.reveal(context, worker, 'homePurchaseFacts', { plain: bought });
  return purchases.map(({ id, areaM2, contractedOn, deliveredOn, rescindedOn, version }) =>
    Object.assign(new HomePurchaseFact(), {
      purchaseId: id,
      areaM2,
      contractedOn,
      deliveredOn,
      rescindedOn,
      from: contractedOn,
      until: rescindedOn,
      status: FactStatus.KNOWN,
      source,
      version: `${id}@${version}`,
    }),
  );
}
