import { expect, test } from 'vitest';
import { placeOf, reason } from './databases.ts';

const refused = Object.assign(new Error('new row violates …\n - detail: Failing row contains (+8600000000001)'), {
  code: '23514',
  table: 'worker',
  constraint: 'worker_check',
});

test('a refused row is named by code, table and constraint, and is not quoted', () => {
  expect(reason(refused)).toBe('the database refused a value, SQLSTATE 23514, table worker, worker_check');
  expect(placeOf(refused)).toMatch(/^ +at /);
  expect(placeOf(refused)).not.toContain('+86');
});

test('a value of the wrong shape is not quoted either', () => {
  const cause = Object.assign(new Error('invalid input syntax for type integer: "secret"'), { code: '22P02' });

  expect(reason(cause)).toBe('the database refused a value, SQLSTATE 22P02');
});

test('what is no refusal of a value keeps its words, for an operator to act on', () => {
  expect(reason(Object.assign(new Error('password authentication failed'), { code: '28P01' }))).toBe(
    'password authentication failed',
  );
  expect(reason(Object.assign(new AggregateError([new Error('connect ECONNREFUSED')]), { message: '' }))).toBe(
    'connect ECONNREFUSED',
  );
});
