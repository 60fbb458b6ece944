import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AccessDecision } from './decision.ts';

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document without what a caller is refused, for the planner: nothing is fetched for it, and a mutation that is
 * refused is not executed. On an interface of whose objects some refuse a field, the others are asked by name.
 */
export function withoutRefused(schema: GraphQLSchema, document: DocumentNode, decision: AccessDecision): DocumentNode {
  const restricting = new Restricting(schema, decision);
  const definitions = document.definitions.map((node) => {
    if (node.kind === Kind.OPERATION_DEFINITION) {
      return { ...node, selectionSet: restricting.set(node.selectionSet, schema.getRootType(node.operation)) };
    }
    if (node.kind !== Kind.FRAGMENT_DEFINITION) return node;
    const type = schema.getType(node.typeCondition.name.value);
    return { ...node, selectionSet: restricting.set(node.selectionSet, type) };
  });
  return { ...document, definitions };
}

type OnType = GraphQLNamedType | undefined | null;

class Restricting {
  /** Selections below several objects of one interface stay one node, so that measuring them measures each once. */
  readonly #known = new Map<SelectionSetNode, Map<OnType, SelectionSetNode>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly decision: AccessDecision,
  ) {}

  set(set: SelectionSetNode, type: OnType): SelectionSetNode {
    let byType = this.#known.get(set);
    if (!byType) this.#known.set(set, (byType = new Map<OnType, SelectionSetNode>()));
    let restricted = byType.get(type);
    if (!restricted) {
      const selections = set.selections.flatMap((selection) => this.#selection(selection, type));
      // An object of which nothing may be seen is still there, or not.
      restricted = { ...set, selections: selections.length > 0 ? selections : [typename] };
      byType.set(type, restricted);
    }
    return restricted;
  }

  #selection(selection: SelectionNode, type: OnType): readonly SelectionNode[] {
    if (selection.kind === Kind.FIELD) return this.#field(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    const condition = selection.typeCondition?.name.value;
    if (condition !== undefined && this.decision.refusesType(condition)) return [];
    const on = condition === undefined ? type : this.schema.getType(condition);
    return [{ ...selection, selectionSet: this.set(selection.selectionSet, on) }];
  }

  #field(field: FieldNode, type: OnType): readonly SelectionNode[] {
    const name = field.name.value;
    if (name.startsWith('__')) return [field];
    if (isObjectType(type)) return this.decision.refusesField(type.name, name) ? [] : [this.#below(field, type)];
    if (!isAbstractType(type)) return [];
    const objects = this.schema.getPossibleTypes(type);
    const allowed = objects.filter(
      (object) => !this.decision.refusesType(object.name) && !this.decision.refusesField(object.name, name),
    );
    if (allowed.length === objects.length) return [this.#below(field, type)];
    return allowed.map((object) => ({
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: object.name } },
      selectionSet: { kind: Kind.SELECTION_SET, selections: [this.#below(field, object)] },
    }));
  }

  #below(field: FieldNode, type: GraphQLNamedType): FieldNode {
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field.name.value] : undefined;
    if (!field.selectionSet || !definition) return field;
    return { ...field, selectionSet: this.set(field.selectionSet, getNamedType(definition.type)) };
  }
}
