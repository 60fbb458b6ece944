import { Entity, Enum, ManyToOne, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateTimeScalar,
  forbidden,
  holds,
  loadById,
  Sensitive,
} from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { applicationPolicy } from '../lease/homes.fields.ts';
import { Worker } from '../links/links.stub.ts';
import { Unit } from '../unit/unit.entity.ts';
import { Listing } from './listing.entity.ts';
import { ApplicationAction, ApplicationState } from './listing.rules.ts';

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

  /** Whether staff have looked at the set it was flagged in. */
  @Column({ type: 'boolean' })
  flagReviewed: Opt<boolean> = false;

  /** Workers who would live with the applicant, as she said. */
  @Column({ type: 'array', columnType: 'text[]' })
  household: Opt<string[]> = [];

  /** Whether it was in the listing when that closed; only those are ranked, and all of those (H6). */
  @Column({ type: 'boolean' })
  frozen: Opt<boolean> = false;

  @Field(() => String, {
    nullable: true,
    description: 'What decided the rank: the instant of application, the points, or the lot; null until it is ranked.',
  })
  @Column({ type: 'text', nullable: true })
  rankReason: string | null = null;

  @ManyToOne(() => Unit, { ref: true, nullable: true, fieldName: 'offered_unit_id' })
  offeredUnitRef: Ref<Unit> | null = null;

  @Field(() => Int, { nullable: true, description: 'Number of the bed that is or was offered; null for a whole unit.' })
  @Column({ type: 'int', nullable: true })
  offeredBed: number | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the offer lapses, or did; null where none was made.',
  })
  @Column({ type: 'timestamptz', nullable: true })
  offerExpiresAt: Date | null = null;

  @Field(() => Int, { description: 'Grows by one with every recorded change.' })
  @Column({ type: 'int' })
  version: Opt<number> = 1;

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

  @Sensitive('WHEREABOUTS')
  @Field(() => Worker, { nullable: true, description: 'Who applied.' })
  applicant(@Ctx() context: Context): Promise<Worker> {
    const applicant = { id: this.applicantId };
    return applicationPolicy.reveal(context, applicant, 'applicant', { plain: () => applicant });
  }

  @Field(() => Unit, { nullable: true, description: 'The unit that is or was offered; null where none was.' })
  async offeredUnit(@Ctx() context: Context): Promise<Unit | null> {
    return this.offeredUnitRef && loadById(context, Unit, this.offeredUnitRef.id);
  }

  @Field(() => [ApplicationStep], { description: 'What happened to it, first to last.' })
  async steps(@Ctx() context: Context): Promise<ApplicationStep[]> {
    const order = [
      ['at', 'asc'],
      ['id', 'asc'],
    ] as const;
    return childrenOf(context, { entity: ApplicationStep, parent: 'applicationRef', order }, this.id);
  }

  @Field(() => Listing, { description: 'What was applied for.' })
  async listing(@Ctx() context: Context): Promise<Listing | null> {
    return loadById(context, Listing, this.listingRef.id);
  }
}

registerEnumType(ApplicationAction, {
  name: 'ApplicationAction',
  description: 'What was done to an application for housing.',
  valuesConfig: {
    APPLY: { description: 'Received.' },
    FLAG: { description: 'Found to look like another of the same household.' },
    REVIEW: { description: 'Staff decided on such a set.' },
    AWARD_POINTS: { description: 'Given its points.' },
    RANK: { description: 'Given its place in the order.' },
    OFFER: { description: 'Its turn came: a place is offered.' },
    ACCEPT: { description: 'The offer was accepted.' },
    LAPSE: { description: 'The offer’s time was over; the next in order got it.' },
    DECLINE: { description: 'The offer was declined; the next in order got it.' },
    SKIP: { description: 'Passed over, for a reason.' },
    WITHDRAW: { description: 'Taken back.' },
    END: { description: 'The listing ended before its turn came.' },
  },
});

@Entity()
@ObjectType({ description: 'One line of an application’s history. Nothing in it is ever changed or removed.' })
export class ApplicationStep {
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Application, { ref: true, fieldName: 'application_id' })
  applicationRef!: Ref<Application>;

  @Field(() => ApplicationAction, { description: 'What was done.' })
  @Enum({ items: () => ApplicationAction, type: 'text' })
  action!: ApplicationAction;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Column({ type: 'timestamptz', fieldName: 'done_at' })
  at!: Date;

  /** Key of whoever did it; the system has none. */
  @Column({ type: 'text', nullable: true })
  actor: string | null = null;

  @Field(() => String, { nullable: true, description: 'Why, where somebody decided; null otherwise.' })
  @Column({ type: 'text', nullable: true })
  reason: string | null = null;

  @Field(() => ApplicationState, { nullable: true, description: 'The state before; null for the first line.' })
  @Enum({ items: () => ApplicationState, type: 'text', nullable: true, fieldName: 'state_before' })
  before: ApplicationState | null = null;

  @Field(() => ApplicationState, { description: 'The state after.' })
  @Enum({ items: () => ApplicationState, type: 'text', fieldName: 'state_after' })
  after!: ApplicationState;
}

export const ApplicationConnection = connectionOf(Application);
