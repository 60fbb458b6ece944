import { Money } from '@millgate/kit';
import { Field, ObjectType } from 'type-graphql';
import { salaryBandOf } from '../worker/masking.rules.ts';

@ObjectType({ description: 'A range of salaries, for those who need not know the salary.' })
export class SalaryBand {
  @Field(() => Money, { description: 'Least salary a month.' })
  from!: Money;

  @Field(() => Money, { nullable: true, description: 'Least salary above it; null for the last band.' })
  until!: Money | null;

  static of({ fen }: Money): SalaryBand {
    const { from, until } = salaryBandOf(fen);
    return Object.assign(new SalaryBand(), { from: Money.fen(from), until: until === null ? null : Money.fen(until) });
  }
}
