import { type DirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { type AccessRules, readAccessRule } from './access.ts';

/** A supergraph that `ApolloGateway` loads, and what had to be taken out of it for that. */
export interface PreparedSupergraph {
  readonly sdl: string;
  /** What the access directives demand, by coordinate (`Type` or `Type.field`). */
  readonly access: AccessRules;
}

const setAside = ['authenticated', 'requiresScopes', 'policy'] as const;
const ignored = ['cacheTag'] as const;

/**
 * Takes out the links that stock `ApolloGateway` refuses to load, and puts resolvable keys first: the planner takes
 * the first `@join__type` of a subgraph even when it says `resolvable: false`, and then plans a fetch that nobody
 * answers.
 */
export function prepareSupergraph(sdl: string): PreparedSupergraph {
  const document = parse(sdl, { noLocation: true });
  const names = linkedNames(document);
  const access: AccessRules = new Map();
  const gone = new Set(names.values());
  const coordinates: string[] = [];

  const strip = <N extends { readonly directives?: readonly DirectiveNode[] | undefined }>(node: N): N => {
    if (!node.directives?.length) return node;
    const coordinate = coordinates.join('.');
    for (const directive of node.directives) readAccessRule(access, coordinate, names, directive);
    const kept = node.directives.filter(({ name }) => !gone.has(name.value)).filter((link) => !isRefusedLink(link));
    return { ...node, directives: resolvableFirst(kept) };
  };

  const prepared = visit(document, {
    enter(node) {
      if (node.kind === Kind.DIRECTIVE_DEFINITION && gone.has(node.name.value)) return null;
      if (isRefusedHelper(node, names)) return null;
      if ('name' in node && hasCoordinate(node.kind) && node.name) coordinates.push(node.name.value);
      return 'directives' in node && hasDirectives(node.kind) ? strip(node) : undefined;
    },
    leave(node) {
      if ('name' in node && hasCoordinate(node.kind)) coordinates.pop();
    },
  });
  return { sdl: print(prepared), access };
}

const scalar: string = Kind.SCALAR_TYPE_DEFINITION;
const schema: string = Kind.SCHEMA_DEFINITION;
const coordinateKinds: readonly string[] = [
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.FIELD_DEFINITION,
  scalar,
];
const hasCoordinate = (kind: string) => coordinateKinds.includes(kind);
const hasDirectives = (kind: string) => hasCoordinate(kind) || kind === schema;

/** The names that the refused features go by in this supergraph: `@link(as:)` may have renamed them. */
function linkedNames(document: DocumentNode): Map<string, string> {
  const names = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const link of definition.directives ?? []) {
      const feature = refusedFeature(link);
      if (feature) names.set(feature, stringArgument(link, 'as') ?? feature);
    }
  }
  return names;
}

function refusedFeature(link: DirectiveNode): string | undefined {
  if (link.name.value !== 'link') return undefined;
  const feature = /^https:\/\/specs\.apollo\.dev\/(\w+)\/v/.exec(stringArgument(link, 'url') ?? '')?.[1];
  return [...setAside, ...ignored].find((name) => name === feature);
}

const isRefusedLink = (directive: DirectiveNode) => refusedFeature(directive) !== undefined;

/** Scalars such as `requiresScopes__Scope` only serve the directives that are gone. */
function isRefusedHelper(node: { readonly kind: string }, names: Map<string, string>): boolean {
  if (node.kind !== scalar || !('name' in node)) return false;
  const { value } = node.name as { value: string };
  return [...names.values()].some((name) => value.startsWith(`${name}__`));
}

function resolvableFirst(directives: readonly DirectiveNode[]): readonly DirectiveNode[] {
  const isResolvable = (node: DirectiveNode) =>
    !node.arguments?.some(
      ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
    );
  const types = directives.filter(({ name }) => name.value === 'join__type');
  if (types.every(isResolvable)) return directives;
  const ordered = [...types.filter(isResolvable), ...types.filter((node) => !isResolvable(node))];
  return [...ordered, ...directives.filter(({ name }) => name.value !== 'join__type')];
}

function stringArgument(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}
