import { type DirectiveNode, valueFromASTUntyped } from 'graphql';

/** What one type or field demands of its caller. */
export interface AccessRule {
  authenticated?: true;
  /** Any one of the lists must be held in full. */
  scopes?: readonly (readonly string[])[];
  /** Any one of the lists must be satisfied in full. */
  policies?: readonly (readonly string[])[];
}

/** By coordinate: `Type` or `Type.field`. */
export type AccessRules = Map<string, AccessRule>;

/** Notes what an access directive demands, under the names the directives go by in this supergraph. */
export function readAccessRule(
  rules: AccessRules,
  coordinate: string,
  names: ReadonlyMap<string, string>,
  directive: DirectiveNode,
): void {
  const name = directive.name.value;
  const rule: AccessRule = {};
  if (name === names.get('authenticated')) rule.authenticated = true;
  else if (name === names.get('requiresScopes')) rule.scopes = listsOf(directive, 'scopes');
  else if (name === names.get('policy')) rule.policies = listsOf(directive, 'policies');
  else return;
  rules.set(coordinate, { ...rules.get(coordinate), ...rule });
}

function listsOf(directive: DirectiveNode, argument: string): string[][] {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value ? (valueFromASTUntyped(value) as string[][]) : [];
}
