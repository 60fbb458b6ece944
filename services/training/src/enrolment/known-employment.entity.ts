import { Entity, Property } from '@mikro-orm/decorators/legacy';
import { ToldEmployment } from '@millgate/kit';

/** A seat counts against the quota of the enterprise that is the worker’s main employer. */
@Entity()
export class KnownEmployment extends ToldEmployment {
  @Property({ type: 'boolean' })
  primary!: boolean;
}
