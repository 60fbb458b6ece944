import { type Context, DateScalar, dayOf, isSelf, RequiresScope, Sensitive } from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Claim } from '../claim/claim.entity.ts';
import { asFacts, standingClaimsOf } from '../claim/claim.lists.ts';
import { isOfficer } from '../claim/claim.policy.ts';
import { claimsPolicy } from '../claim/claims.fields.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { requiredFacts } from '../facts/facts.service.ts';
import { Worker } from '../links/links.stub.ts';
import { mayReadProgram } from '../program/program.resolver.ts';
import { assessBy, type Ruled, rulebookOf } from '../program/rulebook.ts';
import { EligibilityAssessment } from './assessment.types.ts';

const onArgument = {
  nullable: true,
  description: 'The day the question is about: as things stood, or would stand, on it. Without it, today.',
} as const;

@Resolver(() => Worker)
export class EligibilityResolver {
  @RequiresScope('worker:facts')
  @Sensitive('FINANCE')
  @Directive(`@requires(fields: "${requiredFacts}")`)
  @FieldResolver(() => EligibilityAssessment, {
    nullable: true,
    description:
      'What one programme’s rules say about the worker, with every reason; null if no programme for workers has this code. For the worker and programme officers.',
  })
  async eligibility(
    @Root() worker: Worker,
    @Arg('program', () => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
    code: string,
    @Arg('on', () => DateScalar, onArgument) on: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<EligibilityAssessment | null> {
    const assessed = async () => {
      const ruled = (await rulebookOf(context)).get(code);
      return ruled ? assessFor(context, worker, ruled, on ?? dayOf(context.now)) : null;
    };
    return claimsPolicy.reveal(context, worker, 'eligibility', { plain: assessed });
  }

  @RequiresScope('worker:facts')
  @Sensitive('FINANCE')
  @Directive(`@requires(fields: "${requiredFacts}")`)
  @FieldResolver(() => [EligibilityAssessment], {
    nullable: true,
    description:
      'What every programme for workers says about the worker, by code: all she may be entitled to, with reasons. For the worker and programme officers.',
  })
  async eligibilities(
    @Root() worker: Worker,
    @Arg('on', () => DateScalar, onArgument) on: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<EligibilityAssessment[]> {
    const day = on ?? dayOf(context.now);
    const assessed = async () => {
      const rulebook = await rulebookOf(context);
      const all = await Promise.all([...rulebook.values()].map((ruled) => assessFor(context, worker, ruled, day)));
      return all.filter((one) => one !== null);
    };
    return claimsPolicy.reveal(context, worker, 'eligibilities', { plain: assessed });
  }
}

async function assessFor(
  context: Context,
  worker: Worker,
  ruled: Ruled,
  on: string,
): Promise<EligibilityAssessment | null> {
  if (!mayReadProgram(context, ruled.program)) return null;
  const claims = await standingClaimsOf(context, worker.id);
  const facts = {
    birthDateFact: worker.birthDateFact ?? null,
    settledOnFact: worker.settledOnFact ?? null,
    skillRankFacts: worker.skillRankFacts ?? null,
    homePurchaseFacts: worker.homePurchaseFacts ?? null,
    mainJobFacts: worker.mainJobFacts ?? null,
    childBirthFacts: worker.childBirthFacts ?? null,
    earlierClaims: asFacts(claims, ruled.program.id),
  } satisfies FactBundle;
  const assessment = assessBy(ruled, { workerId: worker.id, facts, on });
  return assessment && EligibilityAssessment.from(assessment);
}

@Resolver(() => EligibilityAssessment)
export class EligibilityAssessmentResolver {
  @FieldResolver(() => Claim, {
    nullable: true,
    description: 'The claim that the worker has already made for the same thing; null if there is none.',
  })
  async claim(@Root() assessment: EligibilityAssessment, @Ctx() context: Context): Promise<Claim | null> {
    const { workerId, programCode, subjectKey } = assessment;
    if (!isSelf(context.caller, workerId) && !isOfficer(context.caller)) return null;
    const program = (await rulebookOf(context)).get(programCode)?.program;
    const claims = await standingClaimsOf(context, workerId);
    return claims.find((one) => one.programRef.id === program?.id && one.subjectKey === subjectKey) ?? null;
  }
}
