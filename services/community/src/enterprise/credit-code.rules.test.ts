import { describe, expect, test } from 'vitest';
import { enterprises } from '@millgate/demo';
import { creditCodeFault } from './credit-code.rules.ts';

describe('a unified social credit code', () => {
  test.each(enterprises.map(({ uscc, en }) => [uscc, en]))('%s of %s is right', (uscc) => {
    expect(creditCodeFault(uscc)).toBeNull();
  });

  test.each(enterprises.map(({ uscc }) => [uscc]))('%s is wrong with any other last character', (uscc) => {
    const others = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((character) => character !== uscc[17]);

    expect(others.map((last) => creditCodeFault(uscc.slice(0, 17) + last))).toEqual(
      others.map(() => 'CHECK_CHARACTER'),
    );
  });

  test.each([
    '',
    '91999999MA0000018',
    '91999999MA0000018DD',
    '91999999ma0000018d',
    '91999999MA000001ID',
    '九'.repeat(18),
  ])('“%s” has not even the shape of one', (code) => {
    expect(creditCodeFault(code)).toBe('SHAPE');
  });

  test('two neighbours exchanged are noticed', () => {
    expect(creditCodeFault('91999999MA0000108D')).toBe('CHECK_CHARACTER');
  });
});
