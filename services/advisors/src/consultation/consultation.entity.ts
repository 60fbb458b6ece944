import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateTimeScalar,
  Lang,
  langArgument,
  loadBy,
  loadById,
  Sensitive,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import { AdvisorChannel, AdvisorKind } from '../advisor/advisor.enums.ts';
import { Enterprise, Worker } from '../links/links.stub.ts';
import { Slot } from '../slot/slot.entity.ts';
import { AdviceSource } from '../source/advice-source.entity.ts';
import { Confidentiality } from './confidentiality.rules.ts';
import { seekerOf } from './consultations.fields.ts';

registerEnumType(Confidentiality, {
  name: 'Confidentiality',
  description: 'Who may know of a consultation.',
  valuesConfig: {
    NORMAL: { description: 'The worker it is about, or the enterprise’s HR, and the adviser who has it.' },
    SEALED: {
      description: 'Only whoever asked, and the adviser who has it; for everybody else it does not exist.',
    },
  },
});

export enum ConsultationState {
  REQUESTED = 'REQUESTED',
  ASSIGNED = 'ASSIGNED',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  MET = 'MET',
  ANSWERED = 'ANSWERED',
  FOLLOWED_UP = 'FOLLOWED_UP',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
}

registerEnumType(ConsultationState, {
  name: 'ConsultationState',
  description: 'How far a consultation has come.',
  valuesConfig: {
    REQUESTED: { description: 'Asked; no adviser has it yet.' },
    ASSIGNED: { description: 'An adviser has it, and a slot if one was booked; not yet accepted.' },
    ACCEPTED: { description: 'The adviser has accepted.' },
    DECLINED: { description: 'The adviser has declined; the next one is to be asked.' },
    MET: { description: 'They have met.' },
    ANSWERED: { description: 'The adviser has answered.' },
    FOLLOWED_UP: { description: 'The adviser has asked what became of it.' },
    CLOSED: { description: 'Done.' },
    CANCELLED: { description: 'Whoever asked does not need it any more; its slot is free again.' },
  },
});

/** A policy or finance product that an answer rests on, cited as its owner names it. */
@ObjectType({ description: 'A policy or finance product that an answer rests on.' })
export class PolicyCitation {
  @Field(() => String, { description: 'The code its owner gives it.' })
  code!: string;

  titles!: { readonly zh: string; readonly en: string };

  @Field(() => String, { description: 'Its title.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => AdviceSource, {
    nullable: true,
    description: 'The policy or product in the catalogue, as it stands there now; null for one that was never in it.',
  })
  async source(@Ctx() context: Context): Promise<AdviceSource | null> {
    return loadBy(context, AdviceSource, 'code', this.code);
  }
}

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A question to an adviser, and what came of it. Only those who asked and the adviser who has it read it; a sealed one exists for nobody but its author and that adviser.',
})
export class Consultation {
  @Field(() => ID, { description: 'Opaque id, `cns_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => AdvisorKind, { description: 'The kind of adviser who was asked.' })
  @Enum({ items: () => AdvisorKind, type: 'text' })
  kind!: AdvisorKind;

  /** The account that asked: the worker, or the person of HR. */
  @Property({ type: 'text' })
  authorId!: string;

  @Property({ type: 'text', nullable: true })
  workerId: string | null = null;

  @Property({ type: 'text', nullable: true })
  enterpriseId: string | null = null;

  @ManyToOne(() => Advisor, { ref: true, nullable: true, fieldName: 'advisor_id' })
  advisorRef: Ref<Advisor> | null = null;

  @ManyToOne(() => Slot, { ref: true, nullable: true, fieldName: 'slot_id' })
  slotRef: Ref<Slot> | null = null;

  @Field(() => String, { description: 'What was asked, 1 to 2,000 characters.' })
  @Property({ type: 'text' })
  question!: string;

  @Field(() => Confidentiality, { description: 'Who may know of it.' })
  @Enum({ items: () => Confidentiality, type: 'text' })
  confidentiality!: Confidentiality;

  @Field(() => AdvisorChannel, { nullable: true, description: 'How the two meet; null until that is agreed.' })
  @Enum({ items: () => AdvisorChannel, type: 'text', nullable: true })
  mode: AdvisorChannel | null = null;

  @Field(() => String, { nullable: true, description: 'What the adviser answered; null before that.' })
  @Property({ type: 'text', nullable: true })
  answer: string | null = null;

  @Property({ type: 'json' })
  citations: Opt<readonly { readonly code: string; readonly titles: { readonly zh: string; readonly en: string } }[]> =
    [];

  @Field(() => ConsultationState, { description: 'How far it has come.' })
  @Enum({ items: () => ConsultationState, type: 'text' })
  state!: ConsultationState;

  @Field(() => DateTimeScalar, {
    description: 'When it was first asked. Waiting times count from here, however many advisers were asked since (A5).',
  })
  @Property({ type: 'timestamptz' })
  firstRequestedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When an adviser first got in touch; null before that.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  firstContactAt: Date | null = null;

  /** The community it comes from: whose advisers are nearest, and whose figures it counts in. */
  @Property({ type: 'text', nullable: true })
  communityId: string | null = null;

  /** The enterprise's chains when it was asked. */
  @Property({ type: 'array', columnType: 'text[]' })
  chainIds: Opt<string[]> = [];

  /** Whether the registry could be asked for them; until then nobody is assigned, since a guess would be kept. */
  @Property({ type: 'boolean' })
  factsKnown: Opt<boolean> = true;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about, in a few words that specialties are matched by.',
  })
  @Property({ type: 'text', nullable: true })
  subject: string | null = null;

  @Enum({ items: () => AdvisorChannel, type: 'text', nullable: true })
  wantedMode: AdvisorChannel | null = null;

  /** The slot that was asked for; forgotten when it cannot be had, so that nobody waits for it. */
  @Property({ type: 'text', nullable: true })
  wantedSlotId: string | null = null;

  /** The day on which its adviser has to be in office and without an interest (A2, A3). */
  @Property({ type: 'date', nullable: true })
  assignedOn: string | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when an adviser is found: a working day.' })
  @Property({ type: 'timestamptz', nullable: true })
  assignBy: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the adviser accepts, a working day; then the next one is asked. Null in other states.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  acceptBy: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when an adviser gets in touch: two working days from the first request.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  contactBy: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'On the online channel: until when it is answered, 24 hours from the first request.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  answerBy: Date | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was answered; null before that.' })
  @Property({ type: 'timestamptz', nullable: true })
  answeredAt: Date | null = null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed or cancelled.' })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt: Date | null = null;

  @Field(() => Int, { nullable: true, description: 'Rating of whoever asked, 1 (bad) to 5.' })
  @Property({ type: 'int', nullable: true })
  rating: number | null = null;

  @Field(() => String, { nullable: true, description: 'What they added to the rating.' })
  @Property({ type: 'text', nullable: true })
  ratingComment: string | null = null;

  @Field(() => Int, { description: 'Counts its changes; an update names the version it saw.' })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => [PolicyCitation], { description: 'The policies and finance products that the answer rests on.' })
  policyRefs(): PolicyCitation[] {
    return this.citations.map((citation) => Object.assign(new PolicyCitation(), citation));
  }

  @Sensitive('PERSONAL')
  @Field(() => Worker, { nullable: true, description: 'The worker it is about; null for an enterprise’s.' })
  worker(@Ctx() context: Context): Promise<Worker | null> {
    return seekerOf(context, this);
  }

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise it is about; null for a worker’s.' })
  enterprise(): Enterprise | null {
    return this.enterpriseId === null ? null : { id: this.enterpriseId };
  }

  @Field(() => Advisor, { nullable: true, description: 'The adviser who has it; null while nobody has.' })
  async advisor(@Ctx() context: Context): Promise<Advisor | null> {
    return this.advisorRef && loadById(context, Advisor, this.advisorRef.id);
  }

  @Field(() => Slot, { nullable: true, description: 'The slot it was booked for; null where none was.' })
  async slot(@Ctx() context: Context): Promise<Slot | null> {
    return this.slotRef && loadById(context, Slot, this.slotRef.id);
  }
}

export const ConsultationConnection = connectionOf(Consultation);
