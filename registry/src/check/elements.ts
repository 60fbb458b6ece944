import { type FieldDefinitionNode, type InputValueDefinitionNode, Kind, parse, print, type TypeNode } from 'graphql';
import {
  directivesOf,
  has,
  isMachinery,
  isObject,
  isType,
  keyText,
  readSdl,
  rootNames,
  textOf,
  topNames,
  type TypeNodeOfSdl,
} from './sdl.ts';

/** Subgraphs by coordinate: for a type, who may put fields on it, its owner first; for a field, who may compute from it. */
export type Grants = Readonly<Record<string, readonly string[]>>;

/** A subgraph that is in the graph already. */
export interface Neighbour {
  readonly name: string;
  readonly sdl: string;
  readonly agency: string;
}

export interface OwnedField {
  readonly owner: string;
  /** Its type, with its arguments, as text. */
  readonly type: string;
  readonly named: string;
}

export type TypeKind = 'Object' | 'Interface' | 'Union' | 'Enum' | 'Scalar' | 'InputObject';

/** What is known of a type that others have. */
export interface OwnedType {
  readonly name: string;
  readonly kind: TypeKind;
  readonly owner: string;
  /** A value that several define alike: no key, everything shared. */
  readonly isValue: boolean;
  /** Keys of its owner, in one spelling. */
  readonly keys: ReadonlySet<string>;
  readonly keyFields: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, OwnedField>;
  /** What its owner says of it and of what is in it, by coordinate. */
  readonly descriptions: ReadonlyMap<string, string>;
  /** Values of an enum, members of a union, fields of an input with type and default: what must be alike. */
  readonly parts: ReadonlySet<string>;
}

export const kindOf = (node: TypeNodeOfSdl): TypeKind =>
  node.kind.replace(/Type(Definition|Extension)$/, '') as TypeKind;

export const namedTypeOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);

export const fieldText = ({ type, arguments: args = [] }: FieldDefinitionNode): string =>
  `${args.map(inputText).sort().join(',')}:${print(type)}`;

export const inputText = ({ name, type, defaultValue }: InputValueDefinitionNode): string =>
  `${name.value}:${print(type)}${defaultValue ? `=${print(defaultValue)}` : ''}`;

/** What must be alike in a type that several define and that has no fields of its own to resolve. */
export function partsOf(node: TypeNodeOfSdl): string[] {
  switch (node.kind) {
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return (node.values ?? []).map(({ name }) => name.value);
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return (node.types ?? []).map(({ name }) => name.value);
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return (node.fields ?? []).map(inputText);
    default:
      return [];
  }
}

interface Appearance {
  readonly subgraph: string;
  readonly nodes: TypeNodeOfSdl[];
}

/** Everything that others have, by the name of its type. Of `neighbours` the one that came first comes first. */
export function elementsOf(neighbours: readonly Neighbour[], grants: Grants): ReadonlyMap<string, OwnedType> {
  const found = new Map<string, Appearance[]>();
  for (const { name: subgraph, sdl } of neighbours) {
    const read = readTrusted(sdl);
    const mine = new Map<string, Appearance>();
    for (const node of read.definitions) {
      if (!isType(node) || isMachinery(node.name.value)) continue;
      const appearance = mine.get(node.name.value) ?? { subgraph, nodes: [] };
      appearance.nodes.push(node);
      mine.set(node.name.value, appearance);
    }
    for (const [name, appearance] of mine) found.set(name, [...(found.get(name) ?? []), appearance]);
  }
  return new Map([...found].map(([name, appearances]) => [name, ownedType(name, appearances, grants)]));
}

/** A schema that was let in before, or is our own: no limits. */
function readTrusted(sdl: string) {
  const read = readSdl(sdl, { limited: false });
  return 'faults' in read ? parse(sdl) : read.document;
}

function ownedType(name: string, appearances: readonly Appearance[], grants: Grants): OwnedType {
  const describing = appearances.find(({ nodes }) => nodes.some((node) => 'description' in node && node.description));
  const named = appearances.find(({ subgraph }) => subgraph === grants[name]?.[0]);
  const [first] = appearances;
  const owner = named ?? describing ?? first;
  if (!owner) throw new Error(`${name} is nowhere`);
  const keys = owner.nodes.flatMap((node) => directivesOf(node, 'key').map((key) => textOf(key, 'fields') ?? ''));
  const keyFields = new Set(keys.flatMap(topNames));
  const fields = new Map<string, OwnedField>();
  for (const { subgraph, nodes } of [owner, ...appearances.filter((each) => each !== owner)]) {
    for (const node of nodes) {
      if (!('fields' in node) || node.kind.startsWith('Input')) continue;
      for (const field of (node.fields ?? []) as readonly FieldDefinitionNode[]) {
        const isOwners = subgraph === owner.subgraph;
        if (fields.has(field.name.value) || has(field, 'external') || (!isOwners && keyFields.has(field.name.value)))
          continue;
        fields.set(field.name.value, { owner: subgraph, type: fieldText(field), named: namedTypeOf(field.type) });
      }
    }
  }
  const [node] = owner.nodes;
  const isValue =
    !rootNames.has(name) &&
    keys.length === 0 &&
    owner.nodes.some(isObject) &&
    owner.nodes.some(
      (each) => has(each, 'shareable') || ('fields' in each && (each.fields ?? []).every((f) => has(f, 'shareable'))),
    );
  return {
    name,
    kind: node ? kindOf(node) : 'Object',
    owner: owner.subgraph,
    isValue,
    keys: new Set(keys.map(keyText)),
    keyFields,
    fields,
    descriptions: new Map(owner.nodes.flatMap(descriptionsOf)),
    parts: new Set(owner.nodes.flatMap(partsOf)),
  };
}

function descriptionsOf(node: TypeNodeOfSdl): [string, string][] {
  const inside = 'fields' in node ? (node.fields ?? []) : 'values' in node ? (node.values ?? []) : [];
  return [
    ...('description' in node && node.description ? [[node.name.value, node.description.value] as const] : []),
    ...inside.flatMap(({ name, description }) =>
      description ? [[`${node.name.value}.${name.value}`, description.value] as const] : [],
    ),
  ].map(([at, text]) => [at, text]);
}
