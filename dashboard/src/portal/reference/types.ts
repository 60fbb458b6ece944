/** `/reference.json`: the schema as the reader is shown it. */
export interface Reference {
  readonly contract: string;
  readonly types: readonly TypeReference[];
  readonly examples: Readonly<Record<string, Example>>;
}

export interface Example {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly as?: string;
  readonly cost: number;
}

export interface ElementReference {
  readonly name: string;
  readonly description?: string;
  readonly deprecated?: string;
  readonly owners?: readonly string[];
  readonly needs?: { readonly signedIn?: true; readonly scopes?: readonly (readonly string[])[] };
}

export interface FieldReference extends ElementReference {
  readonly type: string;
  readonly args?: readonly FieldReference[];
  readonly default?: string;
  readonly weight?: number;
}

export interface TypeReference extends ElementReference {
  readonly kind: string;
  readonly fields?: readonly FieldReference[];
  readonly values?: readonly ElementReference[];
  readonly members?: readonly string[];
}

export const rootTypes: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

export const nameOf = (type: string): string => type.replace(/[[\]!]/g, '');
