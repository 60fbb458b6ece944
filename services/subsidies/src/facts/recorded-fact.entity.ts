import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { Claim } from '../claim/claim.entity.ts';

/** What an officer read from papers for a claim: a fact that no part of the graph publishes. Added, never changed. */
@Entity()
export class RecordedFact {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Claim, { ref: true, fieldName: 'claim_id' })
  claimRef!: Ref<Claim>;

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'bigint', runtimeType: 'number' })
  value!: number;

  @Property({ type: 'text' })
  recordedBy!: string;

  @Property({ type: 'timestamptz' })
  recordedAt!: Date;
}
