import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
  Sensitive,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Credential } from '../credential/credential.entity.ts';
import { TitleGrade } from '../credential/skill-level.ts';
import { learnerOf } from '../links/access.ts';
import { Worker } from '../links/links.stub.ts';
import { ExpertPanel } from './expert-panel.entity.ts';
import type { JudgedRequirement } from './title.rules.ts';
import {
  RequirementOutcome,
  Schooling,
  TitleEvaluationState,
  TitleRequirementKind,
  TitleRoute,
  TitleWaiver,
} from './title-kinds.ts';
import { TitleRule, TitleScheme } from './title-scheme.entity.ts';

/** Something that a candidate shows, as it is stored. */
export interface EvidenceItem {
  readonly kind: string;
  readonly text: string;
  readonly sha256: string | null;
}

@ObjectType({ description: 'Something that a title asked of a candidate, and what came of it: a line of the trace.' })
export class TitleRequirement implements JudgedRequirement {
  @Field(() => TitleRequirementKind, { description: 'What was asked for.' }) kind!: TitleRequirementKind;
  @Field(() => String, { description: 'How much of it: a value of `Schooling`, true or false, or a number.' })
  required!: string;
  @Field(() => String, { description: 'How much was found, in the same form.' }) found!: string;
  @Field(() => RequirementOutcome, { description: 'What came of it.' }) outcome!: RequirementOutcome;
}

@ObjectType({ description: 'What a panel decided on a candidate; known once its session is closed.' })
export class TitleTally {
  @Field(() => Int, { description: 'Members who voted on the candidate, abstentions included.' }) present!: number;
  @Field(() => Int, { description: 'Members who agreed.' }) agreed!: number;
}

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A worker’s way to a professional title. For the worker and trainers.' })
export class TitleEvaluation {
  @Field(() => ID, { description: 'Opaque id, `tev_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @Embedded(() => LocalizedText, { prefix: 'title_' })
  titles!: LocalizedText;

  @Field(() => TitleGrade, { description: 'Grade of the title that is sought.' })
  @Enum({ items: () => TitleGrade, type: 'text' })
  grade!: TitleGrade;

  @Field(() => TitleRoute, { description: 'The way by which it is sought.' })
  @Enum({ items: () => TitleRoute, type: 'text' })
  route!: TitleRoute;

  @Field(() => [TitleWaiver], { description: 'Requirements that are waived; empty on the regular route.' })
  @Enum({ items: () => TitleWaiver, type: 'text', array: true, columnType: 'text[]' })
  waivers: TitleWaiver[] = [];

  @Field(() => Int, { description: 'Completed years in the occupation when it was handed in.' })
  @Property({ type: 'int' })
  yearsOfService!: number;

  @Embedded(() => LocalizedText, { prefix: 'evidence_' })
  evidences!: LocalizedText;

  @ManyToOne(() => ExpertPanel, { ref: true, nullable: true, fieldName: 'panel_id' })
  panelRef: Ref<ExpertPanel> | null = null;

  @ManyToOne(() => Credential, { ref: true, nullable: true, fieldName: 'credential_id' })
  credentialRef: Ref<Credential> | null = null;

  @Field(() => TitleEvaluationState, { description: 'How far it has come.' })
  @Enum({ items: () => TitleEvaluationState, type: 'text' })
  state!: TitleEvaluationState;

  @Field(() => DateScalar, { description: 'Day it was handed in.' })
  @Property({ type: 'date' })
  submittedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which the panel decided; null before.' })
  @Property({ type: 'date', nullable: true })
  decidedOn: string | null = null;

  @ManyToOne(() => TitleScheme, { ref: true, nullable: true, fieldName: 'scheme_id' })
  schemeRef: Ref<TitleScheme> | null = null;

  @ManyToOne(() => TitleRule, { ref: true, nullable: true, fieldName: 'rule_id' })
  ruleRef: Ref<TitleRule> | null = null;

  /** The session that has it before it, or had it last. */
  @Property({ type: 'text', nullable: true })
  sessionId: string | null = null;

  /** As on the papers that the candidate showed; printed on the credential. Others see it masked. */
  @Embedded(() => LocalizedText, { prefix: 'candidate_', nullable: true })
  candidateNames: LocalizedText | null = null;

  /** The candidate's main employer on the day it was handed in. */
  @Property({ type: 'text', nullable: true })
  enterpriseId: string | null = null;

  @Enum({ items: () => Schooling, type: 'text', nullable: true })
  schooling: Schooling | null = null;

  @Property({ type: 'boolean', nullable: true })
  relatedMajor: boolean | null = null;

  @Property({ type: 'json' })
  evidenceItems: Opt<EvidenceItem[]> = [];

  @Field(() => [TitleRequirement], {
    description:
      'What was asked, found and waived when it was handed in; empty for evaluations older than their rules.',
  })
  @Property({ type: 'json' })
  requirements: Opt<JudgedRequirement[]> = [];

  /** What the rule asked for on that day, beside what was shown, so that the database can compare them (T4). */
  @Enum({ items: () => Schooling, type: 'text', nullable: true })
  requiredSchooling: Schooling | null = null;

  @Property({ type: 'boolean', nullable: true })
  requiredMajor: boolean | null = null;

  @Property({ type: 'int', nullable: true })
  requiredYears: number | null = null;

  @Property({ type: 'int', nullable: true })
  requiredEvidence: number | null = null;

  @Field(() => String, { nullable: true, description: 'Of a rejected one: why.' })
  @Property({ type: 'text', nullable: true })
  rejectedBecause: string | null = null;

  @Property({ type: 'int', nullable: true })
  present: number | null = null;

  @Property({ type: 'int', nullable: true })
  agreed: number | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which the decision was published; null before.' })
  @Property({ type: 'date', nullable: true })
  publicisedOn: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day on which anybody can object; the title can be conferred the day after. Null before.',
  })
  @Property({ type: 'date', nullable: true })
  publicityUntil: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which the title was conferred; null before.' })
  @Property({ type: 'date', nullable: true })
  conferredOn: string | null = null;

  @Property({ type: 'int' })
  revision: Opt<number> = 1;

  @Field(() => TitleTally, {
    nullable: true,
    description: 'How the panel decided; null before, and where it had no quorum.',
  })
  tally(): TitleTally | null {
    const { present, agreed } = this;
    return present === null || agreed === null ? null : { present, agreed };
  }

  @Field(() => TitleRule, { nullable: true, description: 'The version of the rule that it is judged by.' })
  async rule(@Ctx() context: Context): Promise<TitleRule | null> {
    return this.ruleRef && loadById(context, TitleRule, this.ruleRef.id);
  }

  @Field(() => String, { description: 'The title that is sought.' })
  title(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.titles, lang);
  }

  @Field(() => String, { description: 'What the candidate shows for it.' })
  evidence(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.evidences, lang);
  }

  @Field(() => ExpertPanel, { nullable: true, description: 'The panel that examines it; null before one is named.' })
  async panel(@Ctx() context: Context): Promise<ExpertPanel | null> {
    return this.panelRef && loadById(context, ExpertPanel, this.panelRef.id);
  }

  @Field(() => Credential, { nullable: true, description: 'The title’s credential, once it is conferred.' })
  async credential(@Ctx() context: Context): Promise<Credential | null> {
    return this.credentialRef && loadById(context, Credential, this.credentialRef.id);
  }

  @Sensitive('PERSONAL')
  @Field(() => Worker, { nullable: true, description: 'The candidate.' })
  worker(@Ctx() context: Context): Promise<Worker> {
    return learnerOf(context, this, 'titleEvaluations');
  }
}

export const TitleEvaluationConnection = connectionOf(TitleEvaluation);
