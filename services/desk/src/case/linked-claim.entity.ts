import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { Case } from './case.entity.ts';

/** A claim that a case led to, as subsidies told of it. While one is open, the case gets no outcome (D8). */
@Entity()
export class LinkedClaim {
  /** Id of the claim. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Case, { ref: true, fieldName: 'case_id' })
  caseRef!: Ref<Case>;

  /** Whether it is still undecided. */
  @Property({ type: 'boolean' })
  open!: boolean;
}
