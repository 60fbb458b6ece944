import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput, type Caller, type Context, dayOf, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { type Assessment, AssessmentOutcome, RuleOutcome } from '../assessment/assessment.rules.ts';
import { gatherFacts, type PublishedFacts } from '../facts/facts.service.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { ProgramState } from '../program/program.enums.ts';
import { assessBy, readRulebook, type Ruled } from '../program/rulebook.ts';
import { Claim, ClaimStep } from './claim.entity.ts';
import { grant } from './grant.service.ts';
import { ClaimState, over } from './claim.enums.ts';
import type { ClaimSubsidyInput } from './claim-subsidy.inputs.ts';
import type { ClaimSubsidyErrorCode } from './claim-subsidy.payloads.ts';

type Refusal = keyof typeof ClaimSubsidyErrorCode;

/** The gateway waits two seconds for a subgraph: a source that hangs must leave time to store the claim as pending. */
const patienceMillis = 1_500;

interface Claiming {
  readonly caller: Caller;
  readonly workerId: string;
  readonly now: Date;
  readonly on: string;
  readonly input: ClaimSubsidyInput;
  readonly published: PublishedFacts;
}

/**
 * Claims and decides. The facts are asked for before the transaction, which then holds no lock while others answer; the
 * claim, the facts, the decision and the money are stored together, or not at all.
 */
export async function claimSubsidy(
  context: Context,
  workerId: string,
  input: ClaimSubsidyInput,
): Promise<Result<Claim, Refusal>> {
  const { em, caller, now } = context;
  const on = input.on ?? dayOf(now);
  if (on > dayOf(now)) throw badInput('A claim cannot be judged by a day to come.', ['input', 'on'], 'notAfterToday');
  const ruled = (await readRulebook(em)).get(input.programCode);
  const asked = ruled?.program.state === ProgramState.OPEN ? (ruled.rules?.facts ?? []) : [];
  const published = await gatherFacts(context.services, workerId, asked, { now, patienceMillis });
  return em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'claimSubsidy', key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Claim, id) },
      (inner) => decide(inner, ruled, { caller, workerId, now, on, input, published }),
    ),
  );
}

async function decide(
  tx: EntityManager,
  ruled: Ruled | undefined,
  claiming: Claiming,
): Promise<Result<Claim, Refusal>> {
  const { workerId, on, published } = claiming;
  const at = { path: ['programCode'], rule: 'PROGRAM' };
  if (!ruled?.rules || ruled.program.state === ProgramState.DRAFT) return refuse('PROGRAM_NOT_FOUND', at);
  const { id: programId, state } = ruled.program;
  if (state !== ProgramState.OPEN) return refuse('NOT_OPEN', { ...at, details: { state } });

  // Earlier claims are the unique index's to judge, below: here they would be read before a parallel one is written.
  const facts: FactBundle = { ...published, earlierClaims: [] };
  const assessment = assessBy(ruled, { workerId, facts, on });
  if (!assessment) return refuse('PROGRAM_NOT_FOUND', at);
  if (assessment.outcome === AssessmentOutcome.NOT_ELIGIBLE) {
    const failed = assessment.trace.find(({ outcome }) => outcome === RuleOutcome.FAILED);
    return refuse('NOT_ELIGIBLE', { ...at, rule: failed?.rule ?? 'PROGRAM', details: { assessed: assessment } });
  }

  const claimId = await insertClaim(tx, programId, assessment, facts, claiming);
  if (!claimId) {
    const earlier = await standing(tx, programId, workerId, assessment.subject.key);
    return refuse('ALREADY_CLAIMED', { ...at, rule: 'S1', details: { claimId: earlier?.id } });
  }
  const claim = await tx.findOneOrFail(Claim, claimId);
  Object.assign(claim, await grant(tx, claim, assessment, claiming.now));
  const step = { claimRef: claim, at: claiming.now };
  tx.create(ClaimStep, { ...step, actor: workerId, from: null, to: ClaimState.SUBMITTED });
  tx.create(ClaimStep, { ...step, actor: 'SYSTEM', from: ClaimState.SUBMITTED, to: claim.state });
  await tx.flush();
  return ok(claim);
}

/**
 * Writes the claim, or nothing if the person has one for the same thing (S1). The index decides: of any number of
 * parallel claims one is written, and the others wait until it stands or is gone.
 */
async function insertClaim(
  tx: EntityManager,
  programId: string,
  assessment: Assessment,
  facts: FactBundle,
  { workerId, now, on }: Claiming,
): Promise<string | null> {
  const complete = assessment.outcome === AssessmentOutcome.ELIGIBLE;
  const { key, homePurchaseId, credentialId } = assessment.subject;
  const [row] = await sql<{ id: string }>(
    tx,
    `insert into claim (id, program_id, worker_id, subject_key, home_purchase_id, credential_id, as_of, state,
                        fact_bundle, assessed, submitted_at, completed_at)
     values (?, ?, ?, ?, ?, ?, ?, 'SUBMITTED', ?, ?, ?, ?)
     on conflict (program_id, worker_id, subject_key) where state not in ('REFUSED', 'WITHDRAWN') do nothing
     returning id`,
    [
      newId('clm'),
      programId,
      workerId,
      key,
      homePurchaseId,
      credentialId,
      on,
      JSON.stringify(facts),
      JSON.stringify(assessment),
      now,
      complete ? now : null,
    ],
  );
  return row?.id ?? null;
}

const standing = (tx: EntityManager, programId: string, workerId: string, subjectKey: string) =>
  tx.findOne(Claim, { programRef: programId, workerId, subjectKey, state: { $nin: [...over] } });
