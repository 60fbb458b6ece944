import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById, Money } from '@millgate/kit';
import { Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { PriceTier } from '../plan/price-tier.ts';
import { MealServing } from '../serving/serving.entity.ts';

@Entity()
@ObjectType({ description: 'Portions sold at the counter to somebody who had not ordered. It names nobody.' })
export class CounterSale {
  @Field(() => ID, { description: 'Opaque id, `sal_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => MealServing, { ref: true, fieldName: 'serving_id' })
  servingRef!: Ref<MealServing>;

  @Field(() => String, { description: 'The terminal that sold, as it names itself.' })
  @Property({ type: 'text' })
  terminal!: string;

  @Field(() => String, { description: 'The terminal’s own number of the sale.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => Int, { description: 'Portions.' })
  @Property({ type: 'int' })
  quantity!: number;

  @Field(() => PriceTier, { description: 'The tier that staff chose.' })
  @Enum({ items: () => PriceTier, type: 'text' })
  tier!: PriceTier;

  @Field(() => Money, { description: 'Price of one portion.' })
  @Embedded(() => Money, { prefix: 'price_' })
  price!: Money;

  @Field(() => DateTimeScalar, { description: 'When the terminal sold it.' })
  @Property({ type: 'timestamptz' })
  soldAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'When it reached the stock; later than the sale for an offline terminal.',
  })
  @Property({ type: 'timestamptz' })
  recordedAt!: Date;

  @Property({ type: 'text' })
  recordedBy!: string;

  @Field(() => Int, { description: 'Portions of it that were not there when it reached the stock.' })
  @Property({ type: 'int' })
  oversold: Opt<number> = 0;

  @Field(() => MealServing, { description: 'What was sold.' })
  async serving(@Ctx() context: Context): Promise<MealServing | null> {
    return loadById(context, MealServing, this.servingRef.id);
  }
}

export const CounterSaleConnection = connectionOf(CounterSale);
