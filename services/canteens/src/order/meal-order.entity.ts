import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById, Money, Sensitive } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Worker } from '../links/links.stub.ts';
import { PriceTier } from '../plan/price-tier.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { mealsPolicy } from './meals.fields.ts';
import { qrOf } from './pickup-code.rules.ts';

export enum MealOrderState {
  CONFIRMED = 'CONFIRMED',
  PICKED_UP = 'PICKED_UP',
  CANCELLED = 'CANCELLED',
  NO_SHOW = 'NO_SHOW',
}

registerEnumType(MealOrderState, {
  name: 'MealOrderState',
  description: 'What became of an order.',
  valuesConfig: {
    CONFIRMED: { description: 'The portions are hers; they wait to be picked up.' },
    PICKED_UP: { description: 'Handed over at the counter.' },
    CANCELLED: { description: 'Given back before the cut-off; the portions can be ordered again.' },
    NO_SHOW: { description: 'Nobody came until the counter closed.' },
  },
});

export enum OrderCanceller {
  WORKER = 'WORKER',
  CANTEEN = 'CANTEEN',
}

registerEnumType(OrderCanceller, {
  name: 'OrderCanceller',
  description: 'Who gave an order up.',
  valuesConfig: {
    WORKER: { description: 'Whoever had ordered, before the cut-off.' },
    CANTEEN: { description: 'The canteen, which bought it back.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Portions of a serving that one person ordered. Orders tell of health, faith and whereabouts: only their owner and the serving counter read them.',
})
export class MealOrder {
  @Field(() => ID, { description: 'Opaque id, `ord_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @ManyToOne(() => MealServing, { ref: true, fieldName: 'serving_id' })
  servingRef!: Ref<MealServing>;

  @Field(() => Int, { description: 'Portions, 1 to 20.' })
  @Property({ type: 'int' })
  quantity!: number;

  @Field(() => PriceTier, { description: 'The tier in force when it was ordered.' })
  @Enum({ items: () => PriceTier, type: 'text' })
  tier!: PriceTier;

  @Field(() => Money, { description: 'Price of one portion when it was ordered; later price changes do not move it.' })
  @Embedded(() => Money, { prefix: 'price_' })
  price!: Money;

  @Field(() => MealOrderState, { description: 'What became of it.' })
  @Enum({ items: () => MealOrderState, type: 'text' })
  state!: MealOrderState;

  @Field(() => String, { description: 'What to show at the counter; good for one pick-up.' })
  @Property({ type: 'text' })
  pickupCode!: string;

  @Field(() => DateTimeScalar, { description: 'When it was ordered.' })
  @Property({ type: 'timestamptz' })
  orderedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was picked up, cancelled or found not to have been collected; null while it waits.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt: Date | null = null;

  @Field(() => OrderCanceller, { nullable: true, description: 'With CANCELLED: who gave it up.' })
  @Enum({ items: () => OrderCanceller, type: 'text', nullable: true })
  cancelledBy: OrderCanceller | null = null;

  /** Whose meal plan paid towards it. */
  @Property({ type: 'text', nullable: true })
  enterpriseId: string | null = null;

  /** What the employer adds to a portion: the workers’ price less the one paid. In fen. */
  @Property({ type: 'bigint', runtimeType: 'number' })
  employerShareFen: Opt<number> = 0;

  @Field(() => String, {
    description: 'The content of the QR code to show at the counter: serving and pick-up code in one text.',
  })
  pickupQr(): string {
    return qrOf(this.servingRef.id, this.pickupCode);
  }

  @Field(() => Money, { description: 'What the order costs in all.' })
  total(): Money {
    return Money.fen(this.price.fen * this.quantity);
  }

  @Sensitive('WHEREABOUTS')
  @Field(() => Worker, { nullable: true, description: 'Who ordered.' })
  worker(@Ctx() context: Context): Promise<Worker> {
    const worker = { id: this.workerId };
    return mealsPolicy.reveal(context, { ...worker, order: this }, 'mealOrders', { plain: () => worker });
  }

  @Field(() => MealServing, { description: 'What was ordered.' })
  async serving(@Ctx() context: Context): Promise<MealServing | null> {
    return loadById(context, MealServing, this.servingRef.id);
  }
}

export const MealOrderConnection = connectionOf(MealOrder);
