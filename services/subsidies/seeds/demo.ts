import type { EntityManager } from '@mikro-orm/postgresql';
import { demoId } from '@millgate/demo';
import {
  addTo,
  createAll,
  dayOf,
  keepYear,
  Money,
  type SeedContext,
  stateCouncil,
  toldWorkDays,
  type WorkDays,
} from '@millgate/kit';
import { Appeal, AppealState } from '../src/appeal/appeal.entity.ts';
import { Appropriation } from '../src/budget/appropriation.entity.ts';
import { LedgerAccount } from '../src/budget/ledger.enums.ts';
import { LedgerEntry } from '../src/budget/ledger-entry.entity.ts';
import { Claim, ClaimStep } from '../src/claim/claim.entity.ts';
import { ClaimState } from '../src/claim/claim.enums.ts';
import { factsDueAt } from '../src/claim/retry.rules.ts';
import { Entitlement } from '../src/entitlement/entitlement.entity.ts';
import { Payment, PaymentState } from '../src/payment/payment.entity.ts';
import { Parameter, ParameterValue, SubsidyProgram } from '../src/program/program.entity.ts';
import { Books } from './books.ts';
import { morning, type PastClaim, pastClaims } from './history.ts';
import { parameterRows, parameterValueRows, programId, programRows } from './programs.ts';

/** The programmes of the article and two of ours, their money by year, and what was claimed before. */
export async function seed(tx: EntityManager, { now }: SeedContext): Promise<void> {
  await createAll(tx, SubsidyProgram, programRows());
  await createAll(tx, Parameter, parameterRows());
  await createAll(tx, ParameterValue, parameterValueRows());
  for (let year = firstYear; year <= 2026; year += 1) {
    const week = [true, true, true, true, true, false, false];
    await keepYear(tx, { year, no: 1, week, exceptions: stateCouncil.exceptionsOf(year) ?? [] });
  }
  const calendar = await toldWorkDays(tx);
  const past = [...pastClaims()].filter(({ submittedOn }) => submittedOn <= dayOf(now));
  await createAll(
    tx,
    Claim,
    past.map((claim) => claimRow(claim, calendar)),
  );
  await createAll(tx, ClaimStep, past.flatMap(stepRows));
  await createAll(tx, Payment, past.filter(isPaid).map(paymentRow));
  const books = booksOf(past, Number(dayOf(now).slice(0, 4)));
  await createAll(
    tx,
    Appropriation,
    books.appropriations.map(({ id, programId: programRef, fiscalYear }) => ({
      id,
      programRef,
      fiscalYear,
      amountFen: 0,
    })),
  );
  await createAll(tx, LedgerEntry, books.entries);
  await createAll(tx, Appeal, [appeal]);
  await createAll(tx, Entitlement, [schoolPlace]);
}

const claimId = ({ key }: Pick<PastClaim, 'key'>): string => demoId('clm', key);

const granted = ({ fen, assessed, state }: PastClaim): number | null =>
  state === ClaimState.REFUSED || state === ClaimState.UNDER_APPEAL ? null : (fen ?? assessed?.amountFen ?? null);

const undecided: readonly ClaimState[] = [ClaimState.PENDING_FACTS, ClaimState.WAITING_BUDGET];
const settled: readonly ClaimState[] = [ClaimState.PAID, ClaimState.CLAWBACK_DUE];

const isPaid = (claim: PastClaim): boolean => settled.includes(claim.state) && granted(claim) !== null;

function claimRow(claim: PastClaim, calendar: WorkDays) {
  const { code, workerId, enterpriseId, subjectKey, on, submittedOn, state, facts, assessed } = claim;
  const at = morning(submittedOn);
  const fen = granted(claim);
  return {
    id: claimId(claim),
    programRef: programId(code),
    workerId: workerId ?? null,
    enterpriseId: enterpriseId ?? null,
    subjectKey: subjectKey ?? assessed?.subject.key ?? '',
    homePurchaseId: assessed?.subject.homePurchaseId ?? null,
    credentialId: assessed?.subject.credentialId ?? null,
    asOf: on,
    state,
    amount: fen === null ? null : Money.fen(fen),
    factBundle: facts ?? null,
    assessed: assessed ?? null,
    assessedAt: assessed ? at : null,
    submittedAt: at,
    completedAt: state === ClaimState.PENDING_FACTS ? null : at,
    decidedAt: undecided.includes(state) ? null : at,
    factsBy: state === ClaimState.PENDING_FACTS ? factsDueAt(calendar, at) : null,
  };
}

function stepRows(claim: PastClaim) {
  const { workerId, enterpriseId, submittedOn, state } = claim;
  const actor = workerId ?? enterpriseId ?? 'SYSTEM';
  const path = [ClaimState.SUBMITTED, ...pathTo(state)];
  return path.map((to, index) => ({
    claimRef: claimId(claim),
    at: morning(addTo(submittedOn, { days: Math.max(0, index - 1) })),
    actor: index === 0 || to === ClaimState.UNDER_APPEAL ? actor : 'SYSTEM',
    from: path[index - 1] ?? null,
    to,
  }));
}

function pathTo(state: ClaimState): ClaimState[] {
  const { APPROVED, PAYING, PAID, CLAWBACK_DUE, REFUSED, UNDER_APPEAL } = ClaimState;
  if (state === PAID) return [APPROVED, PAYING, PAID];
  if (state === CLAWBACK_DUE) return [APPROVED, PAYING, PAID, CLAWBACK_DUE];
  return state === UNDER_APPEAL ? [REFUSED, UNDER_APPEAL] : [state];
}

function paymentRow(claim: PastClaim) {
  const orderedAt = morning(claim.submittedOn);
  const id = claimId(claim);
  return {
    id: id.replace('clm', 'pay'),
    claimRef: id,
    amount: Money.fen(granted(claim) ?? 0),
    accountMasked: `**** **** **** ${String(orderedAt.getTime() / 60_000).slice(-4)}`,
    bankRef: `DEMO-${id.slice(-10)}`,
    state: PaymentState.SETTLED,
    orderedAt,
    settledAt: morning(addTo(claim.submittedOn, { days: 1 })),
  };
}

/** Yuan a year. Skill levels of 2026 get just what is granted, so that the latest claims wait. */
const yearly = {
  YOUTH_HOME_PURCHASE: 60_000_000,
  YOUTH_SETTLEMENT: 4_000_000,
  SKILL_LEVEL: 600_000,
  STABLE_JOB: 1_500_000,
  WORK_TRAINING: 2_000_000,
} as const;

const firstYear = 2020;

function booksOf(past: readonly PastClaim[], thisYear: number): Books {
  const books = new Books();
  const spent = past.filter(
    (claim) => claim.code === 'SKILL_LEVEL' && yearOf(claim) === 2026 && pathOf(claim).length > 0,
  );
  const spentFen = spent.reduce((sum, claim) => sum + (granted(claim) ?? 0), 0);
  for (const [code, yuan] of Object.entries(yearly)) {
    for (let year = firstYear; year <= Math.max(thisYear, 2026) + 1; year += 1) {
      if (code === 'WORK_TRAINING' && year > 2021) continue;
      const fen = code === 'SKILL_LEVEL' && year === 2026 ? spentFen : yuan * 100;
      if (fen > 0) books.open(programId(code), year, fen, morning(`${year}-01-04`));
    }
  }
  for (const claim of past) {
    const path = pathOf(claim);
    const fen = granted(claim);
    if (fen !== null && path.length > 0)
      books.move(programId(claim.code), yearOf(claim), claimId(claim), fen, path, morning(claim.submittedOn));
  }
  return books;
}

const yearOf = ({ submittedOn }: PastClaim): number => Number(submittedOn.slice(0, 4));

function pathOf(claim: PastClaim): readonly LedgerAccount[] {
  const { RESERVED, COMMITTED, PAID } = LedgerAccount;
  if (isPaid(claim)) return [RESERVED, COMMITTED, PAID];
  return claim.state === ClaimState.APPROVED ? [RESERVED] : [];
}

const appeal = {
  id: demoId('apl', 'edge-36'),
  claimRef: demoId('clm', 'YOUTH_HOME_PURCHASE-edge-36'),
  grounds: '签约日就是三十六岁生日，申请按前一日认定。',
  state: AppealState.FILED,
  filedAt: morning('2021-06-10'),
  decidedAt: null,
};

const schoolPlace = {
  id: demoId('ett', 'welder-school'),
  claimRef: demoId('clm', 'welder-school'),
  child: '大女儿',
  schoolYear: 2025,
  points: 78,
  rank: 12,
  place: '灵峰学校一年级（演示）',
};
