import { type DirectiveNode, type FieldDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { type Finding, refusal } from './findings.ts';
import { fieldText, type Grants, kindOf, namedTypeOf, type OwnedType, partsOf } from './elements.ts';
import {
  directivesOf,
  fieldSet,
  has,
  isMachinery,
  isType,
  keyText,
  rootNames,
  type Sdl,
  textOf,
  topNames,
  type TypeNodeOfSdl,
} from './sdl.ts';

/** Whose schema is judged, against what others have. */
export interface Claim {
  readonly subgraph: string;
  readonly agency: string;
  readonly sdl: Sdl;
  readonly owned: ReadonlyMap<string, OwnedType>;
  /** The agency of each subgraph. */
  readonly agencyOf: (subgraph: string) => string | undefined;
  readonly grants: Grants;
}

/**
 * Every place where a schema touches what is another’s. Composition accepts most of this: it joins what it is given, and
 * does not ask whose it is. Judged on the parsed schema, before composition, because afterwards it is no longer to be
 * seen who said what.
 */
export function trespasses(claim: Claim): Finding[] {
  return claim.sdl.document.definitions.flatMap((node) => {
    if (!isType(node) || isMachinery(node.name.value)) return [];
    const owned = claim.owned.get(node.name.value);
    if (rootNames.has(node.name.value)) return onRoot(claim, node, owned);
    if (!owned || owned.owner === claim.subgraph) return onOwn(claim, node, owned);
    if (kindOf(node) !== owned.kind && !has(node, 'interfaceObject')) {
      const message = `${owned.owner} has a type of this name that is of another kind.`;
      return [refusal('TYPE_OWNED', message, owned.name, lineOf(node))];
    }
    return onForeign(claim, node, owned);
  });
}

const lineOf = (node: { readonly loc?: { readonly startToken: { readonly line: number } } | undefined }) =>
  node.loc?.startToken.line;

const fieldsOf = (node: TypeNodeOfSdl): readonly FieldDefinitionNode[] =>
  'fields' in node && !node.kind.startsWith('Input') ? ((node.fields ?? []) as readonly FieldDefinitionNode[]) : [];

const mayTouch = ({ grants, subgraph }: Claim, coordinate: string): boolean =>
  grants[coordinate]?.includes(subgraph) ?? false;

function onRoot(claim: Claim, node: TypeNodeOfSdl, owned: OwnedType | undefined): Finding[] {
  const type = node.name.value;
  const faults = annotations(claim, node, type, new Set(['extends']));
  for (const field of fieldsOf(node)) {
    if (isMachinery(field.name.value) || field.name.value === '_entities' || field.name.value === '_service') continue;
    const there = owned?.fields.get(field.name.value);
    const isTheirs = there !== undefined && there.owner !== claim.subgraph;
    faults.push(...(isTheirs ? takeover(claim, type, field, there.owner) : onOwnField(claim, type, field)));
  }
  return faults;
}

/** The author’s own type: what its fields reach for may be another’s, and so may fields that were granted on it. */
function onOwn(claim: Claim, node: TypeNodeOfSdl, owned: OwnedType | undefined): Finding[] {
  const faults = fieldsOf(node).flatMap((field) => {
    const there = owned?.fields.get(field.name.value);
    return there && there.owner !== claim.subgraph && !has(field, 'external')
      ? takeover(claim, node.name.value, field, there.owner)
      : onOwnField(claim, node.name.value, field);
  });
  if ('interfaces' in node) {
    for (const { name } of node.interfaces ?? []) {
      const theirs = claim.owned.get(name.value);
      if (!theirs || theirs.owner === claim.subgraph || mayTouch(claim, name.value)) continue;
      const message = `${node.name.value} would stand behind ${name.value}, which is ${theirs.owner}’s.`;
      faults.push(refusal('INTERFACE_OWNED', message, node.name.value, lineOf(node)));
    }
  }
  return faults;
}

function onOwnField(claim: Claim, type: string, field: FieldDefinitionNode): Finding[] {
  const at = `${type}.${field.name.value}`;
  const faults: Finding[] = [];
  for (const override of directivesOf(field, 'override')) {
    const from = textOf(override, 'from') ?? '';
    if (claim.agencyOf(from) !== claim.agency)
      faults.push(refusal('OVERRIDE_NEEDS_OWNER', `It would be taken over from ${from}.`, at, lineOf(field)));
  }
  for (const requires of directivesOf(field, 'requires')) {
    for (const read of reached(claim, textOf(requires, 'fields') ?? '', type)) {
      if (read.isKey || read.owner === claim.subgraph || mayTouch(claim, read.at)) continue;
      const message = `It reads ${read.at}, which is ${read.owner}’s.`;
      faults.push(refusal('REQUIRES_NOT_GRANTED', message, at, lineOf(field)));
    }
  }
  for (const provides of directivesOf(field, 'provides')) {
    for (const read of reached(claim, textOf(provides, 'fields') ?? '', namedTypeOf(field.type))) {
      if (read.isKey || read.owner === claim.subgraph) continue;
      const message = `It would answer ${read.at} in the place of ${read.owner}.`;
      faults.push(refusal('PROVIDES_NOT_GRANTED', message, at, lineOf(field)));
    }
  }
  return faults;
}

interface Reached {
  readonly at: string;
  readonly owner: string;
  readonly isKey: boolean;
}

/** The fields of others that a field set leads over. */
function reached({ owned }: Claim, text: string, from: string): Reached[] {
  const walk = (set: SelectionSetNode, on: string): Reached[] =>
    set.selections.flatMap((each) => {
      if (each.kind === Kind.FRAGMENT_SPREAD) return [];
      if (each.kind === Kind.INLINE_FRAGMENT) return walk(each.selectionSet, each.typeCondition?.name.value ?? on);
      const type = owned.get(on);
      const field = type?.fields.get(each.name.value);
      if (!type || !field) return [];
      const at = `${on}.${each.name.value}`;
      // What a field is made of is the field; what it leads to is a thing of its own.
      const isEntity = (owned.get(field.named)?.keys.size ?? 0) > 0;
      const below = each.selectionSet && isEntity ? walk(each.selectionSet, field.named) : [];
      return [{ at, owner: field.owner, isKey: type.keyFields.has(each.name.value) }, ...below];
    });
  const set = fieldSet(text);
  return set ? walk(set, from) : [];
}

/** A field that another answers. */
function takeover(claim: Claim, type: string, field: FieldDefinitionNode, owner: string): Finding[] {
  const at = `${type}.${field.name.value}`;
  if (!has(field, 'override')) return [refusal('FIELD_OWNED', `It is ${owner}’s.`, at, lineOf(field))];
  if (claim.agencyOf(owner) === claim.agency) return [];
  return [refusal('OVERRIDE_NEEDS_OWNER', `It would be taken over from ${owner}.`, at, lineOf(field))];
}

function onForeign(claim: Claim, node: TypeNodeOfSdl, owned: OwnedType): Finding[] {
  if (owned.kind === 'Object' && owned.isValue) return onValue(claim, node, owned);
  switch (owned.kind) {
    case 'Object':
      return onEntity(claim, node, owned);
    case 'Interface':
      return onInterface(claim, node, owned);
    case 'Enum':
      return [
        ...annotations(claim, node, owned.name),
        ...inside(claim, node),
        ...unlike(node, owned, 'ENUM_NOT_IDENTICAL'),
      ];
    case 'InputObject':
      return [
        ...annotations(claim, node, owned.name),
        ...inside(claim, node),
        ...unlike(node, owned, 'INPUT_NOT_IDENTICAL'),
      ];
    case 'Union':
      return [...annotations(claim, node, owned.name), ...unlike(node, owned, 'UNION_OWNED')];
    case 'Scalar':
      return annotations(claim, node, owned.name, new Set(['specifiedBy']));
  }
}

const onEntityAllowed: ReadonlySet<string> = new Set(['key', 'extends']);

function onEntity(claim: Claim, node: TypeNodeOfSdl, owned: OwnedType): Finding[] {
  const faults = [...annotations(claim, node, owned.name, onEntityAllowed), ...foreignKeys(node, owned)];
  const inKeys = new Set([
    ...owned.keyFields,
    ...directivesOf(node, 'key').flatMap((key) => topNames(textOf(key, 'fields') ?? '')),
  ]);
  for (const field of fieldsOf(node)) {
    const at = `${owned.name}.${field.name.value}`;
    const theirs = owned.fields.get(field.name.value);
    if (theirs && theirs.owner !== claim.subgraph && (inKeys.has(field.name.value) || has(field, 'external'))) {
      faults.push(...repeated(claim, field, at, theirs.type));
    } else if (theirs && theirs.owner !== claim.subgraph)
      faults.push(...takeover(claim, owned.name, field, theirs.owner));
    else {
      if (!mayTouch(claim, owned.name))
        faults.push(refusal('EXTENSION_NOT_GRANTED', `${owned.name} is ${owned.owner}’s.`, at, lineOf(field)));
      faults.push(...onOwnField(claim, owned.name, field));
    }
  }
  if ('interfaces' in node && (node.interfaces?.length ?? 0) > 0) {
    const named = (node.interfaces ?? []).map(({ name }) => name.value).join(', ');
    faults.push(
      refusal(
        'INTERFACE_OWNED',
        `Behind which interfaces ${owned.name} stands (${named}) is ${owned.owner}’s.`,
        owned.name,
        lineOf(node),
      ),
    );
  }
  return faults;
}

/** A field of another, repeated to speak of it: bare, and of its owner’s type. */
function repeated(claim: Claim, field: FieldDefinitionNode, at: string, type: string): Finding[] {
  const faults = annotations(claim, field, at, new Set(['external', 'shareable']));
  if (fieldText(field) !== type)
    faults.push(refusal('FIELD_OWNED', `It is repeated with another type than its owner’s.`, at, lineOf(field)));
  return faults;
}

function foreignKeys(node: TypeNodeOfSdl, owned: OwnedType): Finding[] {
  return directivesOf(node, 'key').flatMap((key) => {
    const fields = textOf(key, 'fields') ?? '';
    if (owned.keys.has(keyText(fields))) return [];
    const known = [...owned.keys].join(', ') || 'none';
    return [refusal('KEY_NOT_OWNERS', `"${fields}" is no key of it; keys are: ${known}.`, owned.name, lineOf(key))];
  });
}

function onInterface(claim: Claim, node: TypeNodeOfSdl, owned: OwnedType): Finding[] {
  const faults = [
    ...annotations(claim, node, owned.name, new Set(['key', 'extends', 'interfaceObject'])),
    ...foreignKeys(node, owned),
  ];
  const granted = mayTouch(claim, owned.name);
  if (has(node, 'interfaceObject') && !granted) {
    faults.push(
      refusal(
        'INTERFACE_OWNED',
        `What is put on it lands on every type of ${owned.owner} behind it.`,
        owned.name,
        lineOf(node),
      ),
    );
    return faults;
  }
  for (const field of fieldsOf(node)) {
    const at = `${owned.name}.${field.name.value}`;
    const theirs = owned.fields.get(field.name.value);
    if (theirs) faults.push(...repeated(claim, field, at, theirs.type));
    else if (!granted) faults.push(refusal('INTERFACE_OWNED', `${owned.name} is ${owned.owner}’s.`, at, lineOf(field)));
    else faults.push(...onOwnField(claim, owned.name, field));
  }
  return faults;
}

function onValue(claim: Claim, node: TypeNodeOfSdl, owned: OwnedType): Finding[] {
  const faults = annotations(claim, node, owned.name, new Set(['shareable', 'extends']));
  const mine = new Map(fieldsOf(node).map((field) => [field.name.value, field]));
  for (const [name, { type }] of owned.fields) {
    const field = mine.get(name);
    const at = `${owned.name}.${name}`;
    if (!field)
      faults.push(refusal('VALUE_TYPE_NOT_IDENTICAL', `${owned.owner} has this field, and it is left out.`, at));
    else if (fieldText(field) !== type)
      faults.push(refusal('VALUE_TYPE_NOT_IDENTICAL', `Its type is not ${owned.owner}’s.`, at, lineOf(field)));
    if (field) faults.push(...annotations(claim, field, at, new Set(['shareable'])));
  }
  for (const [name, field] of mine) {
    if (!owned.fields.has(name))
      faults.push(
        refusal(
          'VALUE_TYPE_NOT_IDENTICAL',
          `${owned.owner} does not have this field.`,
          `${owned.name}.${name}`,
          lineOf(field),
        ),
      );
  }
  return faults;
}

/** Values of an enum or fields of an input that are another’s, with something put to them. */
function inside(claim: Claim, node: TypeNodeOfSdl): Finding[] {
  const parts =
    'values' in node
      ? (node.values ?? [])
      : node.kind.startsWith('Input') && 'fields' in node
        ? (node.fields ?? [])
        : [];
  return parts.flatMap((part) =>
    annotations(claim, part, `${node.name.value}.${part.name.value}`, new Set(['deprecated'])),
  );
}

function unlike(
  node: TypeNodeOfSdl,
  owned: OwnedType,
  code: 'ENUM_NOT_IDENTICAL' | 'INPUT_NOT_IDENTICAL' | 'UNION_OWNED',
): Finding[] {
  const mine = new Set(partsOf(node));
  const missing = [...owned.parts].filter((part) => !mine.has(part));
  const more = [...mine].filter((part) => !owned.parts.has(part));
  const said = [
    ...(missing.length > 0 ? [`leaves out ${missing.join(', ')}`] : []),
    ...(more.length > 0 ? [`adds ${more.join(', ')}`] : []),
  ];
  return said.length > 0
    ? [refusal(code, `Compared with ${owned.owner}’s it ${said.join(' and ')}.`, owned.name, lineOf(node))]
    : [];
}

interface Annotated {
  readonly description?: { readonly value: string } | undefined;
  readonly directives?: readonly DirectiveNode[] | undefined;
  readonly loc?: { readonly startToken: { readonly line: number } } | undefined;
}

function annotations({ owned }: Claim, node: object, at: string, allowed: ReadonlySet<string> = new Set()): Finding[] {
  const { description, directives = [], ...rest } = node as Annotated;
  const faults = directives
    .filter(({ name }) => !allowed.has(name.value))
    .map(({ name }) =>
      name.value === 'inaccessible'
        ? refusal('HIDES_OWNED', `It would be hidden from everybody.`, at, lineOf(rest))
        : refusal('ANNOTATES_OWNED', `@${name.value} is put to it.`, at, lineOf(rest)),
    );
  // Word for word what its owner says takes nothing away from anybody.
  const [type = ''] = at.split('.');
  const isOwners = description?.value === owned.get(type)?.descriptions.get(at);
  if (description && !isOwners) faults.push(refusal('ANNOTATES_OWNED', 'It is given a description.', at, lineOf(rest)));
  return faults;
}
