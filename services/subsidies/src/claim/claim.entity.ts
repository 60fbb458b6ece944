import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  loadById,
  Money,
  Sensitive,
} from '@millgate/kit';
import { Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Assessment } from '../assessment/assessment.rules.ts';
import { EligibilityAssessment } from '../assessment/assessment.types.ts';
import { evidenceOf } from '../facts/evidence.rules.ts';
import { Evidence } from '../facts/evidence.types.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { Credential, Enterprise, HomePurchase, Worker } from '../links/links.stub.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { claimantOf } from './claims.fields.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'What one person, or one enterprise, asks of a programme, and what was decided. For the claimant and programme officers alone.',
})
export class Claim {
  @Field(() => ID, { description: 'Opaque id, `clm_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => SubsidyProgram, { ref: true, fieldName: 'program_id' })
  programRef!: Ref<SubsidyProgram>;

  @Property({ type: 'text', nullable: true })
  workerId: string | null = null;

  @Property({ type: 'text', nullable: true })
  enterpriseId: string | null = null;

  /** What makes two claims of one person for one programme the same claim (S1); empty where once is all. */
  @Property({ type: 'text' })
  subjectKey: Opt<string> = '';

  @Property({ type: 'text', nullable: true })
  homePurchaseId: string | null = null;

  @Property({ type: 'text', nullable: true })
  credentialId: string | null = null;

  @Field(() => DateScalar, { description: 'The day by which it is judged.' })
  @Property({ type: 'date' })
  asOf!: string;

  @Field(() => ClaimState, { description: 'How far it has come.' })
  @Enum({ items: () => ClaimState, type: 'text' })
  state!: ClaimState;

  @Field(() => Money, {
    nullable: true,
    description: 'What it grants; null while that is open, and for what is in kind.',
  })
  @Embedded(() => Money, { prefix: 'amount_', nullable: true })
  amount: Money | null = null;

  /** The facts it was decided by, as their owners stated them. Never exposed whole: they are not all the reader's. */
  @Property({ type: 'json', nullable: true })
  factBundle: FactBundle | null = null;

  @Property({ type: 'json', nullable: true })
  assessed: Assessment | null = null;

  /** The instant of that decision: with the facts and the rules' version, all that is needed to take it again (S4). */
  @Property({ type: 'timestamptz', nullable: true })
  assessedAt: Date | null = null;

  /** True where an event opened it, and the claimant has not asked for it herself. */
  @Property({ type: 'boolean' })
  opened: Opt<boolean> = false;

  /** Which of several things it is about, where the claimant has to say so, such as one of her children. */
  @Property({ type: 'text', nullable: true })
  subjectId: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day on which what it was granted for fell away, such as a purchase that was rescinded; else null.',
  })
  @Property({ type: 'date', nullable: true })
  fallenAwayOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  duplicateOf: string | null = null;

  /** The case of the desk that led to it, and the event by which the desk heard of it last (`tell-case.ts`). */
  @Property({ type: 'text', nullable: true })
  caseId: string | null = null;

  @Property({ type: 'text', nullable: true })
  toldCaseAs: 'ClaimOpened' | 'ClaimClosed' | null = null;

  /** Reviews count within a round; an appeal that is upheld begins another. */
  @Property({ type: 'int' })
  round: Opt<number> = 1;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  @Property({ type: 'timestamptz' })
  submittedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When all its facts were there; claims that wait for money are served in this order.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  completedAt: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was granted or refused; null while it is open.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  decidedAt: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When facts that are missing are asked for again; null when none are waited for.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  retryAt: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was handed to the officers of its programme, because its facts had not come in time; null if they came.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  escalatedAt: Date | null = null;

  /** Kept once it is over: what was promised stays readable in the database. */
  @Property({ type: 'timestamptz', nullable: true, fieldName: 'facts_due_at' })
  factsBy: Date | null = null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'By when its facts are to be there: midnight after five working days; null where none are waited for.',
  })
  factsDueAt(): Date | null {
    return this.state === ClaimState.PENDING_FACTS ? this.factsBy : null;
  }

  /** How often facts were asked for in vain. */
  @Property({ type: 'int' })
  attempts: Opt<number> = 0;

  @Field(() => Int, { description: 'Grows with each change.' })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => SubsidyProgram, { description: 'What is claimed.' })
  async program(@Ctx() context: Context): Promise<SubsidyProgram | null> {
    return loadById(context, SubsidyProgram, this.programRef.id);
  }

  @Sensitive('FINANCE')
  @Field(() => Worker, { nullable: true, description: 'Who claims; null for an enterprise’s claim.' })
  worker(@Ctx() context: Context): Promise<Worker | null> {
    return claimantOf(context, this);
  }

  @Field(() => Enterprise, { nullable: true, description: 'The enterprise that claims; null for a worker’s claim.' })
  enterprise(): Enterprise | null {
    return this.enterpriseId === null ? null : { id: this.enterpriseId };
  }

  @Field(() => HomePurchase, { nullable: true, description: 'The purchase it is about; null if it is about none.' })
  homePurchase(): HomePurchase | null {
    return this.homePurchaseId === null ? null : { id: this.homePurchaseId };
  }

  @Field(() => Credential, { nullable: true, description: 'The credential it is about; null if it is about none.' })
  credential(): Credential | null {
    return this.credentialId === null ? null : { id: this.credentialId };
  }

  @Field(() => EligibilityAssessment, {
    nullable: true,
    description: 'The latest decision by rule, as it was made; null for what an officer decided by hand.',
  })
  assessment(): EligibilityAssessment | null {
    return this.assessed && EligibilityAssessment.from(this.assessed);
  }

  @Field(() => [Evidence], { description: 'The facts it was decided by: where each came from, not what it said.' })
  evidence(): Evidence[] {
    return this.factBundle ? (evidenceOf(this.factBundle) as Evidence[]) : [];
  }

  @Field(() => [ClaimStep], { description: 'Everything that happened to it, oldest first.' })
  async steps(@Ctx() context: Context): Promise<ClaimStep[]> {
    return childrenOf(context, { entity: ClaimStep, parent: 'claimRef', order: [['position', 'asc']] }, this.id);
  }
}

export const ClaimConnection = connectionOf(Claim);

@Entity()
@ObjectType({ description: 'Something that happened to a claim. Steps are added, never changed.' })
export class ClaimStep {
  @PrimaryKey({ type: 'bigint', runtimeType: 'number', autoincrement: true })
  position!: Opt<number>;

  @ManyToOne(() => Claim, { ref: true, fieldName: 'claim_id' })
  claimRef!: Ref<Claim>;

  @Field(() => DateTimeScalar, { description: 'When.' })
  @Property({ type: 'timestamptz', fieldName: 'happened_at' })
  at!: Date;

  /** Id of the person or the service that acted; `SYSTEM` for a rule. */
  @Property({ type: 'text' })
  actor!: string;

  @Field(() => ClaimState, { nullable: true, description: 'The state before; null for the first step.' })
  @Enum({ items: () => ClaimState, type: 'text', nullable: true, fieldName: 'from_state' })
  from: ClaimState | null = null;

  @Field(() => ClaimState, { description: 'The state after.' })
  @Enum({ items: () => ClaimState, type: 'text', fieldName: 'to_state' })
  to!: ClaimState;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever acted; null where a rule did.' })
  @Property({ type: 'text', nullable: true })
  note: string | null = null;

  @Field(() => Boolean, { description: 'Whether a rule did it, rather than a person.' })
  automatic(): boolean {
    return this.actor === 'SYSTEM';
  }
}
