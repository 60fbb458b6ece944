import { Embeddable, Property } from '@mikro-orm/decorators/legacy';
import { Directive, Field, ObjectType, registerEnumType } from 'type-graphql';
import { LongScalar } from './scalars.ts';

export enum Currency {
  CNY = 'CNY',
}

registerEnumType(Currency, {
  name: 'Currency',
  description: 'ISO 4217 code of a currency.',
  valuesConfig: { CNY: { description: 'Renminbi; one yuan is 100 fen.' } },
});

@Embeddable()
@Directive('@shareable')
@ObjectType({ description: 'An amount of money, exact to the fen.' })
export class Money {
  @Field(() => LongScalar, { description: 'The amount in fen, a hundredth of a yuan.' })
  // node-postgres gives bigint columns as text; every amount of ours is a safe integer.
  @Property({ type: 'bigint', runtimeType: 'number' })
  fen!: number;

  @Field(() => Currency, { description: 'The currency of the amount.' })
  @Property({ type: 'text' })
  currency: Currency = Currency.CNY;

  static fen(fen: number): Money {
    if (!Number.isSafeInteger(fen)) throw new RangeError('An amount of money must be a safe integer of fen.');
    return Object.assign(new Money(), { fen });
  }

  static yuan(yuan: number): Money {
    return Money.fen(Math.round(yuan * 100));
  }
}
