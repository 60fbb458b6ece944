import { Entity, Enum, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, Sensitive } from '@millgate/kit';
import { Ctx, Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { purchaseCodePolicy } from '../lease/homes.fields.ts';
import { Worker } from '../links/links.stub.ts';
import { purchaseCodeState, PurchaseCodeState } from './purchase.rules.ts';

registerEnumType(PurchaseCodeState, {
  name: 'PurchaseCodeState',
  description: 'What can be done with a purchase code at the instant of the request.',
  valuesConfig: {
    ISSUED: { description: 'Its holder may buy with it.' },
    REDEEMED: { description: 'A flat was bought with it; it stays used even if the purchase is rescinded.' },
    EXPIRED: { description: 'Its time is over.' },
    REVOKED: { description: 'Taken back by the programme office.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'The right of one person to buy one youth apartment. The code itself was shown once, when it was issued; for its holder and housing staff.',
})
export class PurchaseCode {
  @Field(() => ID, { description: 'Opaque id, `pcd_…`; not the code.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  /** Keyed hash of the code. Neither the code nor this ever reaches the API: whoever reads the table can redeem nothing. */
  @Column({ type: 'text', hidden: true })
  valueHash!: string;

  @Column({ type: 'text' })
  holderId!: string;

  /** Codes issued by one request; null for those that were there before. */
  @Column({ type: 'text', nullable: true })
  batch: string | null = null;

  @Field(() => String, { description: 'Code of the programme that issued it.' })
  @Column({ type: 'text' })
  programme!: string;

  @Field(() => Float, { nullable: true, description: 'Smallest flat it buys, in square metres; null for no limit.' })
  @Column({ type: 'double', nullable: true })
  areaFromM2: number | null = null;

  @Field(() => Float, { nullable: true, description: 'Largest flat it buys, in square metres; null for no limit.' })
  @Column({ type: 'double', nullable: true })
  areaToM2: number | null = null;

  @Field(() => DateTimeScalar, { description: 'When it was issued.' })
  @Column({ type: 'timestamptz' })
  issuedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which it can no longer be redeemed.' })
  @Column({ type: 'timestamptz' })
  expiresAt!: Date;

  /** As last recorded; `state` also knows that time has passed since. */
  @Enum({ items: () => PurchaseCodeState, type: 'text', fieldName: 'state' })
  recordedState: Opt<PurchaseCodeState> = PurchaseCodeState.ISSUED;

  @Field(() => PurchaseCodeState, { description: 'What can be done with it at the instant of the request.' })
  state(@Ctx() context: Context): PurchaseCodeState {
    return purchaseCodeState(this, context.now);
  }

  @Sensitive('FINANCE')
  @Field(() => Worker, { nullable: true, description: 'Who may buy with it.' })
  holder(@Ctx() context: Context): Promise<Worker> {
    const holder = { id: this.holderId };
    return purchaseCodePolicy.reveal(context, holder, 'holder', { plain: () => holder });
  }
}

export const PurchaseCodeConnection = connectionOf(PurchaseCode);
