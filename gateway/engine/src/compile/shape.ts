import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  type GraphQLInterfaceType,
  isAbstractType,
  isInterfaceType,
  isCompositeType,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { AccessDecision } from '../access/decision.ts';
import { responseNameOf } from '../plan/data-keys.ts';

/** One field of one object type, as the client will see it. */
export interface FieldPlan {
  readonly responseName: string;
  readonly dataKey: string;
  readonly name: string;
  /** Absent for what the engine answers itself: `__typename`, `__schema`, `__type`. */
  readonly type?: GraphQLOutputType;
  /** Set where the caller may not see it: it is null, with an error. */
  readonly refused?: true;
  /** What is selected below; absent for leaves. */
  readonly shape?: Shape;
}

export interface ShapeContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Interfaces whose objects may come without the name of an object type. */
  readonly interfaceObjects: ReadonlySet<string>;
  readonly dataKeyOf: (field: FieldNode) => string;
  /** The client's name for a response name, where the selection was not written by the client. */
  readonly clientName?: (name: string) => string;
  /** What the caller is refused; absent where that is nothing. */
  readonly access?: AccessDecision | undefined;
}

export type ConcreteType = GraphQLObjectType | GraphQLInterfaceType;

/** What the client selected at one place, worked out once per object type that may stand there. */
export class Shape {
  readonly #byType = new Map<string, readonly FieldPlan[] | undefined>();
  /** Interfaces of whose objects it matters here what they are, because a fragment is for some of them only. */
  readonly #tooVague = new Set<string>();

  constructor(
    readonly context: ShapeContext,
    readonly type: string,
    private readonly selections: readonly SelectionSetNode[],
  ) {}

  /**
   * The type of an object that stands here, by what it says of itself. An interface where a subgraph knows the
   * interface only as an object and nothing was selected that would need to know more.
   */
  typeOf(said: unknown): ConcreteType | undefined {
    if (this.onlyType) return this.onlyType;
    const name = said === undefined || said === null ? this.type : said;
    if (typeof name !== 'string' || !this.fieldsOf(name) || this.#tooVague.has(name)) return undefined;
    return this.context.schema.getType(name) as ConcreteType;
  }

  /** Whether objects of a type are kept from the caller where others may stand. */
  refusesType(typeName: string): boolean {
    return this.context.access?.refusesType(typeName) ?? false;
  }

  /** The object type that stands here whatever the answer says, if there is only one. */
  get onlyType(): GraphQLObjectType | undefined {
    const type = this.context.schema.getType(this.type);
    return isObjectType(type) ? type : undefined;
  }

  /** The fields for an object of that type, in the client's order; undefined if no such object can stand here. */
  fieldsOf(typeName: string): readonly FieldPlan[] | undefined {
    if (!this.#byType.has(typeName)) this.#byType.set(typeName, this.#collect(typeName));
    return this.#byType.get(typeName);
  }

  #collect(typeName: string): readonly FieldPlan[] | undefined {
    const { schema } = this.context;
    const object = schema.getType(typeName);
    const here = schema.getType(this.type);
    const mayStand =
      isObjectType(object) || (isInterfaceType(object) && this.context.interfaceObjects.has(object.name));
    if (!mayStand || !isCompositeType(here)) return undefined;
    if (here !== object && !(isAbstractType(here) && schema.isSubType(here, object))) return undefined;

    const grouped = new Map<string, FieldNode[]>();
    for (const set of this.selections) this.#group(set, object, grouped, new Set());
    return [...grouped].map(([responseName, nodes]) => this.#field(object, responseName, nodes));
  }

  #field(object: ConcreteType, responseName: string, nodes: readonly FieldNode[]): FieldPlan {
    const [node] = nodes;
    if (!node) throw new Error('A field without a node cannot be.');
    const name = node.name.value;
    const plain = {
      responseName: this.context.clientName?.(responseName) ?? responseName,
      dataKey: this.context.dataKeyOf(node),
      name,
    };
    const type = object.getFields()[name]?.type;
    if (!type) return plain;
    if (this.context.access?.refusesField(object.name, name)) return { ...plain, type, refused: true };
    const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return below.length === 0
      ? { ...plain, type }
      : { ...plain, type, shape: new Shape(this.context, getNamedType(type).name, below) };
  }

  #group(set: SelectionSetNode, object: ConcreteType, into: Map<string, FieldNode[]>, seen: Set<string>): void {
    for (const selection of set.selections) {
      if (!this.#isIncluded(selection.directives)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = responseNameOf(selection);
        const nodes = into.get(name);
        if (nodes) nodes.push(selection);
        else into.set(name, [selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.context.fragments[selection.name.value];
        if (!fragment || seen.has(fragment.name.value)) continue;
        seen.add(fragment.name.value);
        if (this.#applies(fragment.typeCondition.name.value, object)) {
          this.#group(fragment.selectionSet, object, into, seen);
        }
      } else if (!selection.typeCondition || this.#applies(selection.typeCondition.name.value, object)) {
        this.#group(selection.selectionSet, object, into, seen);
      }
    }
  }

  #applies(condition: string, object: ConcreteType): boolean {
    const type = this.context.schema.getType(condition);
    const applies = type === object || (isAbstractType(type) && this.context.schema.isSubType(type, object));
    if (!applies && isInterfaceType(object)) this.#tooVague.add(object.name);
    return applies;
  }

  #isIncluded(directives: readonly DirectiveNode[] | undefined): boolean {
    if (!directives?.length) return true;
    const { variables } = this.context;
    const skip = getDirectiveValues(GraphQLSkipDirective, { directives }, variables);
    if (skip?.['if'] === true) return false;
    const include = getDirectiveValues(GraphQLIncludeDirective, { directives }, variables);
    return include?.['if'] !== false;
  }
}
