import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Context, dayOf, ok, once, refuse, type Result } from '@millgate/kit';
import { AssessmentOutcome, type Contest } from '../assessment/assessment.rules.ts';
import { Claim } from '../claim/claim.entity.ts';
import { ClaimState } from '../claim/claim.enums.ts';
import { isOfficerOf } from '../claim/claim.policy.ts';
import { type Acting, moveClaim } from '../claim/claim-step.service.ts';
import { approveClaim, refuseClaim } from '../claim/decide-by-rule.service.ts';
import { inForceOn } from '../program/parameters.rules.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { assessBy, readRulebook, type Ruled } from '../program/rulebook.ts';
import type { AllocatePlacesInput } from './allocate-places.inputs.ts';
import type { AllocatePlacesErrorCode } from './allocate-places.payloads.ts';
import { isReadyForRound } from './admit.service.ts';
import { Entitlement } from './entitlement.entity.ts';
import { PlaceAllocation } from './place-allocation.ts';
import { ranked } from './ranking.rules.ts';

type Allocated = Result<PlaceAllocation, keyof typeof AllocatePlacesErrorCode>;

/** Ranks a round and gives its places; done once, it stays as it is, however often it is asked for. */
export const allocatePlaces = (context: Context, officerId: string, input: AllocatePlacesInput): Promise<Allocated> =>
  context.em.transactional((tx) =>
    once(
      tx,
      {
        caller: context.caller,
        mutation: 'allocatePlaces',
        key: input.idempotencyKey,
        input,
        now: context.now,
        keep: 'FOREVER',
      },
      { idOf: () => input.programCode, find: () => allocationOf(tx, context.now, input) },
      (inner) => allocate(inner, context, officerId, input),
    ),
  );

async function allocate(
  tx: EntityManager,
  { caller, now }: Context,
  officerId: string,
  input: AllocatePlacesInput,
): Promise<Allocated> {
  // Whoever allocates takes the programme first: of two, the second finds it done.
  const inFull = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const program = await tx.findOne(SubsidyProgram, { code: input.programCode }, inFull);
  const ruled = (await readRulebook(tx, now)).get(input.programCode);
  const contest = ruled?.rules?.contest;
  if (!program || !contest || !isOfficerOf(caller, program.id)) {
    return refuse('PROGRAM_NOT_FOUND', { path: ['programCode'], rule: 'PROGRAM' });
  }
  const open = await tx.find(
    Claim,
    { programRef: program.id, state: { $in: [ClaimState.PENDING_FACTS, ClaimState.ASSESSING] } },
    { orderBy: { id: 'asc' }, ...inFull },
  );
  const ofRound = open.filter(({ asOf }) => contest.roundOf(asOf) === input.round);
  const entered = await tx.find(Entitlement, { claimRef: { $in: ofRound.map(({ id }) => id) } });
  if (entered.length < ofRound.length) {
    const details = { waiting: ofRound.length - entered.length };
    return refuse('NOT_ALL_READY', { path: ['round'], rule: 'ROUND', details });
  }
  const byClaim = new Map(ofRound.map((claim) => [claim.id, claim]));
  const contestants = entered.map((entry) => {
    const claim = byClaim.get(entry.claimRef.id) as Claim;
    return { claimId: claim.id, points: entry.points, completedAt: claim.completedAt ?? now, entry, claim };
  });
  const acting = { actor: officerId, at: now };
  for (const [index, { entry, claim }] of ranked(contestants).entries()) {
    await decideByRank(tx, { ruled, contest, claim, entry, rank: index + 1 }, acting);
  }
  await tx.flush();
  return ok(await allocationOf(tx, now, input));
}

interface Ranked {
  readonly ruled: Ruled;
  readonly contest: Contest;
  readonly claim: Claim;
  readonly entry: Entitlement;
  readonly rank: number;
}

/** The rank is a fact like others: the rules decide by it, and their trace says so. */
async function decideByRank(tx: EntityManager, { ruled, contest, claim, entry, rank }: Ranked, acting: Acting) {
  const { factBundle, workerId, asOf: on, subjectId } = claim;
  if (!factBundle || !workerId || !isReadyForRound(claim, contest)) throw new Error(`${claim.id} cannot be ranked`);
  const fact = { id: entry.id, name: contest.rank, value: rank, recordedBy: 'SYSTEM' };
  const facts = { ...factBundle, recorded: [...(factBundle.recorded ?? []), fact] };
  const assessment = assessBy(ruled, { workerId, facts, on, subjectId });
  Object.assign(claim, { factBundle: facts, assessed: assessment, assessedAt: acting.at });
  entry.rank = rank;
  if (assessment?.outcome !== AssessmentOutcome.ELIGIBLE)
    return refuseClaim(tx, claim, { ...acting, note: `${contest.rank} ${rank}` });
  entry.place = `${entry.schoolYear}-${rank}`;
  await approveClaim(tx, claim, null, acting);
  // Given with the decision: there is nothing to pay.
  moveClaim(tx, claim, ClaimState.PAID, acting);
}

async function allocationOf(tx: EntityManager, now: Date, input: AllocatePlacesInput): Promise<PlaceAllocation> {
  const ruled = (await readRulebook(tx, now)).get(input.programCode);
  const program = { claimRef: { programRef: ruled?.program.id ?? '' } };
  const ofRound = await tx.find(Entitlement, { ...program, schoolYear: input.round, rank: { $ne: null } });
  const places = ruled?.rules?.contest && inForceOn(ruled.parameters, ruled.rules.contest.places, dayOf(now))?.value;
  return Object.assign(new PlaceAllocation(), {
    round: input.round,
    places: places ?? 0,
    ranked: ofRound.length,
    given: ofRound.filter(({ place }) => place !== null).length,
  });
}
