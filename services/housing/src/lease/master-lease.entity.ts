import { Embedded, Entity, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { DateScalar, Money } from '@millgate/kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Enterprise } from '../links/links.stub.ts';
import { Unit } from '../unit/unit.entity.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'Units that an enterprise rents to house its own workers in. For the HR of that enterprise and housing staff.',
})
export class MasterLease {
  @Field(() => ID, { description: 'Opaque id, `mls_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  enterpriseId!: string;

  @Field(() => DateScalar, { description: 'First day.' })
  @Column({ type: 'date', fieldName: 'let_from' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds.' })
  @Column({ type: 'date', fieldName: 'let_until' })
  until!: string;

  @Field(() => Money, { description: 'Rent a month for all its units together.' })
  @Embedded(() => Money, { prefix: 'rent_' })
  rent!: Money;

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise that rents.' })
  enterprise(): Enterprise {
    return { id: this.enterpriseId };
  }
}

/** A unit belongs to a master lease, for its days; the database keeps the days equal to the lease's, and units single. */
@Entity()
export class MasterLeaseUnit {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => MasterLease, { ref: true, fieldName: 'master_lease_id' })
  masterLeaseRef!: Ref<MasterLease>;

  @ManyToOne(() => Unit, { ref: true, fieldName: 'unit_id' })
  unitRef!: Ref<Unit>;

  @Column({ type: 'date', fieldName: 'let_from' })
  from!: string;

  @Column({ type: 'date', fieldName: 'let_until' })
  until!: string;
}
