import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateTimeScalar, loadById, Sensitive } from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Pause } from '../clock/clock.rules.ts';
import { ServiceItem } from '../item/service-item.entity.ts';
import { Community, Enterprise, Worker } from '../links/links.stub.ts';
import { Department, Officer } from '../office/department.entity.ts';
import { CaseAssistance, CaseChannel, CaseKind, CaseOutcome, CaseState } from './case.enums.ts';
import { applicantOf } from './cases.fields.ts';
import { Theme } from './theme.ts';

/** A pause as the database keeps it. */
export interface StoredPause {
  readonly from: string;
  readonly until: string | null;
  readonly reason: string;
}

export const pausesOf = (stored: readonly StoredPause[]): Pause[] =>
  stored.map(({ from, until }) => ({ from: new Date(from), until: until === null ? null : new Date(until) }));

@Entity()
@Directive('@key(fields: "id")')
@Directive('@key(fields: "no")')
@ObjectType({
  description:
    'An accepted matter: one number, one owner, one due date, one outcome. For the person who asked, whoever filed it for them, and those who work on it; nobody else finds it.',
})
export class Case {
  @Field(() => ID, { description: 'Opaque id, `cas_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, {
    description: 'The number on the receipt: year, community, and a number that is never reused.',
  })
  @Property({ type: 'text' })
  no!: string;

  @Field(() => CaseKind, { description: 'What is asked.' })
  @Enum({ items: () => CaseKind, type: 'text' })
  kind!: CaseKind;

  @Field(() => Theme, { description: 'What it is about.' })
  @Enum({ items: () => Theme, type: 'text' })
  theme!: Theme;

  @ManyToOne(() => ServiceItem, { ref: true, nullable: true, fieldName: 'item_id' })
  itemRef!: Ref<ServiceItem> | null;

  @Field(() => String, { description: 'The matter, in a line.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'The matter at length, in the words of who filed it.' })
  @Property({ type: 'text', nullable: true })
  details!: string | null;

  @Property({ type: 'text' })
  communityId!: string;

  @Property({ type: 'text', nullable: true })
  workerId!: string | null;

  @Property({ type: 'text', nullable: true })
  enterpriseId!: string | null;

  /** The enterprise a person complains of or proposes something about: it never learns of the case. */
  @Property({ type: 'text', nullable: true })
  aboutEnterpriseId!: string | null;

  /** Id of the person who filed it. */
  @Property({ type: 'text' })
  filedBy!: string;

  @Field(() => String, { nullable: true, description: 'With AGENT: the mandate by which it was filed for another.' })
  @Property({ type: 'text', nullable: true })
  mandate!: string | null;

  @Field(() => CaseAssistance, { description: 'Who filed it for whom.' })
  @Enum({ items: () => CaseAssistance, type: 'text' })
  assistance!: CaseAssistance;

  @Field(() => CaseChannel, { description: 'The door by which it came in.' })
  @Enum({ items: () => CaseChannel, type: 'text' })
  channel!: CaseChannel;

  @Property({ type: 'text', nullable: true })
  ticketId!: string | null;

  @Property({ type: 'text', nullable: true })
  meetingId!: string | null;

  @Property({ type: 'text', nullable: true })
  surveyRoundId!: string | null;

  /** What others were told of who handles it; null while they know nothing of it (`case.events.ts`). */
  @Property({ type: 'text', nullable: true })
  toldAs!: Opt<string> | null;

  /** Whether a claim that it led to is still undecided (D8); which, is in `LinkedClaim`. */
  @Property({ type: 'boolean' })
  linkedOpen: Opt<boolean> = false;

  @Field(() => CaseState, { description: 'Where it stands.' })
  @Enum({ items: () => CaseState, type: 'text' })
  state!: CaseState;

  @ManyToOne(() => Department, { ref: true, nullable: true, fieldName: 'department_id' })
  departmentRef!: Ref<Department> | null;

  @Property({ type: 'text', nullable: true })
  ownerId!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it came in, last: what was handed in again counts anew.' })
  @Property({ type: 'timestamptz' })
  receivedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when a clerk accepts; then silence has.' })
  @Property({ type: 'timestamptz', nullable: true })
  acceptBy!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the clock started.' })
  @Property({ type: 'timestamptz', nullable: true })
  acceptedAt!: Date | null;

  @Field(() => Int, { description: 'The limit promised, in working days.' })
  @Property({ type: 'int' })
  limitDays!: number;

  @Property({ type: 'int' })
  statutoryDays!: number;

  @Field(() => Int, { description: 'Working days by which the limit was extended, at most once.' })
  @Property({ type: 'int' })
  extensionDays: Opt<number> = 0;

  @Field(() => String, { nullable: true, description: 'Why it was extended.' })
  @Property({ type: 'text', nullable: true })
  extensionReason!: Opt<string> | null;

  @Property({ type: 'json' })
  pauses: Opt<StoredPause[]> = [];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a clock that stands still runs again at the latest; null unless suspended.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  resumesAt!: Opt<Date> | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the limit ends: midnight after its last working day. Null before acceptance and while suspended.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  remindAt!: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  districtAt!: Date | null;

  @Field(() => [String], { description: 'What the one correction request asked for, all of it.' })
  @Property({ type: 'array', columnType: 'text[]' })
  missing: Opt<string[]> = [];

  @Property({ type: 'int' })
  corrections: Opt<number> = 0;

  @Property({ type: 'int' })
  reroutes: Opt<number> = 0;

  @Field(() => CaseOutcome, { nullable: true, description: 'What came of it; null before it is decided.' })
  @Enum({ items: () => CaseOutcome, type: 'text', nullable: true })
  outcome!: CaseOutcome | null;

  @Field(() => String, { nullable: true, description: 'The answer, or why it was not accepted or was refused.' })
  @Property({ type: 'text', nullable: true })
  answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided.' })
  @Property({ type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the outcome reached the person who asked.' })
  @Property({ type: 'timestamptz', nullable: true })
  deliveredAt!: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  closesAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed.' })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'Rating of the person who asked, 1 (bad) to 5.' })
  @Property({ type: 'int', nullable: true })
  rating!: number | null;

  @Field(() => String, { nullable: true, description: 'What they added to the rating.' })
  @Property({ type: 'text', nullable: true })
  ratingComment!: string | null;

  @Field(() => Int, { description: 'Counts its changes; an update names the version it saw.' })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => ServiceItem, { nullable: true, description: 'The item applied for.' })
  async item(@Ctx() context: Context): Promise<ServiceItem | null> {
    return this.itemRef ? loadById(context, ServiceItem, this.itemRef.id) : null;
  }

  @Field(() => Department, { nullable: true, description: 'The department that handles it.' })
  async department(@Ctx() context: Context): Promise<Department | null> {
    return this.departmentRef ? loadById(context, Department, this.departmentRef.id) : null;
  }

  @Field(() => Officer, {
    nullable: true,
    description: 'The one person who answers for it, from acceptance to closing.',
  })
  async owner(@Ctx() context: Context): Promise<Officer | null> {
    return this.ownerId ? loadById(context, Officer, this.ownerId) : null;
  }

  @Field(() => Community, { nullable: true, description: 'The community whose desk it is at.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Sensitive('PERSONAL')
  @Field(() => Worker, { nullable: true, description: 'The person who asks; null where an enterprise does.' })
  applicant(@Ctx() context: Context): Promise<Worker | null> {
    return applicantOf(context, this);
  }

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise that asks.' })
  enterprise(): Enterprise | null {
    return this.enterpriseId ? { id: this.enterpriseId } : null;
  }
}

export const CaseConnection = connectionOf(Case);
