import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What this subgraph was told of who works where, so that a quota can be kept without asking anybody. */
@Entity()
export class KnownEmployment {
  /** Id of the employment, as the registry named it. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Property({ type: 'boolean' })
  primary!: boolean;

  @Property({ type: 'date', fieldName: 'employed_from' })
  from!: string;

  /** First day on which the employment no longer holds. */
  @Property({ type: 'date', nullable: true, fieldName: 'employed_until' })
  until: string | null = null;
}
