import type { EntityManager } from '@mikro-orm/postgresql';
import type { DueTask } from '@millgate/kit';
import type { Assessment } from '../assessment/assessment.rules.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { gatherFacts } from '../facts/facts.service.ts';
import { recordedFactsOf } from '../facts/recorded-facts.ts';
import { assessBy, readRulebook, type Ruled } from '../program/rulebook.ts';
import { Claim } from './claim.entity.ts';
import { ClaimState, over } from './claim.enums.ts';
import { lockClaim, moveClaim } from './claim-step.service.ts';
import { decideByRule } from './decide-by-rule.service.ts';

/** Claims looked at in one run, each with a question to the graph; what is left comes with the next. */
const atOnce = 20;

/** Nobody waits for a run: longer than for a claim that is being made. */
const patienceMillis = 10_000;

interface Answer {
  readonly id: string;
  readonly ruled: Ruled;
  readonly facts: FactBundle;
  readonly assessment: Assessment | null;
}

/** Asks again for facts that were missing, and decides what can be decided now: granted, or refused with the reason. */
export const decidePendingClaims: DueTask = async (tx, now, services) => {
  const due = await tx.find(
    Claim,
    { state: ClaimState.PENDING_FACTS, retryAt: { $lte: now } },
    { orderBy: { retryAt: 'asc', id: 'asc' }, limit: atOnce },
  );
  if (due.length === 0) return 0;
  const rulebook = new Map([...(await readRulebook(tx, now)).values()].map((ruled) => [ruled.program.id, ruled]));
  const recorded = await recordedFactsOf(tx, due);
  // All are asked for before the first row is locked: nobody waits for us while we wait for others.
  const asked = await Promise.all(
    due.map(async ({ id, programRef, workerId, asOf, subjectId }): Promise<Answer | null> => {
      const ruled = rulebook.get(programRef.id);
      if (!ruled?.rules || workerId === null) return null;
      const published = await gatherFacts(services, workerId, ruled.rules.facts, { now, patienceMillis });
      const facts = { ...published, earlierClaims: [], recorded: recorded.get(id) ?? [] };
      return { id, ruled, facts, assessment: assessBy(ruled, { workerId, facts, on: asOf, subjectId }) };
    }),
  );
  let decided = 0;
  for (const answer of asked) if (answer && (await decideAgain(tx, answer, now))) decided += 1;
  return decided;
};

async function decideAgain(tx: EntityManager, { id, ruled, facts, assessment }: Answer, now: Date): Promise<boolean> {
  const claim = await lockClaim(tx, id);
  // Another run was quicker.
  if (claim?.state !== ClaimState.PENDING_FACTS || !claim.retryAt || claim.retryAt > now || !assessment) return false;
  const acting = { actor: 'SYSTEM', at: now };
  claim.attempts += 1;
  if (await isClaimedElsewhere(tx, claim, assessment.subject.key)) {
    Object.assign(claim, { decidedAt: now, retryAt: null });
    moveClaim(tx, claim, ClaimState.REFUSED, { ...acting, note: 'S1' });
  } else {
    const heldBack = Boolean(ruled.rules?.contest) || (facts.recorded ?? []).length > 0;
    await decideByRule(tx, claim, { assessment, facts, heldBack }, acting);
  }
  await tx.flush();
  // It was still without facts a moment ago; whoever reads the state now sees what came of it.
  return (claim.state as ClaimState) !== ClaimState.PENDING_FACTS;
}

/** What a claim is about may turn out only now to be what another claim of hers was granted for (S1). */
async function isClaimedElsewhere(tx: EntityManager, claim: Claim, subjectKey: string): Promise<boolean> {
  const { id, programRef, workerId } = claim;
  const others = { id: { $ne: id }, programRef: programRef.id, workerId, subjectKey, state: { $nin: [...over] } };
  return (await tx.count(Claim, { ...others, duplicateOf: null })) > 0;
}
