import { Entity, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';

/** What this subgraph was told of who works where: an enterprise houses its own people, free lodging is for job-seekers. */
@Entity()
export class KnownEmployment {
  /** Id of the employment, as the registry named it. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  workerId!: string;

  @Column({ type: 'text' })
  enterpriseId!: string;

  @Column({ type: 'date', fieldName: 'employed_from' })
  from!: string;

  /** First day on which the employment no longer holds. */
  @Column({ type: 'date', nullable: true, fieldName: 'employed_until' })
  until: string | null = null;
}
