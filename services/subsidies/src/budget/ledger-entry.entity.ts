import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById, Money } from '@millgate/kit';
import { Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { Appropriation } from './appropriation.entity.ts';
import { LedgerAccount } from './ledger.enums.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Money that moved from one account of an appropriation to another. Entries are added, never changed; both sides of a move are one entry, so that the ledger always balances. For programme officers.',
})
export class LedgerEntry {
  @Field(() => ID, { description: 'Opaque id, `led_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Appropriation, { ref: true, fieldName: 'appropriation_id' })
  appropriationRef!: Ref<Appropriation>;

  @Property({ type: 'text', nullable: true })
  claimId: string | null = null;

  @Field(() => LedgerAccount, { description: 'The account it left.' })
  @Enum({ items: () => LedgerAccount, type: 'text', fieldName: 'from_account' })
  from!: LedgerAccount;

  @Field(() => LedgerAccount, { description: 'The account it reached.' })
  @Enum({ items: () => LedgerAccount, type: 'text', fieldName: 'to_account' })
  to!: LedgerAccount;

  @Property({ type: 'bigint', runtimeType: 'number' })
  amountFen!: number;

  @Field(() => DateTimeScalar, { description: 'When it moved.' })
  @Property({ type: 'timestamptz' })
  bookedAt!: Date;

  @Field(() => Money, { description: 'How much; always more than nothing.' })
  amount(): Money {
    return Money.fen(this.amountFen);
  }

  @Field(() => Appropriation, { description: 'The appropriation.' })
  async appropriation(@Ctx() context: Context): Promise<Appropriation | null> {
    return loadById(context, Appropriation, this.appropriationRef.id);
  }

  @Field(() => Claim, { nullable: true, description: 'The claim it moved for; null if it moved for none.' })
  async claim(@Ctx() context: Context): Promise<Claim | null> {
    return this.claimId === null ? null : loadById(context, Claim, this.claimId);
  }
}

export const LedgerEntryConnection = connectionOf(LedgerEntry);
