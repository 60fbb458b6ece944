import type { CalendarDay } from '@millgate/kit';

export enum CredentialStatus {
  VALID = 'VALID',
  SUSPENDED = 'SUSPENDED',
  REVOKED = 'REVOKED',
  EXPIRED = 'EXPIRED',
}

/** Each day is the first on which it is so; null while it is not foreseen. */
export interface Standing {
  readonly validUntil: CalendarDay | null;
  readonly suspendedOn: CalendarDay | null;
  readonly revokedOn: CalendarDay | null;
}

const reached = (day: CalendarDay | null, today: CalendarDay) => day !== null && day <= today;

/** Revocation outweighs expiry: a verifier must learn that it was withdrawn, however old it is. */
export function statusOn(standing: Standing, today: CalendarDay): CredentialStatus {
  if (reached(standing.revokedOn, today)) return CredentialStatus.REVOKED;
  if (reached(standing.validUntil, today)) return CredentialStatus.EXPIRED;
  if (reached(standing.suspendedOn, today)) return CredentialStatus.SUSPENDED;
  return CredentialStatus.VALID;
}

/** First day on which it no longer counts, whatever the reason; null while it counts without an end. */
export function countsUntil({ validUntil, suspendedOn, revokedOn }: Standing): CalendarDay | null {
  const [first] = [validUntil, suspendedOn, revokedOn].filter((day) => day !== null).sort();
  return first ?? null;
}

/** A holder's name as a verifier sees it: the family name, the rest masked. */
export const maskedHolder = (name: string): string => {
  const [family = ''] = /\s/.test(name) ? name.split(/\s+/) : name;
  return `${family}*`;
};
