import { type FieldDefinitionNode, type InputValueDefinitionNode, Kind, type StringValueNode } from 'graphql';
import type { OwnedType } from './elements.ts';
import { type Finding, refusal } from './findings.ts';
import {
  directivesOf,
  has,
  isMachinery,
  isType,
  rootNames,
  type Sdl,
  textOf,
  topNames,
  type TypeNodeOfSdl,
} from './sdl.ts';

const audiences: ReadonlySet<string> = new Set(['public', 'partner', 'internal']);

const pascal = /^[A-Z][A-Za-z0-9]*$/;
const camel = /^[a-z][A-Za-z0-9]*$/;
const upper = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Names that a program may take for something that every object has. */
const prototypeNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** What a schema must have that composition does not ask for. */
export function federationFaults({ document, isFederation2, otherLinks }: Sdl): Finding[] {
  if (!isFederation2) return [refusal('FEDERATION_2_REQUIRED', 'It is written for federation 1, or for none.')];
  const faults = otherLinks.map((url) => refusal('LINK_UNKNOWN', `It links ${url || 'nothing'}.`));
  for (const node of document.definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) {
      if (has(node, 'composeDirective'))
        faults.push(refusal('DIRECTIVE_NOT_YOURS', '@composeDirective brings a directive along.'));
      for (const { operation, type } of node.operationTypes ?? []) {
        const usual = operation.charAt(0).toUpperCase() + operation.slice(1);
        if (type.name.value !== usual) faults.push(refusal('ROOT_NAME', `${operation} is ${type.name.value}.`));
      }
    }
    if (
      node.kind === Kind.DIRECTIVE_DEFINITION &&
      node.locations.some(({ value }) =>
        /^(QUERY|MUTATION|SUBSCRIPTION|FIELD|FRAGMENT_DEFINITION|FRAGMENT_SPREAD|INLINE_FRAGMENT|VARIABLE_DEFINITION)$/.test(
          value,
        ),
      )
    )
      faults.push(refusal('DIRECTIVE_NOT_YOURS', `@${node.name.value} is a directive for queries.`));
    if (!isType(node) || isMachinery(node.name.value)) continue;
    faults.push(...reserved(node.name.value, node.name.value));
    for (const part of partsOf(node)) {
      if (/^_(entities|service)$/.test(part.name.value) && node.name.value === 'Query') continue;
      faults.push(...reserved(part.name.value, `${node.name.value}.${part.name.value}`));
    }
  }
  return faults;
}

const reserved = (name: string, at: string): Finding[] =>
  name.startsWith('_') || prototypeNames.has(name) ? [refusal('RESERVED_NAME', 'The name is reserved.', at)] : [];

const partsOf = (node: TypeNodeOfSdl) =>
  'fields' in node ? (node.fields ?? []) : 'values' in node ? (node.values ?? []) : [];

/** The conventions of the schema, for what is the author’s own. */
export function lintFaults({ document }: Sdl, subgraph: string, owned: ReadonlyMap<string, OwnedType>): Finding[] {
  return document.definitions.flatMap((node) => {
    if (!isType(node) || isMachinery(node.name.value)) return [];
    const there = owned.get(node.name.value);
    const isRoot = rootNames.has(node.name.value);
    const isForeign = !isRoot && there !== undefined && there.owner !== subgraph;
    if (isForeign && there.kind !== 'Object' && there.kind !== 'Interface') return [];
    if (isForeign && there.isValue) return [];
    const type = node.name.value;
    const isExtension = node.kind.endsWith('Extension');
    const faults =
      isForeign || isRoot || isExtension
        ? []
        : [...described(node, type), ...styled(pascal, node, type, type), ...tags(node, type)];
    const keys = new Set(directivesOf(node, 'key').flatMap((key) => topNames(textOf(key, 'fields') ?? '')));
    for (const part of partsOf(node)) {
      const name = part.name.value;
      if (isMachinery(name) || name.startsWith('_')) continue;
      if (isForeign && (keys.has(name) || has(part, 'external'))) continue;
      const at = `${type}.${name}`;
      faults.push(
        ...described(part, at),
        ...styled(part.kind === Kind.ENUM_VALUE_DEFINITION ? upper : camel, part, name, at),
        ...tags(part, at),
      );
      if (part.kind !== Kind.FIELD_DEFINITION) continue;
      faults.push(...nullable(part, at, isForeign || (isRoot && type !== 'Subscription')), ...argumentFaults(part, at));
    }
    return faults;
  });
}

const nullable = (field: FieldDefinitionNode, at: string, mustBe: boolean): Finding[] =>
  mustBe && field.type.kind === Kind.NON_NULL_TYPE
    ? [refusal('MUST_BE_NULLABLE', 'It is non-null.', at, lineOf(field))]
    : [];

const argumentFaults = ({ arguments: given = [] }: FieldDefinitionNode, at: string): Finding[] =>
  given.flatMap((argument: InputValueDefinitionNode) => {
    const name = `${at}(${argument.name.value}:)`;
    return [
      ...described(argument, name),
      ...styled(camel, argument, argument.name.value, name),
      ...tags(argument, name),
    ];
  });

const lineOf = (node: { readonly loc?: { readonly startToken: { readonly line: number } } | undefined }) =>
  node.loc?.startToken.line;

function described(node: object, at: string): Finding[] {
  const { description, ...rest } = node as { description?: StringValueNode; loc?: never };
  return description?.value.trim() ? [] : [refusal('DESCRIPTION_MISSING', 'It has no description.', at, lineOf(rest))];
}

const styled = (style: RegExp, node: object, name: string, at: string): Finding[] =>
  style.test(name) ? [] : [refusal('NAME_STYLE', `${name} is written otherwise.`, at, lineOf(node))];

const tags = (node: object, at: string): Finding[] =>
  directivesOf(node, 'tag')
    .map((tag) => textOf(tag, 'name') ?? '')
    .filter((name) => !audiences.has(name))
    .map((name) => refusal('TAG_UNKNOWN', `It is tagged ${name}.`, at));
