import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { type Context, loadById, Money } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
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
