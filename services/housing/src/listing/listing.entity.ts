import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
  Money,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Property } from '../property/property.entity.ts';
import { Unit } from '../unit/unit.entity.ts';
import { listingState, ListingState, ReviewOrder } from './listing.rules.ts';

registerEnumType(ReviewOrder, {
  name: 'ReviewOrder',
  description: 'In which order a listing’s applicants are offered its units.',
  valuesConfig: {
    FIRST_COME: { description: 'By the instant of application.' },
    POINTS: { description: 'By points, most first.' },
    LOTTERY: { description: 'By a draw that anybody can recompute from its seed.' },
    WAITLIST: { description: 'By place on a standing waiting list, as units become free.' },
  },
});

registerEnumType(ListingState, {
  name: 'ListingState',
  description: 'How far a listing has come.',
  valuesConfig: {
    DRAFT: { description: 'Being prepared; only housing staff see it.' },
    OPEN: { description: 'Published; takes applications from `opensAt` to `closesAt`.' },
    CLOSED: { description: 'Takes no more applications; who is in it is frozen.' },
    RANKED: { description: 'Every application has its rank.' },
    ALLOCATING: { description: 'Units are being offered in order of rank.' },
    DONE: { description: 'Nothing more is offered.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Units of a property that people may apply for, and by which order they get them.' })
export class Listing {
  @Field(() => ID, { description: 'Opaque id, `lst_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Property, { ref: true, fieldName: 'property_id' })
  propertyRef!: Ref<Property>;

  @Embedded(() => LocalizedText, { prefix: 'title_' })
  titles!: LocalizedText;

  @Field(() => ReviewOrder, { description: 'In which order applicants are offered its units.' })
  @Enum({ items: () => ReviewOrder, type: 'text' })
  reviewOrder!: ReviewOrder;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can apply.' })
  @Column({ type: 'timestamptz' })
  opensAt!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can no longer apply.' })
  @Column({ type: 'timestamptz' })
  closesAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'With LOTTERY: SHA-256 of the draw’s seed, in hex, published before closing; else null.',
  })
  @Column({ type: 'text', nullable: true })
  seedCommitment: string | null = null;

  /** Whoever knew the seed before closing could choose which applications win: `seed` shows it once they are frozen. */
  @Column({ type: 'text', nullable: true, hidden: true })
  drawSeed: string | null = null;

  @Field(() => String, {
    nullable: true,
    description:
      'With LOTTERY: which public value is mixed into the draw, announced before closing and known to nobody then; null where none is.',
  })
  @Column({ type: 'text', nullable: true })
  entropySource: string | null = null;

  /** The public value, once it was known. */
  @Column({ type: 'text', nullable: true, hidden: true })
  entropy: string | null = null;

  /** SHA-256 of the entries, sorted, a line each: published at closing, so that none is added or taken away after it. */
  @Column({ type: 'text', nullable: true })
  entriesDigest: string | null = null;

  @Column({ type: 'timestamptz', nullable: true })
  entriesFrozenAt: Date | null = null;

  @Field(() => Boolean, { description: 'Whether beds are offered one by one; else whole units.' })
  @Column({ type: 'boolean' })
  byBed: Opt<boolean> = false;

  @Field(() => Money, { nullable: true, description: 'Rent a month of what is offered; null where flats are sold.' })
  @Embedded(() => Money, { prefix: 'rent_', nullable: true })
  rent: Money | null = null;

  @Field(() => Money, { nullable: true, description: 'Deposit of what is offered; null where flats are sold.' })
  @Embedded(() => Money, { prefix: 'deposit_', nullable: true })
  deposit: Money | null = null;

  @Field(() => Int, { nullable: true, description: 'For how many months it is let; null where flats are sold.' })
  @Column({ type: 'int', nullable: true })
  letMonths: number | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Earliest day to move in; null where flats are sold.' })
  @Column({ type: 'date', nullable: true })
  moveInOn: string | null = null;

  @Field(() => Int, { description: 'Grows by one with every recorded change.' })
  @Column({ type: 'int' })
  version: Opt<number> = 1;

  /** As last recorded; `state` also knows that time has passed since. */
  @Enum({ items: () => ListingState, type: 'text', fieldName: 'state' })
  recordedState!: ListingState;

  @Field(() => ListingState, { description: 'How far it has come.' })
  state(@Ctx() context: Context): ListingState {
    return listingState(this, context.now);
  }

  @Field(() => String, { description: 'What is offered, in a few words.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => String, {
    nullable: true,
    description: 'With LOTTERY: the draw’s seed, revealed when the ranks are; its SHA-256 is the commitment.',
  })
  seed(): string | null {
    const ranked = [ListingState.RANKED, ListingState.ALLOCATING, ListingState.DONE].includes(this.recordedState);
    return ranked ? this.drawSeed : null;
  }

  @Field(() => Property, { description: 'The property whose units are offered.' })
  async property(@Ctx() context: Context): Promise<Property | null> {
    return loadById(context, Property, this.propertyRef.id);
  }
}

export const ListingConnection = connectionOf(Listing);

/** A unit is offered by a listing. */
@Entity()
export class ListingUnit {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Listing, { ref: true, fieldName: 'listing_id' })
  listingRef!: Ref<Listing>;

  @ManyToOne(() => Unit, { ref: true, fieldName: 'unit_id' })
  unitRef!: Ref<Unit>;
}
