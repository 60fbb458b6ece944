import { bulkWorker, demoId, enterprises, persona, purchaseDay } from '@millgate/demo';
import { addTo, type CalendarDay, instantAt } from '@millgate/kit';
import { type Assessment, AssessmentOutcome } from '../src/assessment/assessment.rules.ts';
import { ClaimState } from '../src/claim/claim.enums.ts';
import type { DayFact, FactBundle, HomeFact, RankFact } from '../src/facts/facts.rules.ts';
import { rulesByCode } from '../src/program/rules/index.ts';
import { parametersOf } from './programs.ts';

/** A claim of the past, with what became of it. */
export interface PastClaim {
  readonly key: string;
  readonly code: string;
  readonly workerId?: string;
  readonly enterpriseId?: string;
  readonly subjectKey?: string;
  readonly on: CalendarDay;
  readonly submittedOn: CalendarDay;
  readonly state: ClaimState;
  readonly facts?: FactBundle;
  readonly assessed?: Assessment;
  /** What is granted by hand; what a rule grants stands in the assessment. */
  readonly fen?: number;
}

/** Decided as the program decides: by the rules, on the facts that are stored with it. */
function decided(code: string, workerId: string, facts: FactBundle, on: CalendarDay): Assessment {
  const rules = rulesByCode.get(code);
  if (!rules) throw new Error(`${code} has no rules`);
  return rules.assess({ workerId, facts, parameters: parametersOf(code), on });
}

const known = (source: string, version: string) => ({ status: 'KNOWN', source, version, until: null }) as const;

const birth = (workerId: string, value: string): DayFact => ({
  ...known('community:Worker', `${workerId}@1`),
  from: value,
  value,
});

const home = (key: string, contractedOn: string, more: Partial<HomeFact> = {}): HomeFact => ({
  ...known('housing:HomePurchase', `${demoId('hpu', key)}@1`),
  from: contractedOn,
  purchaseId: demoId('hpu', key),
  areaM2: 130,
  contractedOn,
  deliveredOn: null,
  rescindedOn: null,
  ...more,
});

const rank = (credentialId: string, value: number, from: string): RankFact => ({
  ...known('training:Credential', `${credentialId}@1`),
  from,
  value,
});

export function* pastClaims(): Generator<PastClaim> {
  yield* claimsOfPersonas();
  yield* homePurchases();
  yield* skillLevels();
  yield* enterpriseClaims();
}

/** The welder has been paid before, and is free to claim for her flat; one persona waits for facts, one has appealed. */
function* claimsOfPersonas(): Generator<PastClaim> {
  const [welder, unborn, late] = [persona('welder').id, persona('unknown-birth').id, persona('edge-36').id];
  const certificate = rank(demoId('crd', 'welder-3'), 3, '2020-09-20');
  yield byRule('SKILL_LEVEL', welder, { skillRankFacts: [certificate] }, '2020-10-12', ClaimState.PAID, 'welder');
  yield {
    key: 'welder-school',
    code: 'POINTS_SCHOOLING',
    workerId: welder,
    subjectKey: 'child:1',
    on: '2025-05-12',
    submittedOn: '2025-05-12',
    state: ClaimState.PAID,
  };
  const unknownBirth = { ...birth(unborn, purchaseDay), from: null, value: null, status: 'UNKNOWN' as const };
  yield byRule(
    'YOUTH_HOME_PURCHASE',
    unborn,
    { birthDateFact: unknownBirth, homePurchaseFacts: [home('unknown-birth', purchaseDay)] },
    purchaseDay,
    ClaimState.PENDING_FACTS,
    'unknown-birth',
  );
  yield byRule(
    'YOUTH_HOME_PURCHASE',
    late,
    { birthDateFact: birth(late, '1985-05-24'), homePurchaseFacts: [home('edge-36', purchaseDay)] },
    purchaseDay,
    ClaimState.UNDER_APPEAL,
    'edge-36',
  );
}

function byRule(
  code: string,
  workerId: string,
  published: Omit<FactBundle, 'earlierClaims'>,
  on: CalendarDay,
  state: ClaimState,
  key: string,
): PastClaim {
  const facts = { ...published, earlierClaims: [] };
  return {
    key: `${code}-${key}`,
    code,
    workerId,
    on,
    submittedOn: on,
    state,
    facts,
    assessed: decided(code, workerId, facts, on),
  };
}

/** The first buyers of youth apartments, whom housing's demo data know by the same ids and days. */
function* homePurchases(): Generator<PastClaim> {
  for (let at = 0; at < 150; at += 1) {
    const { id, index, birthDate } = bulkWorker(at);
    const contractedOn = addTo('2020-09-01', { days: (at % 240) + 20 + (at % 60) });
    const facts = { birthDateFact: birth(id, birthDate), homePurchaseFacts: [home(`bulk-${index}`, contractedOn)] };
    const rescinded = at % 25 === 24;
    const state = rescinded ? ClaimState.CLAWBACK_DUE : ClaimState.PAID;
    const claim = byRule('YOUTH_HOME_PURCHASE', id, facts, contractedOn, state, `bulk-${index}`);
    if (claim.assessed?.outcome === AssessmentOutcome.ELIGIBLE) yield claim;
    else if (at % 6 === 0) yield { ...claim, state: ClaimState.REFUSED };
  }
}

const skillClaims = 260;

/** Claims for skill levels over four years; the latest wait, since the money of the year is spent. */
function* skillLevels(): Generator<PastClaim> {
  for (let at = 0; at < skillClaims; at += 1) {
    const { id, index } = bulkWorker(400 + at * 3);
    const issuedOn = addTo('2023-01-09', { days: Math.floor((at * 1_370) / skillClaims) });
    const submittedOn = addTo(issuedOn, { days: 5 + (at % 9) });
    const published =
      at % 29 === 13 ? null : [rank(demoId('crd', `bulk-${index}`), 3 + (at % 11 === 0 ? 1 : 0), issuedOn)];
    const state =
      published === null
        ? ClaimState.PENDING_FACTS
        : at >= skillClaims - 6
          ? ClaimState.WAITING_BUDGET
          : at >= skillClaims - 20
            ? ClaimState.APPROVED
            : ClaimState.PAID;
    yield byRule('SKILL_LEVEL', id, { skillRankFacts: published }, submittedOn, state, `bulk-${index}`);
  }
}

function* enterpriseClaims(): Generator<PastClaim> {
  for (const [at, { id, key }] of enterprises.entries()) {
    for (const quarter of ['2020-10-12', '2021-04-12']) {
      yield {
        key: `work-training-${key}-${quarter}`,
        code: 'WORK_TRAINING',
        enterpriseId: id,
        subjectKey: quarter,
        on: quarter,
        submittedOn: quarter,
        state: ClaimState.PAID,
        fen: (20 + (at % 8) * 5) * 50_000,
      };
    }
  }
}

export const morning = (day: CalendarDay): Date => instantAt(day, '09:30');
