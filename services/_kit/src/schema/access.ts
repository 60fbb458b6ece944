import { Directive } from 'type-graphql';
import type { ContractName } from './contracts.ts';
import type { Scope } from '../identity/scopes.ts';

/**
 * Classes of sensitive personal information (PIPL article 28), as `@sensitive` names them; `PERSONAL` is what is none of
 * these and stands in the access log all the same: telephones, dates of birth, training, matters at the desk.
 */
export const sensitiveClasses = ['IDENTITY', 'FINANCE', 'HEALTH', 'WHEREABOUTS', 'MINOR', 'PERSONAL'] as const;

export type SensitiveClass = (typeof sensitiveClasses)[number];

type Decorator = PropertyDecorator & MethodDecorator & ClassDecorator;

/** Only who has signed in sees it: the gateway answers null to others, and asks no subgraph. */
export const Authenticated = (): Decorator => Directive('@authenticated');

/** Only who holds one of these scopes sees it. What is computed from it by `@requires` repeats the same scopes. */
export const RequiresScope = (...anyOf: readonly [Scope, ...Scope[]]): Decorator =>
  Directive(`@requiresScopes(scopes: [${anyOf.map((scope) => `["${scope}"]`).join(', ')}])`);

/** Marks sensitive personal information, so that a test can enumerate it; protects nothing by itself. */
export const Sensitive = (kind: SensitiveClass): Decorator => Directive(`@sensitive(class: "${kind}")`);

/**
 * To whom the schema shows it: to everybody (`public`), to partner agencies besides (`partner`), or to the community’s
 * own front ends alone (`internal`). Protects nothing; what names no audience is told in `contracts.ts`.
 */
export const Audience = (contract: ContractName): Decorator => Directive(`@tag(name: "${contract}")`);
