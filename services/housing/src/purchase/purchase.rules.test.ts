import { describe, expect, test } from 'vitest';
import {
  HomePurchaseState,
  movePurchase,
  oneMoreWrong,
  PurchaseAction,
  purchaseCodeState,
  PurchaseCodeState,
  readCode,
  spellCode,
  waitUntil,
} from './purchase.rules.ts';

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

test('eighty bits are spelled as four groups of four letters, none of which look alike', () => {
  expect(spellCode(new Uint8Array(10))).toBe('0000-0000-0000-0000');
  expect(spellCode(new Uint8Array(10).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
});

test.each([
  ['abcd-efgh-jkmn-pqrs', 'ABCDEFGHJKMNPQRS'],
  [' o0Oi-Il1L ', '00011111'],
])('%j is read as %s', (typed, read) => {
  expect(readCode(typed)).toBe(read);
});

describe('wrong codes', () => {
  const since = new Date('2026-11-20T12:00:00Z');
  const after = (minutes: number) => new Date(since.getTime() + minutes * 60_000);

  test('four are looked at, the fifth closes the window until its end', () => {
    expect(waitUntil({ failed: 4, since }, after(1))).toBeNull();
    expect(waitUntil({ failed: 5, since }, after(1))).toEqual(after(15));
    expect(waitUntil({ failed: 5, since }, after(15))).toBeNull();
  });

  test('a window begins with its first wrong code', () => {
    expect(oneMoreWrong({ failed: 0, since }, after(3))).toEqual({ failed: 1, since: after(3) });
    expect(oneMoreWrong({ failed: 1, since }, after(3))).toEqual({ failed: 2, since });
    expect(oneMoreWrong({ failed: 5, since }, after(15))).toEqual({ failed: 1, since: after(15) });
  });
});

describe('a purchase moves along its states only', () => {
  const { CONTRACTED, REGISTERED, DELIVERED, RESCINDED } = HomePurchaseState;
  const allowed = [
    'CONTRACTED REGISTER REGISTERED',
    'REGISTERED DELIVER DELIVERED',
    'CONTRACTED RESCIND RESCINDED',
    'REGISTERED RESCIND RESCINDED',
    'DELIVERED RESCIND RESCINDED',
  ];

  test('every pair of state and action', () => {
    const moved = [CONTRACTED, REGISTERED, DELIVERED, RESCINDED].flatMap((state) =>
      ([PurchaseAction.REGISTER, PurchaseAction.DELIVER, PurchaseAction.RESCIND] as const).flatMap((action) => {
        const asked = { expectedVersion: 1, on: '2026-11-20', today: '2026-11-20' };
        const result = movePurchase({ state, version: 1, contractedOn: '2026-11-20' }, action, asked);
        return result.ok ? [`${state} ${action} ${result.value}`] : [];
      }),
    );

    expect(moved.toSorted()).toEqual(allowed.toSorted());
  });
});
