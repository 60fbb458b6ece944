import { expect, test } from 'vitest';
import { transitions } from './consultation.rules.ts';

test('every state leads somewhere but the last two, and nothing leads back to an answer', () => {
  const from = new Set(Object.values(transitions).flatMap((one) => one.from));
  const to = Object.entries(transitions).flatMap(([action, one]) => (one.to === 'ANSWERED' ? [action] : []));

  expect([...from].toSorted()).toEqual([
    'ACCEPTED',
    'ANSWERED',
    'ASSIGNED',
    'DECLINED',
    'FOLLOWED_UP',
    'MET',
    'REQUESTED',
  ]);
  expect(to).toEqual(['ANSWER']);
});
