import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateTimeScalar } from '@millgate/kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { Enterprise, EnterpriseStage, EnterpriseStatus } from './enterprise.entity.ts';

/** Written with each change of stage or status, and never again. */
@Entity()
@ObjectType({ description: 'A step in the life of an enterprise: what it was from an instant on.' })
export class EnterpriseStep {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Enterprise, { ref: true, fieldName: 'enterprise_id' })
  enterpriseRef!: Ref<Enterprise>;

  @Field(() => Int, { description: 'The version of the record that began with it.' })
  @Property({ type: 'int' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Property({ type: 'timestamptz' })
  at!: Date;

  /** Key of the caller, for an auditor. */
  @Property({ type: 'text' })
  actorId!: string;

  @Field(() => EnterpriseStage, { description: 'Where it stood in its life from then on.' })
  @Enum({ items: () => EnterpriseStage, type: 'text' })
  stage!: EnterpriseStage;

  @Field(() => EnterpriseStatus, { description: 'Whether it was in business from then on.' })
  @Enum({ items: () => EnterpriseStatus, type: 'text' })
  status!: EnterpriseStatus;
}
