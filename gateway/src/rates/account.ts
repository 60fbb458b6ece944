import { isIPv6 } from 'node:net';
import type { Caller } from '@millgate/kit';

/** How much one account may ask for within a window. */
export interface RatePolicy {
  readonly name: string;
  /** Points: what operations cost, and `operationPoints` for each. */
  readonly quota: number;
  /** Documents that this process has not seen before: each takes the planner’s time. */
  readonly plans: number;
}

export const windowSeconds = 60;

/** What an operation takes besides its cost: to be read, checked and answered. */
export const operationPoints = 10;

export interface RatePolicies {
  readonly anonymous: RatePolicy;
  readonly registered: RatePolicy;
  readonly known: RatePolicy;
  readonly heavy: RatePolicy;
}

export const ratePolicies: RatePolicies = {
  anonymous: { name: 'anonymous', quota: 20_000, plans: 60 },
  // A key that somebody made for themselves.
  registered: { name: 'registered', quota: 60_000, plans: 150 },
  known: { name: 'known', quota: 100_000, plans: 300 },
  // A front end of many people, most of whom have not signed in.
  heavy: { name: 'heavy', quota: 1_000_000, plans: 1_000 },
};

/** The tiers that a key can have. */
export const keyTiers = ['registered', 'known', 'heavy'] as const;

/** The rates of a key; one of a tier that is no more has the least of them. */
const policyOfKey = (tier: string, policies: RatePolicies): RatePolicy =>
  policies[keyTiers.find((known) => known === tier) ?? 'registered'];

/** Whose budget a request spends. */
export interface Account {
  readonly key: string;
  readonly policy: RatePolicy;
}

/**
 * Whoever signs in has one budget, however many keys, tokens and addresses; anybody else that of the address, and of
 * IPv6 that of the network, since whoever has one address there has a billion. A front end with a key has one for all
 * that nobody has signed in to, whatever the number of its keys. Parts of the graph itself are not
 * limited: what they ask is asked for somebody who is.
 */
export function accountOf(
  caller: Caller,
  address: string,
  policies: RatePolicies,
  key?: { readonly label: string; readonly tier: string },
): Account | undefined {
  switch (caller.kind) {
    case 'SERVICE':
      return undefined;
    case 'PERSON':
      return { key: `person:${caller.id}`, policy: policies.known };
    case 'ANONYMOUS':
      if (key) return frontEnd(key, policies);
      return { key: `address:${networkOf(address)}`, policy: policies.anonymous };
  }
}

/** Who asks, as a name for telling callers apart: the front end where one has a key, else the person, service or address. */
export function whoAsks(caller: Caller, address: string, key?: { readonly label: string }): string {
  if (key) return `front:${key.label}`;
  if (caller.kind === 'SERVICE') return `service:${caller.name}`;
  return caller.kind === 'PERSON' ? `person:${caller.id}` : `address:${networkOf(address)}`;
}

/** The one budget of all that a front end asks for nobody in particular. */
export const frontEnd = (
  { label, tier }: { readonly label: string; readonly tier: string },
  policies = ratePolicies,
): Account => ({
  key: `front:${label}`,
  policy: policyOfKey(tier, policies),
});

/** The first 64 bits of an IPv6 address; an IPv4 address, also one in IPv6 clothes, as it is. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(String(group), 16).toString(16))
    .join(':')}::/64`;
}

/** Notes whose budget a request spends, and refuses it when there is none left. */
export function onAccount<
  Context extends {
    readonly caller: Caller;
    readonly key?: { readonly label: string; readonly tier: string };
    account?: Account;
  },
>(context: Context, address: string, rates: { gate(account: Account): void } | undefined): Context {
  const account = rates && accountOf(context.caller, address, ratePolicies, context.key);
  if (account) {
    rates.gate(account);
    context.account = account;
  }
  return context;
}
