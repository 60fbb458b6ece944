import { ClaimState } from './claim.enums.ts';

const S = ClaimState;

/** Where a claim may go from each state. What is over stays over, unless it is appealed. */
const moves: Readonly<Record<ClaimState, readonly ClaimState[]>> = {
  [S.SUBMITTED]: [S.ASSESSING, S.PENDING_FACTS, S.WAITING_BUDGET, S.APPROVED, S.REFUSED, S.WITHDRAWN],
  [S.ASSESSING]: [S.PENDING_FACTS, S.WAITING_BUDGET, S.APPROVED, S.REFUSED, S.WITHDRAWN],
  [S.PENDING_FACTS]: [S.ASSESSING, S.WAITING_BUDGET, S.APPROVED, S.REFUSED, S.WITHDRAWN],
  [S.WAITING_BUDGET]: [S.APPROVED, S.WITHDRAWN],
  [S.APPROVED]: [S.PAYING, S.PAID, S.WITHDRAWN],
  [S.PAYING]: [S.PAID],
  [S.PAID]: [S.CLAWBACK_DUE],
  [S.REFUSED]: [S.UNDER_APPEAL],
  [S.UNDER_APPEAL]: [S.REFUSED, S.WAITING_BUDGET, S.APPROVED],
  [S.CLAWBACK_DUE]: [S.RECOVERED, S.WAIVED],
  [S.RECOVERED]: [],
  [S.WAIVED]: [],
  [S.WITHDRAWN]: [],
};

export const mayMove = (from: ClaimState, to: ClaimState): boolean => moves[from].includes(to);

/** Until its payment is under way, a claimant may take a claim back. */
export const mayWithdraw = (state: ClaimState): boolean => mayMove(state, S.WITHDRAWN);

/**
 * Days within which a refusal may be appealed, the day of the refusal not counted, and since when: the Administrative
 * Reconsideration Law, in force on 1 October 1999, has never had another number.
 */
export const appealDays = { value: 60, from: '1999-10-01' } as const;
