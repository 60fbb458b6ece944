import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { SubgraphError } from './types.ts';

/** Where a subgraph may live whose address somebody else wrote. */
export interface AddressPolicy {
  /** Ranges that are allowed although they are not public, as CIDR. */
  readonly allow?: readonly string[];
  /** Whether `http:` will do; identities then travel readable. */
  readonly allowHttp?: boolean;
}

/** Not private, but inside a cloud all the same: Azure's own services for its machines. */
const insideOfClouds = new Set(['168.63.129.16']);

/** Whether an address is one of the public internet, or was allowed. */
export function isReachable(address: string, { allow = [] }: AddressPolicy): boolean {
  if (!ipaddr.isValid(address)) return false;
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const parsed = ipaddr.process(address);
  const allowed = allow.some((cidr) => {
    const [range, bits] = ipaddr.parseCIDR(cidr);
    return range.kind() === parsed.kind() && parsed.match(range, bits);
  });
  return allowed || (parsed.range() === 'unicast' && !insideOfClouds.has(parsed.toString()));
}

/** Why an address is not to be called, judged by its text alone; names are judged when they are resolved. */
export function addressRefused(url: string, policy: AddressPolicy): SubgraphError | undefined {
  const refuse = (reason: string) => new SubgraphError('SUBGRAPH_UNTRUSTED', reason);
  if (!URL.canParse(url)) return refuse('no address');
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && policy.allowHttp)) return refuse(`protocol ${protocol}`);
  if (username || password) return refuse('an address with a user in it');
  const host = hostname.replace(/^\[|\]$/g, '');
  // Sockets are opened to literals without a lookup.
  if (ipaddr.isValid(host) && !isReachable(host, policy)) return refuse('not a public address');
  return undefined;
}

/**
 * Resolves for a socket, which is then opened to exactly what was judged: a name that is public when it is looked at
 * and private when it is called finds no moment between the two.
 */
export function checkedLookup(policy: AddressPolicy, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (failure, found) => {
      if (failure) return callback(failure, []);
      // One private address among public ones is a trap, not a choice.
      if (found.length === 0 || !found.every(({ address }) => isReachable(address, policy))) {
        return callback(new AddressRefused(), []);
      }
      const [first] = found;
      if (options.all || !first) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** A name that resolved to an address that is not to be called. Says nothing of which one. */
export class AddressRefused extends Error {
  readonly code = 'ERR_ADDRESS_REFUSED';

  constructor() {
    super('The name resolves to an address that is not public.');
  }
}
