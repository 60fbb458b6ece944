import { DateScalar, LocalizedTextInput, RepeatableForEverInput } from '@millgate/kit';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { PrintedNameInput } from '../teaching/teaching.inputs.ts';
import { Ballot, Schooling, TitleRoute, TitleWaiver } from './title-kinds.ts';

export enum EvidenceKind {
  TECHNICAL_RESULT = 'TECHNICAL_RESULT',
  PATENT = 'PATENT',
  AWARD = 'AWARD',
  WORK_REPORT = 'WORK_REPORT',
  SKILL_CREDENTIAL = 'SKILL_CREDENTIAL',
}

registerEnumType(EvidenceKind, {
  name: 'EvidenceKind',
  description: 'What kind of evidence a candidate shows.',
  valuesConfig: {
    TECHNICAL_RESULT: { description: 'A result of one’s own at work: a process, a formula, a product.' },
    PATENT: { description: 'A patent.' },
    AWARD: { description: 'An award.' },
    WORK_REPORT: { description: 'A report on one’s work, confirmed by the employer.' },
    SKILL_CREDENTIAL: { description: 'A skill level or another credential.' },
  },
});

/** What a member may declare; what the registry knows need not be declared. */
export enum DeclaredRecusal {
  KINSHIP = 'KINSHIP',
  OTHER = 'OTHER',
}

registerEnumType(DeclaredRecusal, {
  name: 'DeclaredRecusal',
  description: 'Why a member declares that she must not judge a candidate.',
  valuesConfig: {
    KINSHIP: { description: 'They are relatives.' },
    OTHER: { description: 'For another reason, which is not asked for.' },
  },
});

@InputType({ description: 'A piece of evidence.' })
export class TitleEvidenceInput {
  @Field(() => EvidenceKind, { description: 'What kind it is.' })
  kind!: EvidenceKind;

  @Field(() => String, { description: 'What it shows, 1 to 500 characters.' })
  @Length(1, 500)
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the document, 64 hexadecimal digits, by which the paper shown in screening is known.',
  })
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  sha256?: string | null;
}

@InputType({ description: 'An application of the caller for a title.' })
export class ApplyForTitleInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The title, of `titleSchemes`.' })
  schemeId!: string;

  @Field(() => TitleRoute, { description: 'By which way.' })
  route!: TitleRoute;

  @Field(() => [TitleWaiver], { description: 'What the green channel shall waive; empty on the regular route.' })
  @ArrayUnique()
  waivers!: TitleWaiver[];

  @Field(() => PrintedNameInput, { description: 'The candidate’s name, as on her papers; printed on the credential.' })
  @ValidateNested()
  candidate!: PrintedNameInput;

  @Field(() => Schooling, { description: 'The highest schooling completed.' })
  schooling!: Schooling;

  @Field(() => Boolean, { description: 'Whether the field of study belongs to the title.' })
  relatedMajor!: boolean;

  @Field(() => [TitleEvidenceInput], { description: 'Evidence of one’s own work, at most 20 pieces.' })
  @ArrayMaxSize(20)
  @ValidateNested()
  evidence!: TitleEvidenceInput[];
}

@InputType({ description: 'What the papers of a candidate showed.' })
export class ScreenTitleApplicationInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The evaluation.' })
  evaluationId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What of the application the papers do not show, 1 to 500 characters; without it they show all.',
  })
  @IsOptional()
  @Length(1, 500)
  rejectBecause?: string | null;
}

@InputType({ description: 'Somebody who can be called to panels from now on.' })
export class RegisterExpertInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The record by which the expert signs in: a staff account, or a worker’s.' })
  @Matches(/^(acc|wrk)_[0-9A-HJKMNP-TV-Z]{26}$/)
  personId!: string;

  @Field(() => LocalizedTextInput, { description: 'The organisation she comes from.' })
  @ValidateNested()
  organisation!: LocalizedTextInput;

  @Field(() => ID, { nullable: true, description: 'The enterprise that employs her; without it none does.' })
  enterpriseId?: string | null;
}

@InputType({ description: 'A panel to make up from the pool of experts.' })
export class AppointExpertPanelInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The title whose rule says how large it is and how it decides.' })
  schemeId!: string;

  @Field(() => LocalizedTextInput, { description: 'What it is called.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => ID, { nullable: true, description: 'The community it examines for, where its titles are counted.' })
  communityId?: string | null;

  @Field(() => [ID], { description: 'Its experts, at most 50, none twice.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  expertIds!: string[];

  @Field(() => DateScalar, { description: 'First day of its term.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day after its term.' })
  until!: string;
}

@InputType({ description: 'Which candidates come before which panel.' })
export class OpenPanelSessionInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The panel.' })
  panelId!: string;

  @Field(() => [ID], { description: 'Screened evaluations for one title, 1 to 50.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  evaluationIds!: string[];
}

@InputType({ description: 'The caller’s vote on a candidate.' })
export class CastVoteInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => ID, { description: 'The candidate’s evaluation.' })
  evaluationId!: string;

  @Field(() => Ballot, {
    description:
      'How. It is sealed at once and nobody can compare it: a repeat with the same key answers the first receipt, whatever it says here.',
  })
  ballot!: Ballot;
}

@InputType({ description: 'That the caller must not judge a candidate.' })
export class RecuseFromCandidateInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => ID, { description: 'The candidate’s evaluation.' })
  evaluationId!: string;

  @Field(() => DeclaredRecusal, { description: 'Why.' })
  reason!: DeclaredRecusal;
}

@InputType({ description: 'A session whose votes are to be opened and counted.' })
export class ClosePanelSessionInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;

  @Field(() => String, { description: 'The key that was told when it was opened.' })
  @Matches(/^[\w-]{43}$/)
  openingKey!: string;
}

@InputType({ description: 'A session to break off: its votes are never opened.' })
export class VoidPanelSessionInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The session.' })
  sessionId!: string;
}

@InputType({ description: 'Which decision to publish.' })
export class PubliciseTitleInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The evaluation.' })
  evaluationId!: string;
}

@InputType({ description: 'Which title to confer.' })
export class ConferTitleInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The evaluation.' })
  evaluationId!: string;
}

@InputType({ description: 'What the caller has against the conferring of a title.' })
export class ObjectToTitleInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The evaluation, of `publicisedTitles`.' })
  evaluationId!: string;

  @Field(() => String, { description: 'Why, 1 to 1,000 characters.' })
  @Length(1, 1_000)
  reason!: string;
}

@InputType({ description: 'What was found of an objection.' })
export class DecideTitleObjectionInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The objection.' })
  objectionId!: string;

  @Field(() => Boolean, { description: 'Whether it is right: the title is then not conferred.' })
  upheld!: boolean;

  @Field(() => String, { description: 'What was found, 1 to 1,000 characters.' })
  @Length(1, 1_000)
  answer!: string;
}
