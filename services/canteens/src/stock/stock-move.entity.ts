import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, DateTimeScalar } from '@millgate/kit';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MealServing } from '../serving/serving.entity.ts';

export enum StockMoveKind {
  PLAN = 'PLAN',
  ADD = 'ADD',
  SALE = 'SALE',
  RELEASE = 'RELEASE',
  WASTE = 'WASTE',
  RECOUNT = 'RECOUNT',
}

registerEnumType(StockMoveKind, {
  name: 'StockMoveKind',
  description: 'Why the portions of a serving became more or fewer.',
  valuesConfig: {
    PLAN: { description: 'The kitchen planned them.' },
    ADD: { description: 'The kitchen cooks more.' },
    SALE: { description: 'Ordered, or sold at the counter.' },
    RELEASE: { description: 'An order was cancelled or bought back.' },
    WASTE: { description: 'Thrown away before they were sold.' },
    RECOUNT: { description: 'Staff counted what there is.' },
  },
});

/** A serving's ledger is only added to. From its moves every counter of the serving can be derived. */
@Entity()
@ObjectType({ description: 'One line of a serving’s stock ledger, which is only ever added to.' })
export class StockMove {
  @Field(() => ID, { description: 'Opaque id, `mov_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => MealServing, { ref: true, fieldName: 'serving_id' })
  servingRef!: Ref<MealServing>;

  /** Where it lies among the moves of its serving; drawn by the database. */
  @Property({ type: 'bigint', runtimeType: 'number', autoincrement: true })
  position!: Opt<number>;

  @Field(() => StockMoveKind, { description: 'Why.' })
  @Enum({ items: () => StockMoveKind, type: 'text' })
  kind!: StockMoveKind;

  @Field(() => Int, { description: 'Portions: positive where they appear, negative where they leave.' })
  @Property({ type: 'int' })
  quantity!: number;

  @Field(() => Int, {
    description:
      'Portions left after it: the sum of all moves up to this one; below zero where a terminal without a connection sold what was not there.',
  })
  @Property({ type: 'int' })
  balance!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  @Property({ type: 'timestamptz', fieldName: 'moved_at' })
  at!: Date;

  /** Who moved it; of a sale the buyer, whom the ledger does not name. */
  @Property({ type: 'text', nullable: true })
  actor: string | null = null;

  @Property({ type: 'text', nullable: true })
  orderId: string | null = null;

  @Property({ type: 'text', nullable: true })
  saleId: string | null = null;
}

export const StockMoveConnection = connectionOf(StockMove);
