import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Clock } from '@millgate/kit';
import { type Account, operationPoints, windowSeconds } from './account.ts';
import type { SharedBudget } from './shared-budget.ts';

/** Where an account stands after a request. */
export interface Standing {
  readonly policy: string;
  readonly quota: number;
  /** At least this much is left; what other replicas have set aside for themselves is not counted as left. */
  readonly remaining: number;
  readonly resetsInSeconds: number;
}

/** What this replica has set aside of an account’s budget for one window. */
interface Lease {
  readonly window: number;
  left: number;
  /** Of all replicas together, when last heard. */
  spent: number;
  exhausted: boolean;
  plans: number;
}

/** A replica sets aside this part at a time, so that twenty statements a window serve any number of requests. */
const leaseShare = 20;

const accountsKept = 20_000;

/** Charges accounts for what they ask. */
export class Rates {
  readonly #leases = new LRUCache<string, Lease>({ max: accountsKept });

  constructor(
    private readonly budget: SharedBudget,
    private readonly clock: Clock,
  ) {}

  /** Takes the cost from the account; throws RATE_LIMITED when it has not got it, and then takes nothing. */
  async charge({ key, policy }: Account, cost: number): Promise<Standing> {
    const points = cost + operationPoints;
    const lease = this.#leaseOf(key);
    if (lease.left < points && !lease.exhausted) {
      const wanted = Math.max(points - lease.left, Math.ceil(policy.quota / leaseShare));
      const spent = (await this.budget.spend(key, lease.window, wanted)) ?? lease.spent + wanted;
      // Others may have asked meanwhile: the sum only grows.
      lease.spent = Math.max(lease.spent, spent);
      lease.left += Math.max(0, wanted - Math.max(0, spent - policy.quota));
      lease.exhausted = lease.spent >= policy.quota;
    }
    if (lease.left < points) throw this.#refused({ key, policy });
    lease.left -= points;
    return this.standing({ key, policy });
  }

  /** Throws RATE_LIMITED for an account that is known to have nothing left, before anything is read for it. */
  gate(account: Account): void {
    const lease = this.#leaseOf(account.key);
    if (lease.exhausted && lease.left < operationPoints) throw this.#refused(account);
  }

  /** Counts a document that has to be planned; what it protects is this process, so only this process counts. */
  plan({ key, policy }: Account): void {
    const lease = this.#leaseOf(key);
    if (lease.plans >= policy.plans) throw this.#refused({ key, policy });
    lease.plans += 1;
  }

  standing({ key, policy }: Account): Standing {
    const lease = this.#leaseOf(key);
    const now = this.clock.now().getTime() / 1000;
    return {
      policy: policy.name,
      quota: policy.quota,
      remaining: Math.max(0, policy.quota - lease.spent) + lease.left,
      resetsInSeconds: Math.max(1, Math.ceil((lease.window + 1) * windowSeconds - now)),
    };
  }

  #leaseOf(key: string): Lease {
    const window = Math.floor(this.clock.now().getTime() / 1000 / windowSeconds);
    let lease = this.#leases.get(key);
    if (lease?.window !== window) {
      lease = { window, left: 0, spent: 0, exhausted: false, plans: 0 };
      this.#leases.set(key, lease);
    }
    return lease;
  }

  #refused(account: Account): GraphQLError {
    const standing = this.standing(account);
    const { resetsInSeconds, quota } = standing;
    const headers = new Map([...rateHeaders(standing), ['retry-after', String(resetsInSeconds)]]);
    return new GraphQLError(`Too much was asked in this minute. Ask again in ${resetsInSeconds} seconds.`, {
      extensions: {
        code: 'RATE_LIMITED',
        limit: quota,
        retryAfter: resetsInSeconds,
        http: { status: 429, headers },
      },
    });
  }
}

/** As the IETF’s draft on RateLimit header fields writes it. */
export const rateHeaders = ({ policy, quota, remaining, resetsInSeconds }: Standing): [string, string][] => [
  ['ratelimit-policy', `"${policy}";q=${quota};w=${windowSeconds}`],
  ['ratelimit', `"${policy}";r=${remaining};t=${resetsInSeconds}`],
];
