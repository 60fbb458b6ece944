import { type CalendarDay, ok, refuse, type Result } from '@millgate/kit';
import { limits } from '../limits/limits.rules.ts';

export enum PurchaseCodeState {
  ISSUED = 'ISSUED',
  REDEEMED = 'REDEEMED',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

/** The state at an instant: an issued code expires by itself, and what was done with it before stays done. */
export function purchaseCodeState(
  code: { readonly recordedState: PurchaseCodeState; readonly expiresAt: Date },
  now: Date,
): PurchaseCodeState {
  const expired = code.recordedState === PurchaseCodeState.ISSUED && now >= code.expiresAt;
  return expired ? PurchaseCodeState.EXPIRED : code.recordedState;
}

/** Letters and digits that are not mistaken for each other when somebody reads a code aloud (Crockford’s base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 80 random bits as a code that people can copy: four groups of four. */
export function spellCode(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)?.map((five) => alphabet.charAt(parseInt(five, 2))) ?? [];
  return letters.join('').match(/.{4}/g)?.join('-') ?? '';
}

/** A code as it was meant: however it was typed, the same code is the same. */
export const readCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** After this many wrong codes within the time, a caller has to wait for its end. */
export const wrongCodesAllowed = limits.wrongCodes.value;
const windowMillis = limits.wrongCodeMinutes.value * 60_000;

export interface Attempts {
  readonly failed: number;
  readonly since: Date;
}

/** When a caller may try again; null for now. */
export function waitUntil({ failed, since }: Attempts, now: Date): Date | null {
  const end = new Date(since.getTime() + windowMillis);
  return failed >= wrongCodesAllowed && now < end ? end : null;
}

/** The count after one more wrong code; a new window begins with the first wrong code after the last window. */
export const oneMoreWrong = ({ failed, since }: Attempts, now: Date): Attempts =>
  failed === 0 || now.getTime() >= since.getTime() + windowMillis
    ? { failed: 1, since: now }
    : { failed: failed + 1, since };

export enum HomePurchaseState {
  CONTRACTED = 'CONTRACTED',
  REGISTERED = 'REGISTERED',
  DELIVERED = 'DELIVERED',
  RESCINDED = 'RESCINDED',
}

export enum PurchaseAction {
  CONTRACT = 'CONTRACT',
  REGISTER = 'REGISTER',
  DELIVER = 'DELIVER',
  RESCIND = 'RESCIND',
}

const { CONTRACTED, REGISTERED, DELIVERED, RESCINDED } = HomePurchaseState;

const moves: Readonly<
  Record<
    Exclude<PurchaseAction, PurchaseAction.CONTRACT>,
    { from: readonly HomePurchaseState[]; to: HomePurchaseState }
  >
> = {
  REGISTER: { from: [CONTRACTED], to: REGISTERED },
  DELIVER: { from: [REGISTERED], to: DELIVERED },
  RESCIND: { from: [CONTRACTED, REGISTERED, DELIVERED], to: RESCINDED },
};

export type PurchaseMove = keyof typeof moves;

export type NotMovable = 'STALE_VERSION' | 'WRONG_STATE' | 'DAY_NOT_POSSIBLE';

/** The state that a purchase moves to, or why it does not. */
export function movePurchase(
  purchase: { readonly state: HomePurchaseState; readonly version: number; readonly contractedOn: CalendarDay },
  move: PurchaseMove,
  asked: { readonly expectedVersion: number; readonly on: CalendarDay; readonly today: CalendarDay },
): Result<HomePurchaseState, NotMovable> {
  if (purchase.version !== asked.expectedVersion) {
    const details = { currentVersion: purchase.version };
    return refuse('STALE_VERSION', { path: ['expectedVersion'], rule: 'version', details });
  }
  if (!moves[move].from.includes(purchase.state)) {
    return refuse('WRONG_STATE', { path: ['purchaseId'], rule: 'purchaseStates', details: { state: purchase.state } });
  }
  if (asked.on < purchase.contractedOn || asked.on > asked.today) {
    return refuse('DAY_NOT_POSSIBLE', { path: ['on'], rule: 'purchaseDays' });
  }
  return ok(moves[move].to);
}
