import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById, Money } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { availableFen, type Balances } from './balances.rules.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'Money set aside for a programme in a year. Reserved, committed and paid together never exceed it.',
})
export class Appropriation implements Balances {
  @Field(() => ID, { description: 'Opaque id, `apr_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => SubsidyProgram, { ref: true, fieldName: 'program_id' })
  programRef!: Ref<SubsidyProgram>;

  @Field(() => Int, { description: 'The calendar year whose decisions it pays for.' })
  @Property({ type: 'int' })
  fiscalYear!: number;

  @Property({ type: 'bigint', runtimeType: 'number' })
  amountFen!: number;

  @Property({ type: 'bigint', runtimeType: 'number' })
  reservedFen: Opt<number> = 0;

  @Property({ type: 'bigint', runtimeType: 'number' })
  committedFen: Opt<number> = 0;

  @Property({ type: 'bigint', runtimeType: 'number' })
  paidFen: Opt<number> = 0;

  @Property({ type: 'bigint', runtimeType: 'number' })
  recoveredFen: Opt<number> = 0;

  @Field(() => Money, { description: 'What was set aside.' })
  amount(): Money {
    return Money.fen(this.amountFen);
  }

  @Field(() => Money, { description: 'Held for claims that were approved and are not on their way to the bank.' })
  reserved(): Money {
    return Money.fen(this.reservedFen);
  }

  @Field(() => Money, { description: 'In payments that were ordered and have not arrived.' })
  committed(): Money {
    return Money.fen(this.committedFen);
  }

  @Field(() => Money, { description: 'Paid out.' })
  paid(): Money {
    return Money.fen(this.paidFen);
  }

  @Field(() => Money, { description: 'Paid out and come back.' })
  recovered(): Money {
    return Money.fen(this.recoveredFen);
  }

  @Field(() => Money, {
    description: 'What can still be granted: amount less reserved, committed and paid, plus recovered.',
  })
  available(): Money {
    return Money.fen(availableFen(this));
  }

  @Field(() => SubsidyProgram, { description: 'The programme it is for.' })
  async program(@Ctx() context: Context): Promise<SubsidyProgram | null> {
    return loadById(context, SubsidyProgram, this.programRef.id);
  }
}

export enum LedgerAccount {
  TREASURY = 'TREASURY',
  AVAILABLE = 'AVAILABLE',
  RESERVED = 'RESERVED',
  COMMITTED = 'COMMITTED',
  PAID = 'PAID',
  RECOVERED = 'RECOVERED',
}

registerEnumType(LedgerAccount, {
  name: 'LedgerAccount',
  description: 'Where the money of an appropriation stands.',
  valuesConfig: {
    TREASURY: { description: 'Outside: where the money comes from.' },
    AVAILABLE: { description: 'Can be granted.' },
    RESERVED: { description: 'Held for approved claims.' },
    COMMITTED: { description: 'In payments under way.' },
    PAID: { description: 'With the claimants.' },
    RECOVERED: { description: 'Outside: claimants who pay back.' },
  },
});

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
