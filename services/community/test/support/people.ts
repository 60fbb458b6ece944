import { communityId, enterprises } from '@millgate/demo';
import type { PersonLike } from '@millgate/kit/testing';
import { residentIdCheckCharacter } from '../../src/worker/resident-id.rules.ts';

/** Somebody at the counter of a community. */
export const staffOf = (community: string): PersonLike => ({
  id: `acc_staff_${community}`,
  roles: [{ role: 'COMMUNITY_STAFF', scope: communityId(community) }],
});

/** A resident ID of region 999999, which does not exist: born on a day, with a serial number of its own. */
export function residentId(born: string, serial: number): string {
  const digits = `999999${born.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return digits + residentIdCheckCharacter(digits);
}

export const creditCodeOf = (key: string): string => enterprises.find((one) => one.key === key)?.uscc ?? '';

export const RegisterWorker = `mutation ($input: RegisterWorkerInput!) {
  registerWorker(input: $input) {
    worker { id displayName(lang: EN) community { id } }
    employment { id primary from until post(lang: EN) enterprise { name(lang: EN) } }
    userErrors { code path rule minimumAge message }
  }
}`;

export interface RegisterWorkerData {
  readonly registerWorker: {
    readonly worker: { readonly id: string; readonly displayName: string } | null;
    readonly employment: { readonly id: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}
