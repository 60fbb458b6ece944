import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { type Context, holds } from '@millgate/kit';
import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import { Enterprise } from '../links/links.stub.ts';

@Entity()
@Unique({ name: 'cohort_order_once', properties: ['cohortId', 'enterpriseId'] })
@ObjectType({ description: 'What one enterprise ordered of a cohort: jobs for so many.' })
export class CohortOrder {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  cohortId!: string;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'For how many it has jobs.' })
  @Property({ type: 'int' })
  jobs!: number;

  @Property({ type: 'int', nullable: true, fieldName: 'hired' })
  takenOn: number | null = null;

  @Property({ type: 'timestamptz' })
  orderedAt!: Date;

  @Field(() => Enterprise, { nullable: true, description: 'Who has them.' })
  enterprise(): Enterprise {
    return { id: this.enterpriseId };
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'How many graduates it took on; for its own HR and trainers, and null until it is told. A handful of people could be recognised by their number.',
  })
  hired(@Ctx() { caller }: Context): number | null {
    return holds(caller, 'HR', this.enterpriseId) || holds(caller, 'TRAINER') ? this.takenOn : null;
  }
}
