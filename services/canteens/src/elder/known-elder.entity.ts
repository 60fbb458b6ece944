import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { DateScalar } from '@millgate/kit';
import { Field, ObjectType } from 'type-graphql';

/** That somebody is old enough, and since when this is known. Not how old: a kitchen has no use for a birth date. */
@Entity()
@ObjectType({ description: 'That somebody eats at the elders’ price wherever it is sold.' })
export class KnownElder {
  @PrimaryKey({ type: 'text', fieldName: 'worker_id' })
  id!: string;

  @Field(() => DateScalar, { description: 'The day since which she does.' })
  @Property({ type: 'date' })
  since!: string;
}
