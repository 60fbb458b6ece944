import { describe, expect, test } from 'vitest';
import { Confidentiality, confidentialityFor, mayRead, type Reader } from './confidentiality.rules.ts';

const { NORMAL, SEALED } = Confidentiality;

const reader = (is: { person?: string; hrOf?: string; advisor?: string }): Reader => ({
  isPerson: (id) => id === is.person,
  isHrOf: (id) => id === is.hrOf,
  isAdvisor: (id) => id === is.advisor,
});

describe('a consultation is read by', () => {
  const byWorker = { authorId: 'w', workerId: 'w', enterpriseId: null, advisorId: 'a' };
  const byEnterprise = { authorId: 'h', workerId: null, enterpriseId: 'e', advisorId: 'a' };

  test.each([
    ['the worker who asked', { person: 'w' }, true, true],
    ['the adviser who has it', { advisor: 'a' }, true, true],
    ['another worker', { person: 'x' }, false, false],
    ['another adviser', { person: 'b', advisor: 'b' }, false, false],
    ['the HR of some enterprise', { person: 'h', hrOf: 'e' }, false, false],
  ])('%s, normal or sealed by a worker', (_who, is, normal, sealed) => {
    expect(mayRead(reader(is), { ...byWorker, confidentiality: NORMAL })).toBe(normal);
    expect(mayRead(reader(is), { ...byWorker, confidentiality: SEALED })).toBe(sealed);
  });

  test.each([
    ['the HR person who asked', { person: 'h', hrOf: 'e' }, true, true],
    ['her colleague in HR', { person: 'k', hrOf: 'e' }, true, false],
    ['the HR of another enterprise', { person: 'k', hrOf: 'f' }, false, false],
    ['the HR person who asked, when she has left', { person: 'h' }, false, true],
    ['the adviser who has it', { advisor: 'a' }, true, true],
    ['another adviser', { person: 'b', advisor: 'b' }, false, false],
  ])('%s, normal or sealed for an enterprise', (_who, is, normal, sealed) => {
    expect(mayRead(reader(is), { ...byEnterprise, confidentiality: NORMAL })).toBe(normal);
    expect(mayRead(reader(is), { ...byEnterprise, confidentiality: SEALED })).toBe(sealed);
  });

  test('no adviser while none has it', () => {
    expect(mayRead(reader({ advisor: 'a' }), { ...byWorker, advisorId: null, confidentiality: NORMAL })).toBe(false);
  });

  test('somebody who asked for a worker sees a sealed one, the worker does not; a normal one is the worker’s', () => {
    const onBehalf = { ...byWorker, authorId: 'clerk' };

    expect(mayRead(reader({ person: 'clerk' }), { ...onBehalf, confidentiality: SEALED })).toBe(true);
    expect(mayRead(reader({ person: 'w' }), { ...onBehalf, confidentiality: SEALED })).toBe(false);
    expect(mayRead(reader({ person: 'w' }), { ...onBehalf, confidentiality: NORMAL })).toBe(true);
  });
});

describe('what is asked of', () => {
  test.each([
    ['an integrity adviser is sealed unless said otherwise', 'INTEGRITY', null, SEALED],
    ['an integrity adviser is sealed', 'INTEGRITY', SEALED, SEALED],
    ['an integrity adviser is never open', 'INTEGRITY', NORMAL, null],
    ['any other adviser is open unless said otherwise', 'LEGAL', null, NORMAL],
    ['any other adviser is sealed on request', 'LEGAL', SEALED, SEALED],
  ] as const)('%s', (_rule, kind, wanted, expected) => {
    expect(confidentialityFor(kind, wanted)).toBe(expected);
  });
});
