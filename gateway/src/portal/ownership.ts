import { type DirectiveNode, Kind, parse, valueFromASTUntyped, visit } from 'graphql';

/** What a supergraph says of an element besides its type. */
export interface ElementFacts {
  /** Subgraphs that answer it. */
  readonly owners: readonly string[];
  /** What whoever asks must have: to be signed in, one of these sets of scopes, one of these sets of policies. */
  readonly needs?: { readonly signedIn?: true; readonly scopes?: unknown; readonly policies?: unknown };
}

/** By coordinate, `Type` and `Type.field`: who owns it, and what it needs. */
export function factsOf(supergraphSdl: string): ReadonlyMap<string, ElementFacts> {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = new Map<string, string>();
  visit(document, {
    EnumTypeDefinition: ({ name, values }) => {
      if (name.value !== 'join__Graph') return;
      for (const value of values ?? []) {
        const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
        if (graph) names.set(value.name.value, String(argument(graph, 'name')));
      }
    },
  });
  const facts = new Map<string, ElementFacts>();
  for (const node of document.definitions) {
    if (!('directives' in node) || !('name' in node) || !node.name || node.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const type = node.name.value;
    const graphs = graphsOf(node.directives, 'join__type', names);
    facts.set(type, { owners: graphs, ...needsOf(node.directives) });
    if (!('fields' in node)) continue;
    for (const field of node.fields ?? []) {
      const own = graphsOf(field.directives, 'join__field', names);
      facts.set(`${type}.${field.name.value}`, {
        owners: own.length > 0 ? own : graphs,
        ...needsOf(field.directives),
      });
    }
  }
  return facts;
}

/** Where a field is only read, or was given to another, it is not answered. */
function graphsOf(
  directives: readonly DirectiveNode[] | undefined,
  name: string,
  names: ReadonlyMap<string, string>,
): string[] {
  const graphs = (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .filter((directive) => argument(directive, 'external') !== true && argument(directive, 'usedOverridden') !== true)
    .flatMap((directive) => names.get(String(argument(directive, 'graph'))) ?? []);
  return [...new Set(graphs)];
}

function needsOf(directives: readonly DirectiveNode[] | undefined): Pick<ElementFacts, 'needs'> {
  const named = (name: string) => directives?.find((directive) => directive.name.value === name);
  const [signedIn, scopes, policies] = [named('authenticated'), named('requiresScopes'), named('policy')];
  if (!signedIn && !scopes && !policies) return {};
  return {
    needs: {
      ...(signedIn ? { signedIn: true as const } : {}),
      ...(scopes ? { scopes: argument(scopes, 'scopes') } : {}),
      ...(policies ? { policies: argument(policies, 'policies') } : {}),
    },
  };
}

function argument(directive: DirectiveNode, name: string): unknown {
  const value = directive.arguments?.find((one) => one.name.value === name)?.value;
  return value && valueFromASTUntyped(value);
}
