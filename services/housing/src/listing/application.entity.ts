import { Entity, Enum, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, forbidden, holds, loadById } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Worker } from '../links/links.stub.ts';
import { Listing } from './listing.entity.ts';

export enum ApplicationState {
  SUBMITTED = 'SUBMITTED',
  RANKED = 'RANKED',
  OFFERED = 'OFFERED',
  PLACED = 'PLACED',
  NOT_PLACED = 'NOT_PLACED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnumType(ApplicationState, {
  name: 'ApplicationState',
  description: 'What became of an application for housing.',
  valuesConfig: {
    SUBMITTED: { description: 'Received; the listing is not ranked yet.' },
    RANKED: { description: 'Has its rank, and waits for its turn.' },
    OFFERED: { description: 'A unit or bed is offered; the offer is a lease in state OFFERED.' },
    PLACED: { description: 'The applicant signed.' },
    NOT_PLACED: { description: 'The listing ended before its turn came, or the offer lapsed.' },
    WITHDRAWN: { description: 'Taken back by the applicant.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A person’s application for the units of a listing; for the applicant and housing staff.' })
export class Application {
  @Field(() => ID, { description: 'Opaque id, `app_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Listing, { ref: true, fieldName: 'listing_id' })
  listingRef!: Ref<Listing>;

  @Column({ type: 'text' })
  applicantId!: string;

  @Field(() => Int, { nullable: true, description: 'With POINTS: the points it was given; null until then.' })
  @Column({ type: 'int', nullable: true })
  points: number | null = null;

  @Field(() => Int, { nullable: true, description: 'Place in the listing’s order, from 1; null until it is ranked.' })
  @Column({ type: 'int', nullable: true })
  rank: number | null = null;

  /** Staff compare applications of one set before they rank them. */
  @Column({ type: 'text', nullable: true, fieldName: 'flagged_set' })
  flaggedAs: string | null = null;

  @Field(() => ApplicationState, { description: 'What became of it.' })
  @Enum({ items: () => ApplicationState, type: 'text' })
  state: Opt<ApplicationState> = ApplicationState.SUBMITTED;

  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  @Column({ type: 'timestamptz' })
  submittedAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'Names the set of applications that look like one household’s; null for none. For housing staff.',
  })
  flaggedSet(@Ctx() context: Context): string | null {
    if (!holds(context.caller, 'HOUSING_STAFF')) throw forbidden();
    return this.flaggedAs;
  }

  @Field(() => Worker, { nullable: true, description: 'Who applied.' })
  applicant(): Worker {
    return { id: this.applicantId };
  }

  @Field(() => Listing, { description: 'What was applied for.' })
  async listing(@Ctx() context: Context): Promise<Listing | null> {
    return loadById(context, Listing, this.listingRef.id);
  }
}

export const ApplicationConnection = connectionOf(Application);
