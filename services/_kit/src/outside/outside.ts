import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What a subgraph may reach beyond the graph, as its operator allows. */
export interface Outside {
  /** The mail server, `smtp://user:password@host:587`; without it nothing is mailed. */
  readonly smtpUrl?: string;
  /** Whom mail comes from. */
  readonly mailFrom?: string;
  /** Ranges, as CIDR, that web hooks may lie in although they are not public; there, `http:` will do. */
  readonly hooksAllow: readonly string[];
}

export const nothingOutside: Outside = { hooksAllow: [] };

/** Not private, but inside a cloud all the same: Azure's own services for its machines. */
const insideOfClouds = new Set(['168.63.129.16']);

const isAllowed = (address: string, allow: readonly string[]): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return allow.some((cidr) => {
    const [range, bits] = ipaddr.parseCIDR(cidr);
    return range.kind() === parsed.kind() && parsed.match(range, bits);
  });
};

/** Whether an address is one of the public internet, or allowed. IPv4 within IPv6 is judged as IPv4. */
export function isReachable(address: string, allow: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  if (isAllowed(address, allow)) return true;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && !insideOfClouds.has(parsed.toString());
}

/** Whether somebody's address may be called, by its text alone; names are judged again when they are resolved. */
export function isCallable(url: string, allow: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (username || password) return false;
  if (protocol === 'http:') return isAllowed(host, allow);
  return protocol === 'https:' && (!ipaddr.isValid(host) || isReachable(host, allow));
}

/**
 * Resolves for a socket, which is then opened to exactly what was judged: a name that is public when it is looked at and
 * private when it is called finds no moment between the two. One private address among public ones is a trap.
 */
export const reachableLookup =
  (allow: readonly string[], resolve: typeof lookup = lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (failure, found) => {
      if (failure) return callback(failure, []);
      const [first] = found;
      if (!first || !found.every(({ address }) => isReachable(address, allow))) {
        return callback(new Error('the name resolves to an address that is not public'), []);
      }
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
