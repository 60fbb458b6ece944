import type { EntityManager } from '@mikro-orm/postgresql';
import {
  badInput,
  canonicalId,
  type Caller,
  type Context,
  dayOf,
  newId,
  ok,
  once,
  refuse,
  type Result,
  sql,
} from '@millgate/kit';
import { type Assessment, AssessmentOutcome, RuleOutcome, type TraceLine } from '../assessment/assessment.rules.ts';
import { gatherFacts, type PublishedFacts } from '../facts/facts.service.ts';
import type { FactBundle } from '../facts/facts.rules.ts';
import { ProgramState } from '../program/program.enums.ts';
import { assessBy, readRulebook, type Ruled } from '../program/rulebook.ts';
import { Claim, ClaimStep } from './claim.entity.ts';
import { ClaimState, over } from './claim.enums.ts';
import { lockClaim } from './claim-step.service.ts';
import { decideByRule, type RuleDecision } from './decide-by-rule.service.ts';
import type { ClaimSubsidyInput } from './claim-subsidy.inputs.ts';
import type { ClaimSubsidyErrorCode } from './claim-subsidy.payloads.ts';
import { tellCase } from './tell-case.ts';

type Refusal = keyof typeof ClaimSubsidyErrorCode;

/**
 * Longer than the gateway takes to say which part does not answer, so that what the others said is kept, and that a busy
 * machine makes nobody's claim wait; and less than the fifteen seconds for which it waits for us, so that there is time to
 * store the claim as pending where nobody answers at all.
 */
const patienceMillis = 8_000;

interface Claiming {
  readonly caller: Caller;
  readonly workerId: string;
  readonly now: Date;
  readonly on: string;
  readonly input: ClaimSubsidyInput;
  readonly published: PublishedFacts;
  readonly services: Pick<Context['services'], 'publish'>;
}

/**
 * Claims and decides. The facts are asked for before the transaction, which then holds no lock while others answer; the
 * claim, the facts, the decision and the money are stored together, or not at all.
 */
export async function claimSubsidy(
  context: Context,
  callerId: string,
  input: ClaimSubsidyInput,
): Promise<Result<Claim, Refusal>> {
  const { em, caller, now } = context;
  const on = input.on ?? dayOf(now);
  if (on > dayOf(now)) throw badInput('A claim cannot be judged by a day to come.', ['input', 'on'], 'notAfterToday');
  const workerId = await canonicalId(em, callerId);
  const ruled = (await readRulebook(em, now)).get(input.programCode);
  const asked = ruled?.program.state === ProgramState.OPEN ? (ruled.rules?.facts ?? []) : [];
  const published = await gatherFacts(context.services, workerId, asked, { now, patienceMillis });
  return em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'claimSubsidy', key: input.idempotencyKey, input, now, keep: 'FOREVER' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Claim, id) },
      (inner) => decide(inner, ruled, { caller, workerId, now, on, input, published, services: context.services }),
    ),
  );
}

async function decide(
  tx: EntityManager,
  ruled: Ruled | undefined,
  claiming: Claiming,
): Promise<Result<Claim, Refusal>> {
  const { workerId, on, published, input, now } = claiming;
  const at = { path: ['programCode'], rule: 'PROGRAM' };
  if (!ruled?.rules || ruled.program.state === ProgramState.DRAFT) return refuse('PROGRAM_NOT_FOUND', at);
  const { id: programId, state } = ruled.program;
  if (state !== ProgramState.OPEN) return refuse('NOT_OPEN', { ...at, details: { state } });

  // Earlier claims are the unique index's to judge, below: here they would be read before a parallel one is written.
  const facts: FactBundle = { ...published, earlierClaims: [], recorded: [] };
  const assessment = assessBy(ruled, { workerId, facts, on, subjectId: input.subjectId ?? null });
  if (!assessment) return refuse('PROGRAM_NOT_FOUND', at);
  if (assessment.outcome === AssessmentOutcome.NOT_ELIGIBLE && !input.onRecord) {
    const failed = assessment.trace.find(({ outcome }) => outcome === RuleOutcome.FAILED);
    const details = { assessed: assessment, ...(failed ? reasonOf(failed) : {}) };
    return refuse('NOT_ELIGIBLE', { ...at, rule: failed?.rule ?? 'PROGRAM', details });
  }

  const decision = { assessment, facts, heldBack: Boolean(ruled.rules.contest) };
  const claimId = await insertClaim(tx, programId, assessment, claiming);
  if (!claimId) return adoptOpened(tx, programId, decision, claiming);
  const claim = await tx.findOneOrFail(Claim, claimId);
  tx.create(ClaimStep, { claimRef: claim, at: now, actor: workerId, from: null, to: ClaimState.SUBMITTED });
  await decideByRule(tx, claim, decision, { actor: 'SYSTEM', at: now });
  await tx.flush();
  await tellCase(tx, claim, claiming.services, now);
  return ok(claim);
}

/** What a person is told of the rule that refuses: what it asks, and since when. */
const reasonOf = ({ requirement: { zh, en }, effectiveFrom }: TraceLine) => ({
  effectiveFrom,
  text: {
    zh: `不符合申领条件：${zh}${effectiveFrom === null ? '' : `（自 ${effectiveFrom} 起施行）`}`,
    en: `Not every rule is met: ${en}${effectiveFrom === null ? '' : ` (Since ${effectiveFrom}.)`}`,
  },
});

/** One that an event opened for her, and that waits for facts, is hers from now on; any other stands (S1). */
async function adoptOpened(
  tx: EntityManager,
  programId: string,
  decision: RuleDecision,
  { workerId, now, on, input, services }: Claiming,
): Promise<Result<Claim, Refusal>> {
  const { key: subjectKey } = decision.assessment.subject;
  const standing = { programRef: programId, workerId, subjectKey, state: { $nin: [...over] }, duplicateOf: null };
  const found = await tx.findOne(Claim, standing);
  const claim = found && (await lockClaim(tx, found.id));
  if (!claim?.opened || claim.state !== ClaimState.PENDING_FACTS) {
    const at = { path: ['programCode'], rule: 'S1' };
    return refuse('ALREADY_CLAIMED', { ...at, details: { claimId: found?.id } });
  }
  Object.assign(claim, { opened: false, asOf: on, caseId: input.caseId ?? null });
  await decideByRule(tx, claim, decision, { actor: 'SYSTEM', at: now });
  await tx.flush();
  await tellCase(tx, claim, services, now);
  return ok(claim);
}

/**
 * Writes the claim, or nothing if the person has one for the same thing (S1). The index decides: of any number of
 * parallel claims one is written, and the others wait until it stands or is gone.
 */
async function insertClaim(
  tx: EntityManager,
  programId: string,
  { subject }: Assessment,
  { workerId, now, on, input }: Claiming,
): Promise<string | null> {
  const { key, homePurchaseId, credentialId } = subject;
  const [row] = await sql<{ id: string }>(
    tx,
    `insert into claim (id, program_id, worker_id, subject_key, subject_id, home_purchase_id, credential_id, case_id, as_of, state,
                        submitted_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'SUBMITTED', ?)
     on conflict (program_id, worker_id, subject_key) where state not in ('REFUSED', 'WITHDRAWN') and duplicate_of is null do nothing
     returning id`,
    [
      ...[newId('clm'), programId, workerId, key, input.subjectId ?? null, homePurchaseId, credentialId],
      ...[input.caseId ?? null, on, now],
    ],
  );
  return row?.id ?? null;
}
