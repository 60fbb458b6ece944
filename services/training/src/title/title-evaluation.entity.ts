import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, DateScalar, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Credential } from '../credential/credential.entity.ts';
import { TitleGrade } from '../credential/skill-level.ts';
import { Worker } from '../links/links.stub.ts';
import { ExpertPanel } from './expert-panel.entity.ts';

export enum TitleRoute {
  REGULAR = 'REGULAR',
  GREEN_CHANNEL = 'GREEN_CHANNEL',
}

export enum TitleWaiver {
  EDUCATION = 'EDUCATION',
  MAJOR = 'MAJOR',
}

export enum TitleEvaluationState {
  SUBMITTED = 'SUBMITTED',
  SCREENED = 'SCREENED',
  PANEL = 'PANEL',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  PUBLICISED = 'PUBLICISED',
  CONFERRED = 'CONFERRED',
  OBJECTED = 'OBJECTED',
}

registerEnumType(TitleRoute, {
  name: 'TitleRoute',
  description: 'The way by which a title is sought.',
  valuesConfig: {
    REGULAR: { description: 'Every requirement holds.' },
    GREEN_CHANNEL: { description: 'Some requirements are waived for proven skill (绿色通道); `waivers` names them.' },
  },
});

registerEnumType(TitleWaiver, {
  name: 'TitleWaiver',
  description: 'A requirement that the green channel waives. Years of service and evidence are never waived.',
  valuesConfig: {
    EDUCATION: { description: 'The schooling that the title asks for.' },
    MAJOR: { description: 'The field of study that the title asks for.' },
  },
});

registerEnumType(TitleEvaluationState, {
  name: 'TitleEvaluationState',
  description: 'How far an evaluation has come.',
  valuesConfig: {
    SUBMITTED: { description: 'Handed in.' },
    SCREENED: { description: 'Found complete; waits for the panel.' },
    PANEL: { description: 'Before the panel. Votes are sealed.' },
    PASSED: { description: 'The panel agreed.' },
    FAILED: { description: 'The panel did not agree.' },
    PUBLICISED: { description: 'Published, so that anybody can object.' },
    CONFERRED: { description: 'The title is conferred; `credential` attests it.' },
    OBJECTED: { description: 'Somebody objected while it was published.' },
  },
});

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

  @Field(() => Worker, { nullable: true, description: 'The candidate.' })
  worker(): Worker {
    return { id: this.workerId };
  }
}

export const TitleEvaluationConnection = connectionOf(TitleEvaluation);
