import {
  BeforeCreate,
  BeforeUpdate,
  Embedded,
  Entity,
  Enum,
  ManyToOne,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, loadById, LocalizedText } from '@millgate/kit';
import { Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Community } from '../place/place.entity.ts';
import { searchableOf, spellingsOf } from '../search/search.rules.ts';

export enum HouseholdState {
  ELSEWHERE = 'ELSEWHERE',
  APPLYING = 'APPLYING',
  SETTLED = 'SETTLED',
}

registerEnumType(HouseholdState, {
  name: 'HouseholdState',
  description: 'Where a worker’s household (户籍) is registered.',
  valuesConfig: {
    ELSEWHERE: { description: 'Elsewhere.' },
    APPLYING: { description: 'Elsewhere; registration here is applied for.' },
    SETTLED: { description: 'Here. Only the public security authority says so.' },
  },
});

@ObjectType({ description: 'Where a worker’s household is registered, and since when.' })
export class HouseholdRegistration {
  @Field(() => HouseholdState, { description: 'Where.' })
  state!: HouseholdState;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was registered here; null while it is not.' })
  settledOn!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which the worker said that registration here is applied for; null if she did not.',
  })
  appliedOn!: string | null;
}

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person who works, or looks for work, in a community.' })
export class Worker {
  @Field(() => ID, { description: 'Opaque id, `wrk_…`; stays the same for ever.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  /** Keyed hash of the resident ID: what makes two registrations of one person collide (C1). */
  @Property({ type: 'text', nullable: true, hidden: true })
  residentIdHash: string | null = null;

  /** The resident ID, encrypted; only `worker.policy.ts` decides who gets it back. */
  @Property({ type: 'text', nullable: true, hidden: true })
  residentIdSealed: string | null = null;

  /** A number stored before numbers were sealed; null once it is (`phone.ts`). */
  @Property({ type: 'text', nullable: true, hidden: true })
  phoneNumber: string | null = null;

  /** Keyed hash of the telephone number, by which it is found. */
  @Property({ type: 'text', nullable: true, hidden: true })
  phoneHash: string | null = null;

  /** The telephone number, encrypted. */
  @Property({ type: 'text', nullable: true, hidden: true })
  phoneSealed: string | null = null;

  @Property({ type: 'date', nullable: true, hidden: true })
  bornOn: string | null = null;

  @Embedded(() => LocalizedText, { prefix: 'native_place_', nullable: true, hidden: true })
  nativePlaces: LocalizedText | null = null;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Enum({ items: () => HouseholdState, type: 'text' })
  householdState: Opt<HouseholdState> = HouseholdState.ELSEWHERE;

  @Property({ type: 'date', nullable: true })
  settledOn: string | null = null;

  @Property({ type: 'date', nullable: true })
  settlementAppliedOn: string | null = null;

  @Property({ type: 'int' })
  revision: Opt<number> = 1;

  /** The worker whose record this one was merged into; it is then an alias, and `workerById` answers the other. */
  @Property({ type: 'text', nullable: true, hidden: true })
  mergedInto: string | null = null;

  /** What it is found by; read by the index alone, so that no list carries it. */
  @Property({ type: 'text', nullable: true, hidden: true, lazy: true })
  searchText?: string | null;

  @Property({ type: 'array', columnType: 'text[]', nullable: true, hidden: true, lazy: true })
  searchGrams?: string[] | null;

  @BeforeCreate()
  @BeforeUpdate()
  spellOut(): void {
    const { text, grams } = searchableOf(spellingsOf(this.names));
    this.searchText = text;
    this.searchGrams = grams;
  }

  @Field(() => Community, { description: 'The community that registered the worker.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }
}

export const WorkerConnection = connectionOf(Worker);
