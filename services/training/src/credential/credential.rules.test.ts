import { describe, expect, test } from 'vitest';
import { countsUntil, CredentialStatus, maskedHolder, statusOn } from './credential.rules.ts';

const nothing = { validUntil: null, suspendedOn: null, revokedOn: null };

describe('a credential', () => {
  test.each([
    ['is valid while nothing ends it', nothing, CredentialStatus.VALID, null],
    [
      'is valid on the day before it expires',
      { ...nothing, validUntil: '2026-11-21' },
      CredentialStatus.VALID,
      '2026-11-21',
    ],
    [
      'has expired on the first day after',
      { ...nothing, validUntil: '2026-11-20' },
      CredentialStatus.EXPIRED,
      '2026-11-20',
    ],
    [
      'is suspended from the day it was',
      { ...nothing, suspendedOn: '2026-11-20' },
      CredentialStatus.SUSPENDED,
      '2026-11-20',
    ],
    [
      'does not count on the day it is revoked',
      { ...nothing, revokedOn: '2026-11-20' },
      CredentialStatus.REVOKED,
      '2026-11-20',
    ],
    [
      'counts until a revocation that lies ahead',
      { ...nothing, revokedOn: '2026-12-01' },
      CredentialStatus.VALID,
      '2026-12-01',
    ],
    [
      'is revoked rather than expired, however old, and stopped counting at the first of both',
      { validUntil: '2020-01-01', suspendedOn: '2019-06-01', revokedOn: '2026-11-19' },
      CredentialStatus.REVOKED,
      '2019-06-01',
    ],
  ])('%s', (_sentence, standing, status, until) => {
    expect(statusOn(standing, '2026-11-20')).toBe(status);
    expect(countsUntil(standing)).toBe(until);
  });
});

test.each([
  ['林晓岚', '林*'],
  ['Lin Xiaolan', 'Lin*'],
  ['', '*'],
])('the holder %s is shown as %s', (name, masked) => {
  expect(maskedHolder(name)).toBe(masked);
});
