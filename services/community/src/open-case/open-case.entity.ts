import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** That a case about a worker is open, as the desk told: what its handler may know of her hangs on it. Never shown. */
@Entity()
export class OpenCase {
  /** The case. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @Property({ type: 'text' })
  communityId!: string;

  /** Who answers for it; null while it waits for a clerk of the community. */
  @Property({ type: 'text', nullable: true })
  handlerId: string | null = null;

  @Property({ type: 'text' })
  kind!: string;

  @Property({ type: 'text' })
  theme!: string;
}
