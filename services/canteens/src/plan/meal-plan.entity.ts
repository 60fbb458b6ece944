import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { DateScalar, ToldEmployment } from '@millgate/kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Enterprise } from '../links/links.stub.ts';
import { PriceTier } from './price-tier.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'What an enterprise pays towards its employees’ meals.' })
export class MealPlan {
  @Field(() => ID, { description: 'Opaque id, `mpl_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Field(() => PriceTier, { description: 'The tier its employees order in.' })
  @Enum({ items: () => PriceTier, type: 'text' })
  tier!: PriceTier;

  @Field(() => Int, { description: 'Portions a day, per employee, at that tier.' })
  @Property({ type: 'int' })
  perDay!: number;

  @Field(() => DateScalar, { description: 'First day of the plan.' })
  @Property({ type: 'date', fieldName: 'valid_from' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it no longer holds; null while it is open-ended.',
  })
  @Property({ type: 'date', nullable: true, fieldName: 'valid_until' })
  until: string | null = null;

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise that pays.' })
  enterprise(): Enterprise {
    return { id: this.enterpriseId };
  }
}

/** A tier is decided without asking anybody at dinner time. */
@Entity()
export class KnownEmployment extends ToldEmployment {}
