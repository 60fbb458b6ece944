import { type DirectiveNode, type FieldDefinitionNode, Kind, type TypeNode, visit } from 'graphql';
import type { OwnedType } from './elements.ts';
import { type Finding, refusal } from './findings.ts';
import { directivesOf, has, isMachinery, isObject, isType, type Sdl } from './sdl.ts';

/** Weights and sizes by which the gateway knows beforehand what an operation costs. */
export function costFaults({ document }: Sdl, subgraph: string, owned: ReadonlyMap<string, OwnedType>): Finding[] {
  const faults: Finding[] = [];
  visit(document, {
    Directive(node) {
      if (node.name.value === 'cost' && (numberOf(node, 'weight') ?? 0) < 0)
        faults.push(refusal('COST_NEGATIVE', 'A weight is below 0.', undefined, node.loc?.startToken.line));
      if (node.name.value === 'listSize' && (numberOf(node, 'assumedSize') ?? 0) < 0)
        faults.push(refusal('COST_NEGATIVE', 'A size is below 0.', undefined, node.loc?.startToken.line));
    },
  });
  for (const node of document.definitions) {
    if (!isType(node) || !isObject(node) || isMachinery(node.name.value)) continue;
    const theirs = owned.get(node.name.value);
    if (theirs?.isValue && theirs.owner !== subgraph) continue;
    for (const field of node.fields ?? []) {
      const isTheirs = theirs?.fields.get(field.name.value);
      if (field.name.value.startsWith('_') || has(field, 'external') || (isTheirs && isTheirs.owner !== subgraph))
        continue;
      if (isListOfObjects(field, document, owned) && directivesOf(field, 'listSize').length === 0)
        faults.push(
          refusal(
            'LIST_WITHOUT_SIZE',
            'It is a list and says no size.',
            `${node.name.value}.${field.name.value}`,
            field.loc?.startToken.line,
          ),
        );
    }
  }
  return faults;
}

/** A list of plain values costs what its field costs; one of objects costs as many times what is asked of each. */
function isListOfObjects(
  { type }: FieldDefinitionNode,
  document: Sdl['document'],
  owned: ReadonlyMap<string, OwnedType>,
): boolean {
  if (!isList(type)) return false;
  const name = named(type);
  const there = owned.get(name)?.kind;
  if (there === 'Object' || there === 'Interface' || there === 'Union') return true;
  return document.definitions.some(
    (node) => isType(node) && node.name.value === name && /^(Object|Interface|Union)/.test(node.kind),
  );
}

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

const named = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));

function numberOf(directive: DirectiveNode, argument: string): number | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.INT || value?.kind === Kind.FLOAT ? Number(value.value) : undefined;
}
