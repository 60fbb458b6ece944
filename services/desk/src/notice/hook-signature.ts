import { createHmac } from 'node:crypto';

/** Derived from the installation's own secret: the same on every replica, in no table, new with the next number. */
export const hookSecret = (master: Buffer, personId: string, no: number): string =>
  `whsec_${createHmac('sha256', master).update(`${personId} ${no}`).digest('base64')}`;

export interface SignedHook {
  readonly id: string;
  readonly at: Date;
  readonly body: string;
}

/** The headers of Standard Webhooks 1.0: whoever has the secret knows the call is ours, this body, and how old it is. */
export function hookHeaders(secret: string, { id, at, body }: SignedHook): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1_000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

/** What Standard Webhooks recommends: soon at first, then rarer, three days in all. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/** How long to wait after so many failures, from 1; null to give up. */
export const waitAfter = (failures: number): number | null => waits[failures - 1] ?? null;
