import { readFileSync } from 'node:fs';
import { type DirectiveNode, Kind, parse, type SelectionSetNode, type TypeNode } from 'graphql';
import { parse as parseYaml } from 'yaml';
import { paths } from './paths.ts';

/**
 * By the coordinate of a protected field, the subgraphs that may compute something from it; by the name of an entity,
 * the subgraphs that may put fields on it, its owner first.
 */
export type Grants = Readonly<Record<string, readonly string[]>>;

export const committedGrants = (): Grants => (parseYaml(readFileSync(paths.grants, 'utf8')) ?? {}) as Grants;

interface FieldFacts {
  readonly type: string;
  readonly isProtected: boolean;
  /** Subgraphs that resolve it; undefined where every subgraph that has the type does. */
  readonly resolvedBy: readonly string[] | undefined;
  readonly requires: readonly { readonly graph: string; readonly fields: string }[];
}

const protecting = new Set(['authenticated', 'requiresScopes', 'policy']);

/** What subgraphs of a supergraph do to others' types without a grant; each fault begins with the subgraph's name. */
export function ungranted(supergraph: string, grants: Grants): string[] {
  const facts = factsOf(supergraph);
  return [...ungrantedReadings(facts, grants), ...ungrantedExtensions(facts, grants)];
}

type Facts = ReturnType<typeof factsOf>;

/** Every `@requires` that reads a protected field without its owner's grant. */
function ungrantedReadings({ fields, nameOf }: Facts, grants: Grants): string[] {
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

/**
 * Every subgraph that puts fields on an entity that others put fields on too, and is not named for it. An entity that
 * one subgraph has alone needs no entry: the first to come beside it brings the question up.
 */
function ungrantedExtensions({ entities, spread, fields, nameOf }: Facts, grants: Grants): string[] {
  const faults: string[] = [];
  for (const [type, keysOf] of entities) {
    const added = new Map<string, string[]>();
    for (const [coordinate, { resolvedBy }] of fields) {
      const [on, name = ''] = coordinate.split('.');
      if (on !== type) continue;
      for (const graph of resolvedBy ?? keysOf.keys()) {
        // A key is how one speaks of an entity, not something that is put on it.
        if (keysOf.get(graph)?.has(name)) continue;
        const subgraph = nameOf.get(graph) ?? graph;
        added.set(subgraph, [...(added.get(subgraph) ?? []), name]);
      }
    }
    if (added.size < 2 && !spread.has(type)) continue;
    for (const [subgraph, names] of added) {
      if (grants[type]?.includes(subgraph)) continue;
      faults.push(
        `${subgraph}: puts ${names.join(', ')} on ${type}, which others have too; its owner grants it in schema/grants.yaml`,
      );
    }
  }
  return faults;
}

/** The names of the fields that are part of a key, at whatever depth the rest of it lies. */
const keyFields = (key: string): string[] => {
  const [definition] = parse(`{${key}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return [];
  return definition.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : []));
};

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
  /** Entities, with what each subgraph knows them by. */
  const entities = new Map<string, Map<string, Set<string>>>();
  /** Interfaces to whose objects a subgraph adds that does not know them (`@interfaceObject`). */
  const spread = new Set<string>();
  for (const node of parse(supergraph, { noLocation: true }).definitions) {
    if (node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'join__Graph') {
      for (const { name, directives = [] } of node.values ?? [])
        nameOf.set(name.value, directives.map((each) => text(each, 'name')).find(Boolean) ?? name.value);
    }
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const joins = (node.directives ?? []).filter(({ name }) => name.value === 'join__type');
    if (joins.some((each) => text(each, 'key') !== undefined)) {
      const keysOf = new Map<string, Set<string>>();
      for (const each of joins) {
        const graph = text(each, 'graph') ?? '';
        const known = keysOf.get(graph) ?? new Set();
        keysOf.set(graph, new Set([...known, ...keyFields(text(each, 'key') ?? '__typename')]));
      }
      entities.set(node.name.value, keysOf);
      if (joins.some((each) => isTrue(each, 'isInterfaceObject'))) spread.add(node.name.value);
    }
    for (const { name, type, directives = [] } of node.fields ?? []) {
      const parts = directives.filter((each) => each.name.value === 'join__field');
      fields.set(`${node.name.value}.${name.value}`, {
        type: namedType(type),
        isProtected: directives.some((each) => protecting.has(each.name.value)),
        resolvedBy:
          parts.length === 0 ? undefined : parts.filter(isResolved).flatMap((each) => text(each, 'graph') ?? []),
        requires: directives.flatMap((each) => {
          const required = each.name.value === 'join__field' ? text(each, 'requires') : undefined;
          return required ? [{ graph: text(each, 'graph') ?? '', fields: required }] : [];
        }),
      });
    }
  }
  return { entities, spread, fields, nameOf };
}

/** Whether a subgraph answers the field: what is external is another's, what is overridden is not asked. */
const isResolved = (join: DirectiveNode): boolean => !isTrue(join, 'external') && !isTrue(join, 'usedOverridden');

const isTrue = ({ arguments: given = [] }: DirectiveNode, argument: string): boolean =>
  given.some(({ name, value }) => name.value === argument && value.kind === Kind.BOOLEAN && value.value);

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function text(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
