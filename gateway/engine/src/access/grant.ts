import type { AccessRule } from '../supergraph/access.ts';

/** What a caller may, as whoever owns identities says. */
export interface AccessGrant {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  /** Which of these policies the caller satisfies; without it, none. Asked once a request, and only if one is needed. */
  readonly policies?: (names: readonly string[]) => ReadonlySet<string> | Promise<ReadonlySet<string>>;
}

/** A grant with its policies looked up. */
export interface DecidedGrant {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

const noPolicies: ReadonlySet<string> = new Set();

/** Looks up the policies that some rules name. */
export function decided(
  { authenticated, scopes, policies }: AccessGrant,
  rules: readonly AccessRule[],
): DecidedGrant | Promise<DecidedGrant> {
  const names = [...new Set(rules.flatMap((rule) => rule.policies?.flat() ?? []))];
  const found = names.length > 0 && policies ? policies(names) : noPolicies;
  if (!(found instanceof Promise)) return { authenticated, scopes, policies: found };
  return found.then((satisfied) => ({ authenticated, scopes, policies: satisfied }));
}

/** Whether the caller meets all that a rule demands. */
export function meets(grant: DecidedGrant, rule: AccessRule): boolean {
  if (rule.authenticated && !grant.authenticated) return false;
  if (rule.scopes && !anyHeld(rule.scopes, grant.scopes)) return false;
  return !rule.policies || anyHeld(rule.policies, grant.policies);
}

const anyHeld = (lists: readonly (readonly string[])[], held: ReadonlySet<string>): boolean =>
  lists.some((list) => list.every((name) => held.has(name)));
