import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  loadById,
  Money,
  Sensitive,
} from '@millgate/kit';
import { Ctx, Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { homesPolicy } from '../lease/homes.fields.ts';
import { Worker } from '../links/links.stub.ts';
import { Unit } from '../unit/unit.entity.ts';
import { PurchaseCode } from './purchase-code.entity.ts';
import { HomePurchaseState, PurchaseAction } from './purchase.rules.ts';

registerEnumType(HomePurchaseState, {
  name: 'HomePurchaseState',
  description: 'How far the purchase of a home has come.',
  valuesConfig: {
    CONTRACTED: { description: 'The contract is signed.' },
    REGISTERED: { description: 'The contract is registered with the housing authority.' },
    DELIVERED: { description: 'The buyer has the keys.' },
    RESCINDED: { description: 'Undone; the unit is free again, the code stays used.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'The purchase of a youth apartment; for its buyer and housing staff.' })
export class HomePurchase {
  @Field(() => ID, { description: 'Opaque id, `hpu_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => PurchaseCode, { ref: true, fieldName: 'code_id' })
  codeRef!: Ref<PurchaseCode>;

  @Column({ type: 'text' })
  buyerId!: string;

  @ManyToOne(() => Unit, { ref: true, fieldName: 'unit_id' })
  unitRef!: Ref<Unit>;

  @Field(() => Float, { description: 'Floor area of the contract, in square metres.' })
  @Column({ type: 'double' })
  areaM2!: number;

  @Field(() => Money, { nullable: true, description: 'Price of the contract; null where it was not recorded.' })
  @Embedded(() => Money, { prefix: 'price_', nullable: true })
  price: Money | null = null;

  @Field(() => DateScalar, { description: 'Day of the contract.' })
  @Column({ type: 'date' })
  contractedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was registered; null until then.' })
  @Column({ type: 'date', nullable: true })
  registeredOn: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which the buyer got the keys; null until then.' })
  @Column({ type: 'date', nullable: true })
  deliveredOn: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was rescinded; null while it stands.' })
  @Column({ type: 'date', nullable: true })
  rescindedOn: string | null = null;

  @Field(() => HomePurchaseState, { description: 'How far it has come.' })
  @Enum({ items: () => HomePurchaseState, type: 'text' })
  state!: HomePurchaseState;

  @Field(() => Int, { description: 'Grows by one with every change; also the version of the facts that rules use.' })
  @Column({ type: 'int' })
  version: Opt<number> = 1;

  @Sensitive('FINANCE')
  @Field(() => Worker, { nullable: true, description: 'Who buys.' })
  buyer(@Ctx() context: Context): Promise<Worker> {
    const buyer = { id: this.buyerId };
    return homesPolicy.reveal(context, { ...buyer, purchase: this }, 'homePurchases', { plain: () => buyer });
  }

  @Field(() => Unit, { description: 'The flat.' })
  async unit(@Ctx() context: Context): Promise<Unit | null> {
    return loadById(context, Unit, this.unitRef.id);
  }

  @Field(() => PurchaseCode, { description: 'The code it was bought with.' })
  async code(@Ctx() context: Context): Promise<PurchaseCode | null> {
    return loadById(context, PurchaseCode, this.codeRef.id);
  }

  @Field(() => [HomePurchaseStep], { description: 'What happened to it, first to last.' })
  async steps(@Ctx() context: Context): Promise<HomePurchaseStep[]> {
    const order = [
      ['at', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: HomePurchaseStep, parent: 'purchaseRef', order }, this.id);
  }
}

export const HomePurchaseConnection = connectionOf(HomePurchase);

registerEnumType(PurchaseAction, {
  name: 'PurchaseAction',
  description: 'What was done to the purchase of a home.',
  valuesConfig: {
    CONTRACT: { description: 'A code was redeemed, and the contract signed.' },
    REGISTER: { description: 'Registered with the housing authority.' },
    DELIVER: { description: 'The keys were handed over.' },
    RESCIND: { description: 'Undone.' },
  },
});

@Entity()
@ObjectType({ description: 'One line of the history of a purchase. Nothing in it is ever changed or removed.' })
export class HomePurchaseStep {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => HomePurchase, { ref: true, fieldName: 'purchase_id' })
  purchaseRef!: Ref<HomePurchase>;

  @Field(() => PurchaseAction, { description: 'What was done.' })
  @Enum({ items: () => PurchaseAction, type: 'text' })
  action!: PurchaseAction;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Column({ type: 'timestamptz', fieldName: 'done_at' })
  at!: Date;

  /** Key of whoever did it. */
  @Column({ type: 'text', nullable: true })
  actor: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in the words of whoever did it; null where none is asked.',
  })
  @Column({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => HomePurchaseState, { nullable: true, description: 'The state before; null for the first line.' })
  @Enum({ items: () => HomePurchaseState, type: 'text', nullable: true, fieldName: 'state_before' })
  before: HomePurchaseState | null = null;

  @Field(() => HomePurchaseState, { description: 'The state after.' })
  @Enum({ items: () => HomePurchaseState, type: 'text', fieldName: 'state_after' })
  after!: HomePurchaseState;
}
