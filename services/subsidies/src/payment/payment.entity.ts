import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { type Context, DateTimeScalar, Money } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { readableClaim } from '../claim/claims.fields.ts';

export enum PaymentState {
  QUEUED = 'QUEUED',
  SENT = 'SENT',
  SETTLED = 'SETTLED',
  FAILED = 'FAILED',
}

registerEnumType(PaymentState, {
  name: 'PaymentState',
  description: 'How far a payment has come.',
  valuesConfig: {
    QUEUED: { description: 'Ordered, not sent.' },
    SENT: { description: 'With the bank.' },
    SETTLED: { description: 'Arrived.' },
    FAILED: { description: 'Came back; it is sent again under the same id.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'The payment of an approved claim. A claim has one: a retry is the same payment.' })
export class Payment {
  @Field(() => ID, {
    description:
      'Opaque id, `pay_…`; the bank knows the payment by it (ISO 20022: EndToEndId), so that it leaves at most once.',
  })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Claim, { ref: true, fieldName: 'claim_id' })
  claimRef!: Ref<Claim>;

  @Field(() => Money, { description: 'How much.' })
  @Embedded(() => Money, { prefix: 'amount_' })
  amount!: Money;

  @Field(() => String, {
    description:
      'The account it goes to, masked but for its last four digits; all masked until the bank says which: it pays to the account that the claimant’s social security card names.',
  })
  @Property({ type: 'text' })
  accountMasked!: string;

  @Field(() => String, { nullable: true, description: 'The bank’s reference; null until it gave one.' })
  @Property({ type: 'text', nullable: true })
  bankRef: string | null = null;

  @Field(() => PaymentState, { description: 'How far it has come.' })
  @Enum({ items: () => PaymentState, type: 'text' })
  state!: PaymentState;

  @Field(() => DateTimeScalar, { description: 'When it was ordered.' })
  @Property({ type: 'timestamptz' })
  orderedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it arrived; null until then.' })
  @Property({ type: 'timestamptz', nullable: true })
  settledAt: Date | null = null;

  /** The message to the bank that it travels in, or travelled in last. */
  @Property({ type: 'text', nullable: true })
  messageId: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the bank refused it, as an ISO 20022 status reason such as `AC04` (account closed); else null.',
  })
  @Property({ type: 'text', nullable: true })
  failure: string | null = null;

  @Field(() => Int, { description: 'How often it was sent, always under its own id.' })
  @Property({ type: 'int' })
  attempts: Opt<number> = 0;

  @Field(() => Claim, { nullable: true, description: 'The claim it pays.' })
  async claim(@Ctx() context: Context): Promise<Claim | null> {
    return readableClaim(context, this.claimRef.id);
  }
}

/** A message to the bank: payments that travel together. It is composed once, and reads the same however often it is written. */
@Entity()
export class PaymentMessage {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'timestamptz' })
  composedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  sentAt: Date | null = null;
}
