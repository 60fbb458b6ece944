import { describe, expect, test } from 'vitest';
import { CaseAction, CaseState } from './case.enums.ts';
import { allowedMoves, openStates, ownedStates, transitions } from './case.rules.ts';

describe('the state table of a case', () => {
  test('names every action but filing, once', () => {
    expect(Object.keys(transitions).sort()).toEqual(
      Object.values(CaseAction)
        .filter((action) => action !== CaseAction.SUBMIT)
        .sort(),
    );
  });

  test('nothing leads out of what was withdrawn or not accepted', () => {
    const left = allowedMoves.map(([before]) => before);
    expect(left).not.toContain(CaseState.WITHDRAWN);
    expect(left).not.toContain(CaseState.NOT_ACCEPTED);
  });

  test('every state can be reached from filing, and every open state has a way to an end', () => {
    const reached = new Set<CaseState>([CaseState.SUBMITTED]);
    for (let grew = true; grew;) {
      const before = reached.size;
      for (const [from, to] of allowedMoves) if (reached.has(from)) reached.add(to);
      grew = reached.size > before;
    }
    expect([...reached].sort()).toEqual(Object.values(CaseState).sort());
    for (const state of openStates) expect(allowedMoves.some(([from]) => from === state)).toBe(true);
  });

  test('a decision goes from a case in progress only, and only an owned case can be decided', () => {
    expect(transitions.DECIDE).toEqual({ from: [CaseState.IN_PROGRESS], to: CaseState.DECIDED });
    expect(ownedStates).toContain(CaseState.IN_PROGRESS);
  });
});
