import { type Context, DateScalar, Lang, langArgument, loadBy, LongScalar, Money, Sensitive } from '@millgate/kit';
import { Arg, Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import { claimsPolicy } from '../claim/claims.fields.ts';
import { MissingReason } from '../facts/facts.rules.ts';
import { Worker } from '../links/links.stub.ts';
import type { Bilingual } from '../program/parameters.rules.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { type Assessment, AssessmentOutcome, RuleOutcome } from './assessment.rules.ts';

registerEnumType(AssessmentOutcome, {
  name: 'AssessmentOutcome',
  description: 'What a programme’s rules say.',
  valuesConfig: {
    ELIGIBLE: { description: 'Every rule is met.' },
    NOT_ELIGIBLE: { description: 'At least one rule is not met, whatever else is not known.' },
    NEED_MORE_FACTS: {
      description: 'No rule is broken, but not all can be decided: a fact is not known, or withheld.',
    },
  },
});

registerEnumType(RuleOutcome, {
  name: 'RuleOutcome',
  description: 'What became of one rule.',
  valuesConfig: {
    PASSED: { description: 'Met.' },
    FAILED: { description: 'Not met.' },
    UNKNOWN: { description: 'Cannot be decided without a fact that is missing.' },
    WAIVED: { description: 'Not asked on the day: its parameter was not in force.' },
  },
});

registerEnumType(MissingReason, {
  name: 'MissingReason',
  description: 'Why a fact is missing.',
  valuesConfig: {
    UNKNOWN: { description: 'Its owner does not know it.' },
    WITHHELD: { description: 'Its owner knows it, and the caller may not.' },
    SOURCE_UNAVAILABLE: { description: 'Its owner did not answer; asking again later helps.' },
    NOT_PUBLISHED: { description: 'No part of the graph publishes it yet; an office keeps it.' },
  },
});

@ObjectType({ description: 'One rule of a decision, with all it was decided by.' })
export class RuleTrace {
  @Field(() => String, { description: 'The rule, as the documentation names it.' })
  rule!: string;

  @Field(() => RuleOutcome, { description: 'What became of it.' })
  outcome!: RuleOutcome;

  requirements!: Bilingual;

  @Field(() => String, { description: 'What the rule asks, for a person to read.' })
  requirement(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.requirements, lang);
  }

  @Field(() => String, { nullable: true, description: 'The fact it looks at; null if it looks at the calendar alone.' })
  factName!: string | null;

  @Field(() => String, { nullable: true, description: 'The subgraph that owns the fact.' })
  factOwner!: string | null;

  @Field(() => String, { description: 'The parameter it holds the fact against.' })
  parameter!: string;

  @Field(() => LongScalar, {
    nullable: true,
    description:
      'The parameter’s value on the day that what is claimed for came about; null where it asked nothing then.',
  })
  value!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which the parameter had that value.' })
  effectiveFrom!: string | null;

  references!: Bilingual | null;

  @Field(() => String, { nullable: true, description: 'The document that set the value.' })
  reference(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string | null {
    return this.references && context.text(this.references, lang);
  }
}

@ObjectType({ description: 'A fact without which a programme cannot be decided.' })
export class MissingFact {
  @Field(() => String, { description: 'The fact.' })
  name!: string;

  @Field(() => String, { description: 'The subgraph that owns it, or would.' })
  owner!: string;

  @Field(() => MissingReason, { description: 'Why it is missing.' })
  reason!: MissingReason;
}

@ObjectType({ description: 'What a programme’s rules say about a worker on a day, with every reason.' })
export class EligibilityAssessment {
  programCode!: string;
  workerId!: string;
  subjectKey!: string;
  amountFen!: number | null;

  @Field(() => DateScalar, { description: 'The day the question is about.' })
  on!: string;

  @Field(() => DateScalar, {
    description:
      'The day that what is claimed for came about, such as the day of the contract; ages and parameters are those of this day.',
  })
  triggerOn!: string;

  @Field(() => AssessmentOutcome, { description: 'What the rules say.' })
  outcome!: AssessmentOutcome;

  @Field(() => String, { description: 'Version of the rules that said it.' })
  rulesVersion!: string;

  @Field(() => [RuleTrace], { description: 'Every rule with its outcome, in the order of the programme.' })
  trace!: RuleTrace[];

  @Field(() => [MissingFact], {
    description: 'Facts that are missing; empty unless the outcome is NEED_MORE_FACTS or a rule failed besides.',
  })
  missingFacts!: MissingFact[];

  static from(assessment: Assessment): EligibilityAssessment {
    const { subject, trace, ...rest } = assessment;
    return Object.assign(new EligibilityAssessment(), rest, {
      subjectKey: subject.key,
      trace: trace.map(({ requirement, reference, ...line }) =>
        Object.assign(new RuleTrace(), line, { requirements: requirement, references: reference }),
      ),
    });
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What would be paid; null unless eligible, and for what is in kind.',
  })
  amount(): Money | null {
    return this.amountFen === null ? null : Money.fen(this.amountFen);
  }

  @Field(() => SubsidyProgram, { description: 'The programme.' })
  async program(@Ctx() context: Context): Promise<SubsidyProgram | null> {
    return loadBy(context, SubsidyProgram, 'code', this.programCode);
  }

  @Sensitive('FINANCE')
  @Field(() => Worker, { nullable: true, description: 'Whom it is about.' })
  worker(@Ctx() context: Context): Promise<Worker> {
    const worker = { id: this.workerId };
    return claimsPolicy.reveal(context, { ...worker, byRecord: true }, 'eligibility', { plain: () => worker });
  }
}
