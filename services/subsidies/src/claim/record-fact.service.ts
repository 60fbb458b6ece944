import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, newId, ok, refuse, type Result } from '@millgate/kit';
import { AssessmentOutcome } from '../assessment/assessment.rules.ts';
import { MissingReason } from '../facts/facts.rules.ts';
import { RecordedFact } from '../facts/recorded-fact.entity.ts';
import { recordedFactsOf } from '../facts/recorded-facts.ts';
import { assessBy, readRulebook } from '../program/rulebook.ts';
import { rulesOf } from '../program/rules/index.ts';
import { Claim } from './claim.entity.ts';
import { ClaimState } from './claim.enums.ts';
import { isOfficerOf } from './claim.policy.ts';
import { lockClaim } from './claim-step.service.ts';
import { decideByRule } from './decide-by-rule.service.ts';
import { conflictWith } from './four-eyes.service.ts';
import { ConflictOfInterest } from './four-eyes.enums.ts';
import type { RecordFactInput } from './record-fact.inputs.ts';
import type { RecordFactErrorCode } from './record-fact.payloads.ts';
import { forEver } from './repeatable.ts';

type Recorded = Result<Claim, keyof typeof RecordFactErrorCode>;

/** An officer writes down what papers say. The rules judge anew; to grant it, another officer has to look. */
export const recordFact = (context: Context, officerId: string, input: RecordFactInput): Promise<Recorded> =>
  forEver(context, 'recordFact', input, Claim, (tx) => record(tx, context, officerId, input));

async function record(
  tx: EntityManager,
  { caller, now }: Context,
  officerId: string,
  { claimId, name, value }: RecordFactInput,
): Promise<Recorded> {
  const claim = await lockClaim(tx, claimId);
  const at = { path: ['claimId'], rule: 'CLAIM' };
  if (!claim || !isOfficerOf(caller, claim.programRef.id)) return refuse('CLAIM_NOT_FOUND', at);
  const { state, assessed, workerId, asOf, subjectId, factBundle } = claim;
  if (state !== ClaimState.ASSESSING || !assessed || !workerId || !factBundle) {
    return refuse('WRONG_STATE', { ...at, details: { state } });
  }
  const readOnPaper =
    // The rank is made by ranking, and by nothing else.
    name !== rulesOf(assessed.programCode)?.contest?.rank &&
    (assessed.missingFacts.some((fact) => fact.name === name && fact.reason === MissingReason.NOT_PUBLISHED) ||
      (factBundle.recorded?.some((fact) => fact.name === name) ?? false));
  if (!readOnPaper) return refuse('NOT_ASKED_FOR', { path: ['name'], rule: 'FACT' });
  const conflict = await conflictWith(tx, claim, officerId);
  // Whoever recorded one fact may record the next, or mend it: deciding is for others anyway.
  if (conflict && conflict !== ConflictOfInterest.OWN_EDIT) {
    return refuse('CONFLICT_OF_INTEREST', { ...at, rule: 'FOUR_EYES', details: { conflict } });
  }
  tx.create(RecordedFact, { id: newId('rfa'), claimRef: claim, name, value, recordedBy: officerId, recordedAt: now });
  await tx.flush();
  const recorded = (await recordedFactsOf(tx, [claim])).get(claim.id) ?? [];
  const facts = { ...factBundle, recorded };
  const ruled = (await readRulebook(tx, now)).get(assessed.programCode);
  const assessment = ruled && assessBy(ruled, { workerId, facts, on: asOf, subjectId });
  if (!assessment) return refuse('CLAIM_NOT_FOUND', at);
  const note = assessment.outcome === AssessmentOutcome.NOT_ELIGIBLE ? name : null;
  await decideByRule(tx, claim, { assessment, facts, heldBack: true }, { actor: officerId, at: now, note });
  await tx.flush();
  return ok(claim);
}
