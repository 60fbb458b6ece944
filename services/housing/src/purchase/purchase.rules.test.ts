import { expect, test } from '@jest/globals';
import { purchaseCodeState, PurchaseCodeState } from './purchase.rules.ts';

const expiresAt = new Date('2026-11-20T00:00:00+08:00');
const { ISSUED, REDEEMED, EXPIRED, REVOKED } = PurchaseCodeState;

test.each([
  ['is good until the millisecond before it expires', ISSUED, '2026-11-19T23:59:59.999+08:00', ISSUED],
  ['has expired at that instant', ISSUED, '2026-11-20T00:00:00+08:00', EXPIRED],
  ['stays redeemed', REDEEMED, '2027-01-01T00:00:00+08:00', REDEEMED],
  ['stays revoked', REVOKED, '2027-01-01T00:00:00+08:00', REVOKED],
])('a purchase code %s', (_what, recordedState, now, expected) => {
  expect(purchaseCodeState({ recordedState, expiresAt }, new Date(now))).toBe(expected);
});
