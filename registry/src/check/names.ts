import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { type Finding, refusal } from './findings.ts';

const subgraphName = /^[a-z][a-z0-9-]{1,40}$/;

/** Names that mean something else: other parts of the program, and what every object of the language has. */
const taken: ReadonlySet<string> = new Set([
  ...['gateway', 'registry', 'issuer', 'operator', 'router', 'supergraph', 'demo'],
  ...Object.getOwnPropertyNames(Object.prototype).map((name) => name.toLowerCase()),
]);

/** What is wrong with the name of a new subgraph. */
export function nameFaults(name: string, others: readonly string[]): Finding[] {
  if (!subgraphName.test(name)) return [refusal('SUBGRAPH_NAME', 'The name has another form.')];
  if (taken.has(name)) return [refusal('SUBGRAPH_NAME', 'The name is reserved.')];
  // In the supergraph a hyphen becomes an underscore and letters become large: what differs only there would be one.
  const folded = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
  const same = others.find((other) => other !== name && folded(other) === folded(name));
  return same ? [refusal('SUBGRAPH_NAME', `It cannot be told from ${same}.`)] : [];
}

/** Networks that the operator lets partners’ servers stand in, besides the public one. */
export interface AddressPolicy {
  /** As CIDR, such as 127.0.0.0/8. Within them plain HTTP is allowed too. */
  readonly allowed: readonly string[];
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const byName = async (host: string) => (await lookup(host, { all: true })).map(({ address }) => address);

/** What is wrong with the address of a partner’s server. */
export async function addressFaults(text: string, { allowed, resolve = byName }: AddressPolicy): Promise<Finding[]> {
  if (text.length > 2_000 || /[\s\\\p{Cc}]/u.test(text))
    return [refusal('ADDRESS_FORM', 'The address is too long, or has blanks or control characters.')];
  // A browser’s parser turns what looks like one letter into another: only what is written as ASCII is what it seems.
  if (/[^\x00-\x7f]/.test(text)) return [refusal('ADDRESS_FORM', 'The address has letters beyond ASCII.')];
  if (!URL.canParse(text)) return [refusal('ADDRESS_FORM', 'This is no address.')];
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return [refusal('ADDRESS_SCHEME', `${url.protocol} is not served.`)];
  if (url.username !== '' || url.password !== '' || url.hash !== '' || text.includes('@'))
    return [refusal('ADDRESS_FORM', 'The address has a user, a password or a fragment.')];
  const host = url.hostname.replace(/^\[|\]$/g, '');
  let addresses: readonly string[];
  try {
    addresses = ipaddr.isValid(host) ? [host] : await resolve(host);
  } catch {
    return [refusal('ADDRESS_UNKNOWN', `${host} is not known.`)];
  }
  if (addresses.length === 0) return [refusal('ADDRESS_UNKNOWN', `${host} is not known.`)];
  const strange = addresses.filter((address) => !isAllowed(address, allowed) && !isPublic(address));
  if (strange.length > 0) return [refusal('ADDRESS_PRIVATE', `${host} leads there.`)];
  if (url.protocol === 'http:' && !addresses.every((address) => isAllowed(address, allowed)))
    return [refusal('ADDRESS_SCHEME', 'http:// is served within allowed networks only.')];
  return [];
}

const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast';

const isAllowed = (address: string, allowed: readonly string[]): boolean => {
  const parsed = ipaddr.process(address);
  return allowed.some((range) => {
    const [network, bits] = ipaddr.parseCIDR(range);
    return network.kind() === parsed.kind() && parsed.match([network, bits] as never);
  });
};
