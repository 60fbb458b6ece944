import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  doTypesOverlap,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type NamedTypeNode,
  print,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { responseNameOf } from '../plan/data-keys.ts';
import type { Literals } from './literals.ts';

/** A field, or a fragment that has to stay one, with all that is selected below it. */
interface Entry {
  readonly identity: string;
  readonly head: Omit<FieldNode, 'selectionSet'> | Head;
  /** Undefined for leaves. */
  readonly below: GraphQLNamedType | undefined;
  readonly sets: SelectionSetNode[];
}

interface Level {
  readonly entries: Entry[];
  readonly fields: Map<string, Entry>;
}

interface Head {
  readonly kind: Kind.INLINE_FRAGMENT;
  readonly typeCondition?: NamedTypeNode;
  readonly directives?: readonly DirectiveNode[];
}

/** Writes out fragments, joins what is selected twice, and puts arguments in order. */
export class Selections {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly literals: Literals,
  ) {
    this.#fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
    );
  }

  of(sets: readonly SelectionSetNode[], type: GraphQLNamedType): SelectionSetNode {
    const into: Level = { entries: [], fields: new Map() };
    for (const { selections } of sets) for (const each of selections) this.#add(each, type, into);
    if (into.entries.length === 0) return { kind: Kind.SELECTION_SET, selections: [nothing] };
    return {
      kind: Kind.SELECTION_SET,
      selections: into.entries.map(({ head, below, sets: inner }): SelectionNode => {
        const selectionSet = below && inner.length > 0 ? this.of(inner, below) : undefined;
        return { ...head, ...(selectionSet && { selectionSet }) } as SelectionNode;
      }),
    };
  }

  #add(selection: SelectionNode, type: GraphQLNamedType, into: Level): void {
    const said = (selection.directives ?? []).map((directive) => ({ directive, holds: alwaysHolds(directive) }));
    if (said.some(({ holds }) => holds === false)) return;
    const directives = said.flatMap(({ directive, holds }) => (holds ? [] : [directive]));
    if (selection.kind === Kind.FIELD) return this.#addField(selection, directives, type, into);
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
    if (!fragment) return;
    const { typeCondition, selectionSet } = fragment;
    const condition = typeCondition && this.schema.getType(typeCondition.name.value);
    // Valid where it was written, inside of a fragment for a wider type; here it would not be.
    if (condition && !this.#mayBe(type, condition)) return;
    if (directives.length === 0 && (!condition || this.#isAlways(type, condition))) {
      for (const each of selectionSet.selections) this.#add(each, type, into);
      return;
    }
    const head: Head = {
      kind: Kind.INLINE_FRAGMENT,
      ...(condition &&
        typeCondition &&
        condition !== type && { typeCondition: { kind: Kind.NAMED_TYPE, name: typeCondition.name } }),
      ...(directives.length > 0 && { directives }),
    };
    const identity = `... ${head.typeCondition?.name.value ?? ''} ${textOf(directives)}`;
    const last = into.entries.at(-1);
    // Only its neighbour: fields between the two would change their places in the answer.
    if (last?.identity === identity && directives.length === 0) last.sets.push(selectionSet);
    else into.entries.push({ identity, head, below: condition ?? type, sets: [selectionSet] });
  }

  #addField(field: FieldNode, directives: readonly DirectiveNode[], type: GraphQLNamedType, into: Level): void {
    const name = field.name.value;
    const definition = definitionOf(name, type);
    const args = this.#arguments(field, definition);
    const identity = `${responseNameOf(field)} ${name} ${textOf(args)} ${textOf(directives)}`;
    // Of two equal fields the first says where the answer stands; it has what either selects.
    const known = into.fields.get(identity);
    if (known && (!field.selectionSet || !this.#isBetween(known, responseNameOf(field), into))) {
      if (field.selectionSet) known.sets.push(field.selectionSet);
      return;
    }
    const renamed = field.alias && field.alias.value !== name;
    const entry: Entry = {
      identity,
      head: {
        kind: Kind.FIELD,
        name: field.name,
        ...(renamed && { alias: field.alias }),
        ...(args.length > 0 && { arguments: args }),
        ...(directives.length > 0 && { directives }),
      },
      below: definition && getNamedType(definition.type),
      sets: field.selectionSet ? [field.selectionSet] : [],
    };
    into.entries.push(entry);
    into.fields.set(identity, entry);
  }

  /** Whether something after an entry may select below the same name: joining over it would change the order there. */
  #isBetween(known: Entry, responseName: string, { entries }: Level): boolean {
    return entries
      .slice(entries.indexOf(known) + 1)
      .some(({ head }) => head.kind !== Kind.FIELD || responseNameOf(head) === responseName);
  }

  #arguments(field: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): readonly ArgumentNode[] {
    const given = field.arguments ?? [];
    // Introspection is answered here: nothing of it is planned.
    if (given.length === 0 || field.name.value.startsWith('__')) return given;
    const inOrder = given.toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1));
    return inOrder.map((node) => {
      const type = definition?.args.find(({ name }) => name === node.name.value)?.type;
      return type ? this.literals.argument(node, type) : node;
    });
  }

  #mayBe(type: GraphQLNamedType, condition: GraphQLNamedType): boolean {
    return isCompositeType(type) && isCompositeType(condition) && doTypesOverlap(this.schema, type, condition);
  }

  #isAlways(type: GraphQLNamedType, condition: GraphQLNamedType): boolean {
    if (type === condition) return true;
    return (
      isAbstractType(condition) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      this.schema.isSubType(condition, type)
    );
  }
}

function definitionOf(name: string, type: GraphQLNamedType): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

const textOf = (nodes: readonly (ArgumentNode | DirectiveNode)[]): string => nodes.map(print).join();

/** Whether `@skip` or `@include` holds, or does not, whatever the variables are; undefined where they decide. */
function alwaysHolds({ name, arguments: given }: DirectiveNode): boolean | undefined {
  if (name.value !== 'include' && name.value !== 'skip') return undefined;
  const value = given?.[0]?.value;
  return value?.kind === Kind.BOOLEAN ? value.value === (name.value === 'include') : undefined;
}

/** An object of which nothing is wanted is still there, or not. */
const nothing: FieldNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'skip' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'if' },
          value: { kind: Kind.BOOLEAN, value: true },
        },
      ],
    },
  ],
};
