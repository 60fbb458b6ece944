import { Entity, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { childrenOf, connectionOf, type Context, DateScalar, dayOf, loadById, Money } from '@millgate/kit';
import { Ctx, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Lease } from '../lease/lease.entity.ts';
import { rentChargeState, RentChargeState } from './rent.rules.ts';

registerEnumType(RentChargeState, {
  name: 'RentChargeState',
  description: 'How rent stands on the day of the request.',
  valuesConfig: {
    DUE: { description: 'Not paid in full, and not late.' },
    OVERDUE: { description: 'Not paid in full on the day on which it was due.' },
    PAID: { description: 'Paid in full.' },
  },
});

@Entity()
@ObjectType({
  description: 'Rent of a lease for a month, or for the days left of it; for the tenant and housing staff.',
})
export class RentCharge {
  @Field(() => ID, { description: 'Opaque id, `rch_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Lease, { ref: true, fieldName: 'lease_id' })
  leaseRef!: Ref<Lease>;

  @Field(() => DateScalar, { description: 'First day it is for.' })
  @Column({ type: 'date', fieldName: 'period_from' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day it is no longer for.' })
  @Column({ type: 'date', fieldName: 'period_until' })
  until!: string;

  @Field(() => DateScalar, { description: 'Last day on which it is paid in time.' })
  @Column({ type: 'date' })
  dueOn!: string;

  @Column({ type: 'bigint', runtimeType: 'number' })
  amountFen!: number;

  @Column({ type: 'bigint', runtimeType: 'number' })
  paidFen: Opt<number> = 0;

  /** What of `paidFen` is given back, since the lease lost the days it was paid for. */
  @Column({ type: 'bigint', runtimeType: 'number' })
  refundFen: Opt<number> = 0;

  @Field(() => Money, { description: 'What is to be paid.' })
  amount(): Money {
    return Money.fen(this.amountFen);
  }

  @Field(() => Money, { description: 'What was paid for it, also what is given back of that.' })
  paid(): Money {
    return Money.fen(this.paidFen);
  }

  @Field(() => Money, {
    description: 'What of that is given back, or was: rent paid for days on which the lease no longer holds.',
  })
  refunded(): Money {
    return Money.fen(this.refundFen);
  }

  @Field(() => RentChargeState, { description: 'How it stands on the day of the request.' })
  state(@Ctx() context: Context): RentChargeState {
    return rentChargeState(this, dayOf(context.now));
  }

  @Field(() => Lease, { nullable: true, description: 'The lease it is for.' })
  async lease(@Ctx() context: Context): Promise<Lease | null> {
    return loadById(context, Lease, this.leaseRef.id);
  }

  @Field(() => [RentPayment], { description: 'Payments recorded, by day.' })
  async payments(@Ctx() context: Context): Promise<RentPayment[]> {
    const order = [
      ['paidOn', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: RentPayment, parent: 'chargeRef', order }, this.id);
  }
}

export const RentChargeConnection = connectionOf(RentCharge);

@Entity()
@ObjectType({ description: 'A payment of rent. Nothing in it is ever changed or removed.' })
export class RentPayment {
  @Field(() => ID, { description: 'Opaque id, `rpy_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => RentCharge, { ref: true, fieldName: 'charge_id' })
  chargeRef!: Ref<RentCharge>;

  @Column({ type: 'bigint', runtimeType: 'number' })
  amountFen!: number;

  @Field(() => DateScalar, { description: 'Day on which it was paid.' })
  @Column({ type: 'date' })
  paidOn!: string;

  @Field(() => String, { description: 'How bank or till names it; distinct.' })
  @Column({ type: 'text' })
  reference!: string;

  @Column({ type: 'text' })
  recordedBy!: string;

  @Column({ type: 'timestamptz' })
  recordedAt!: Date;

  @Field(() => Money, { description: 'What was paid.' })
  amount(): Money {
    return Money.fen(this.amountFen);
  }

  @Field(() => RentCharge, { description: 'What it was paid for.' })
  async charge(@Ctx() context: Context): Promise<RentCharge | null> {
    return loadById(context, RentCharge, this.chargeRef.id);
  }
}
