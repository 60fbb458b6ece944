import { expect, test } from 'vitest';
import { qrOf, readQr } from './pickup-code.rules.ts';

const servingId = 'srv_01K9ZZZZZZZZZZZZZZZZZZZZZZ';

test('a QR code says serving and pick-up code, and is read back as both', () => {
  expect(qrOf(servingId, '00012345')).toBe('MEAL:01K9ZZZZZZZZZZZZZZZZZZZZZZ:00012345');
  expect(readQr('MEAL:01K9ZZZZZZZZZZZZZZZZZZZZZZ:00012345\n')).toEqual({ servingId, code: '00012345' });
});

test.each(['', '00012345', 'MEAL:01K9:00012345', 'MEAL:01K9ZZZZZZZZZZZZZZZZZZZZZZ:12345', 'https://example.org/x'])(
  '%j is the QR code of no meal',
  (text) => {
    expect(readQr(text)).toBeNull();
  },
);
