import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import type { DueTask } from '@millgate/kit';
import { type Assessment, AssessmentOutcome } from '../assessment/assessment.rules.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { gatherFacts } from '../facts/facts.service.ts';
import { assessBy, readRulebook } from '../program/rulebook.ts';
import { Claim, ClaimStep } from './claim.entity.ts';
import { ClaimState, over } from './claim.enums.ts';
import { grant } from './grant.service.ts';

/** Claims looked at in one run, each with a question to the graph; what is left comes with the next. */
const atOnce = 20;

/** Nobody waits for a run: longer than for a claim that is being made. */
const patienceMillis = 5_000;

/** Asks again for facts that were missing, and decides what can be decided now: granted, or refused with the reason. */
export const decidePendingClaims: DueTask = async (tx, now, services) => {
  const due = await tx.find(
    Claim,
    { state: ClaimState.PENDING_FACTS, retryAt: { $lte: now } },
    { orderBy: { retryAt: 'asc', id: 'asc' }, limit: atOnce },
  );
  if (due.length === 0) return 0;
  const rulebook = new Map([...(await readRulebook(tx)).values()].map((ruled) => [ruled.program.id, ruled]));
  // All are asked for before the first row is locked: nobody waits for us while we wait for others.
  const asked = await Promise.all(
    due.map(async ({ id, programRef, workerId, asOf }) => {
      const ruled = rulebook.get(programRef.id);
      if (!ruled?.rules || workerId === null) return null;
      const published = await gatherFacts(services, workerId, ruled.rules.facts, { now, patienceMillis });
      const facts: FactBundle = { ...published, earlierClaims: [] };
      return { id, facts, assessment: assessBy(ruled, { workerId, facts, on: asOf }) };
    }),
  );
  let decided = 0;
  for (const answer of asked) {
    if (!answer?.assessment) continue;
    if (await decideAgain(tx, answer.id, answer.facts, answer.assessment, now)) decided += 1;
  }
  return decided;
};

async function decideAgain(
  tx: EntityManager,
  claimId: string,
  factBundle: FactBundle,
  assessment: Assessment,
  now: Date,
): Promise<boolean> {
  const claim = await tx.findOne(
    Claim,
    { id: claimId, state: ClaimState.PENDING_FACTS, retryAt: { $lte: now } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  // Another run was quicker.
  if (!claim) return false;
  claim.attempts += 1;
  const { key: subjectKey, homePurchaseId, credentialId } = assessment.subject;
  if (await isClaimedElsewhere(tx, claim, subjectKey)) {
    Object.assign(claim, { state: ClaimState.REFUSED, decidedAt: now, retryAt: null });
  } else {
    const complete = assessment.outcome === AssessmentOutcome.ELIGIBLE;
    Object.assign(claim, { factBundle, assessed: assessment, subjectKey, homePurchaseId, credentialId });
    if (complete) claim.completedAt = now;
    // The queue for money is read from the row.
    await tx.flush();
    Object.assign(claim, await grant(tx, claim, assessment, now));
  }
  claim.version += 1;
  const moved = claim.state !== ClaimState.PENDING_FACTS;
  if (moved) {
    const step = { claimRef: claim, at: now, actor: 'SYSTEM', from: ClaimState.PENDING_FACTS, to: claim.state };
    tx.create(ClaimStep, step);
  }
  await tx.flush();
  return moved;
}

/** What a claim is about may turn out only now to be what another claim of hers was granted for (S1). */
async function isClaimedElsewhere(tx: EntityManager, claim: Claim, subjectKey: string): Promise<boolean> {
  const { id, programRef, workerId } = claim;
  const others = { id: { $ne: id }, programRef: programRef.id, workerId, subjectKey, state: { $nin: [...over] } };
  return (await tx.count(Claim, others)) > 0;
}
