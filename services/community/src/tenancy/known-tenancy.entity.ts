import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** That a worker lives in a property, as housing told: what its staff may know of her hangs on it. Never shown. */
@Entity()
export class KnownTenancy {
  /** The lease. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @Property({ type: 'text' })
  propertyId!: string;

  @Property({ type: 'date', fieldName: 'let_from' })
  from!: string;

  @Property({ type: 'date', fieldName: 'let_until' })
  until!: string;
}
