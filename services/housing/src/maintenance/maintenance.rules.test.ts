import { expect, test } from 'vitest';
import { MaintenanceAction, type MaintenanceMove, MaintenanceState, moveRequest } from './maintenance.rules.ts';

test('a request moves along its states only', () => {
  const moves = Object.values(MaintenanceAction).filter(
    (action): action is MaintenanceMove => action !== MaintenanceAction.REPORT,
  );
  const moved = Object.values(MaintenanceState).flatMap((state) =>
    moves.flatMap((move) => {
      const result = moveRequest({ state, version: 1 }, move, 1);
      return result.ok ? [`${state} ${move} ${result.value}`] : [];
    }),
  );

  expect(moved.toSorted()).toEqual([
    'ACCEPTED COMPLETE DONE',
    'DONE CLOSE CLOSED',
    'DONE CONFIRM CLOSED',
    'DONE REOPEN REPORTED',
    'REPORTED ACCEPT ACCEPTED',
    'REPORTED DECLINE DECLINED',
  ]);
});

test('a version that is past is refused with the one it has', () => {
  expect(moveRequest({ state: MaintenanceState.REPORTED, version: 3 }, MaintenanceAction.ACCEPT, 2)).toMatchObject({
    refusals: [{ code: 'STALE_VERSION', details: { currentVersion: 3 } }],
  });
});
