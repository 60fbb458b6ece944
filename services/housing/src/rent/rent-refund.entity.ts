import { Entity, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, DateTimeScalar, loadById, Money } from '@millgate/kit';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { RentCharge } from './rent-charge.entity.ts';

@Entity()
@ObjectType({
  description:
    'Rent that is given back: it was paid for days on which the lease no longer holds. For the tenant and housing staff.',
})
export class RentRefund {
  @Field(() => ID, { description: 'Opaque id, `rrf_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => RentCharge, { ref: true, fieldName: 'charge_id' })
  chargeRef!: Ref<RentCharge>;

  @Column({ type: 'bigint', runtimeType: 'number' })
  amountFen!: number;

  @Field(() => DateTimeScalar, { description: 'When it was found to be owed.' })
  @Column({ type: 'timestamptz' })
  notedAt!: Date;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was given back; null while it is owed.' })
  @Column({ type: 'date', nullable: true })
  paidOn: string | null = null;

  @Field(() => String, { nullable: true, description: 'How bank or till names the payment; null while it is owed.' })
  @Column({ type: 'text', nullable: true })
  reference: string | null = null;

  @Column({ type: 'text', nullable: true })
  recordedBy: string | null = null;

  @Field(() => Money, { description: 'What is given back.' })
  amount(): Money {
    return Money.fen(this.amountFen);
  }

  @Field(() => RentCharge, { description: 'The rent it was paid for.' })
  async charge(@Ctx() context: Context): Promise<RentCharge | null> {
    return loadById(context, RentCharge, this.chargeRef.id);
  }
}

export const RentRefundConnection = connectionOf(RentRefund);
