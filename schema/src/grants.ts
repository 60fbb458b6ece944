import { readFileSync } from 'node:fs';
import { type DirectiveNode, Kind, parse, type SelectionSetNode, type TypeNode } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { paths } from './paths.ts';

/** Subgraphs that may compute something from a protected field, by its coordinate. */
export type Grants = Readonly<Record<string, readonly string[]>>;

export const committedGrants = (): Grants => (parseYaml(readFileSync(paths.grants, 'utf8')) ?? {}) as Grants;

interface FieldFacts {
  readonly type: string;
  readonly isProtected: boolean;
  readonly requires: readonly { readonly graph: string; readonly fields: string }[];
}

const protecting = new Set(['authenticated', 'requiresScopes', 'policy']);

/** Every `@requires` of a supergraph that reads a protected field without its owner's grant. */
export function ungranted(supergraph: string, grants: Grants): string[] {
  const { fields, nameOf } = factsOf(supergraph);
  const faults: string[] = [];
  for (const [coordinate, { requires }] of fields) {
    const [type = ''] = coordinate.split('.');
    for (const { graph, fields: set } of requires) {
      const subgraph = nameOf.get(graph) ?? graph;
      for (const read of new Set(readBy(set, type, fields))) {
        if (!fields.get(read)?.isProtected || grants[read]?.includes(subgraph)) continue;
        faults.push(
          `${subgraph}: ${coordinate} requires ${read}, which is protected; its owner grants it in schema/grants.yaml`,
        );
      }
    }
  }
  return faults;
}

function readBy(set: string, type: string, fields: ReadonlyMap<string, FieldFacts>): string[] {
  const walk = (selections: SelectionSetNode, on: string): string[] =>
    selections.selections.flatMap((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT)
        return walk(selection.selectionSet, selection.typeCondition?.name.value ?? on);
      const coordinate = `${on}.${selection.name.value}`;
      const below = fields.get(coordinate)?.type;
      return [coordinate, ...(selection.selectionSet && below ? walk(selection.selectionSet, below) : [])];
    });
  const [definition] = parse(`{${set}}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? walk(definition.selectionSet, type) : [];
}

function factsOf(supergraph: string) {
  const fields = new Map<string, FieldFacts>();
  const nameOf = new Map<string, string>();
  for (const node of parse(supergraph, { noLocation: true }).definitions) {
    if (node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph') {
      for (const { name, directives = [] } of node.values ?? [])
        nameOf.set(name.value, directives.map((each) => text(each, 'name')).find(Boolean) ?? name.value);
    }
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const { name, type, directives = [] } of node.fields ?? []) {
      fields.set(`${node.name.value}.${name.value}`, {
        type: namedType(type),
        isProtected: directives.some((each) => protecting.has(each.name.value)),
        requires: directives.flatMap((each) => {
          const required = each.name.value === 'join__field' ? text(each, 'requires') : undefined;
          return required ? [{ graph: text(each, 'graph') ?? '', fields: required }] : [];
        }),
      });
    }
  }
  return { fields, nameOf };
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function text(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
