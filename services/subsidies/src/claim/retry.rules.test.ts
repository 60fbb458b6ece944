import { expect, test } from 'vitest';
import { MissingReason } from '../facts/facts.rules.ts';
import { retryAt } from './retry.rules.ts';

const now = new Date('2026-11-20T02:00:00Z');
const missing = (...reasons: MissingReason[]) => reasons.map((reason) => ({ name: 'fact', owner: 'owner', reason }));

test.each([
  ['a source that is down, at first', missing(MissingReason.SOURCE_UNAVAILABLE), 0, '2026-11-20T02:01:00.000Z'],
  ['a source that has been down for a while', missing(MissingReason.SOURCE_UNAVAILABLE), 4, '2026-11-20T02:16:00.000Z'],
  ['a source that stays down', missing(MissingReason.SOURCE_UNAVAILABLE), 40, '2026-11-20T03:00:00.000Z'],
  ['something nobody knows', missing(MissingReason.UNKNOWN), 0, '2026-11-21T02:00:00.000Z'],
  [
    'something nobody knows, and a source that is down',
    missing(MissingReason.UNKNOWN, MissingReason.SOURCE_UNAVAILABLE),
    0,
    '2026-11-20T02:01:00.000Z',
  ],
])('%s is asked again', (_what, facts, attempts, expected) => {
  expect(retryAt(facts, attempts, now).toISOString()).toBe(expected);
});
