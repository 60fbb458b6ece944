import {
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { AccessRule, AccessRules } from '../supergraph/access.ts';

/** What the fields that `@requires` names are, by coordinate of the field that requires them. */
export type RequiredFields = ReadonlyMap<string, readonly SelectionSetNode[]>;

const none: readonly AccessRule[] = [];

/**
 * What must hold for a caller to see a type or a field of one version of the graph.
 *
 * Composition writes on an interface what all of its objects demand together, and on objects what an
 * `@interfaceObject` demands. So the objects' rules decide, whichever way they are reached. An interface's rule that
 * none of its objects carries was not derived: somebody wrote it, and it holds for each of them.
 */
export class GraphAccess {
  readonly #fields = new Map<string, readonly AccessRule[]>();
  readonly #inputs = new Map<string, readonly AccessRule[]>();
  readonly #types = new Map<string, readonly AccessRule[]>();
  readonly #roots: ReadonlySet<string>;

  constructor(
    private readonly rules: AccessRules,
    /** With what clients do not see: facts that are `@inaccessible` are required all the same. */
    private readonly schema: GraphQLSchema,
    private readonly required: RequiredFields,
  ) {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    this.#roots = new Set(roots.flatMap((type) => type?.name ?? []));
  }

  /** Whether nothing in the graph demands anything. */
  get isOpen(): boolean {
    return this.rules.size === 0;
  }

  ofType(name: string): readonly AccessRule[] {
    return remembered(this.#types, name, () => this.#inherited(name, (type) => type));
  }

  /**
   * What a type of arguments demands: of an input, all that stands in it at whatever depth. Which of its fields a
   * variable holds is not looked at: whoever compares by what they may not read learns of it.
   */
  ofInput(name: string): readonly AccessRule[] {
    return remembered(this.#inputs, name, () => this.#input(name, new Set()));
  }

  #input(name: string, seen: Set<string>): readonly AccessRule[] {
    if (seen.has(name)) return none;
    seen.add(name);
    const type = this.schema.getType(name);
    if (!isInputObjectType(type)) return this.ofType(name);
    return Object.values(type.getFields()).flatMap((field) => this.#input(getNamedType(field.type).name, seen));
  }

  /** What a field demands by itself, by what it is computed from, and by the type of its value. */
  ofField(typeName: string, fieldName: string): readonly AccessRule[] {
    return remembered(this.#fields, `${typeName}.${fieldName}`, () => this.#field(typeName, fieldName, new Set()));
  }

  #field(typeName: string, fieldName: string, seen: Set<string>): readonly AccessRule[] {
    const coordinate = `${typeName}.${fieldName}`;
    const type = this.schema.getType(typeName);
    if (seen.has(coordinate) || !(isObjectType(type) || isInterfaceType(type))) return none;
    seen.add(coordinate);
    const value = type.getFields()[fieldName]?.type;
    const valueType = value && getNamedType(value);
    const sources = (this.required.get(coordinate) ?? []).flatMap((set) => this.#required(set, typeName, seen));
    return [
      ...(this.#roots.has(typeName) ? this.ofType(typeName) : none),
      ...this.#inherited(typeName, (name) => `${name}.${fieldName}`),
      ...(valueType && !isAbstractType(valueType) ? this.ofType(valueType.name) : none),
      ...sources,
    ];
  }

  /** Whoever reads a field that is computed from others reads those. */
  #required(set: SelectionSetNode, typeName: string, seen: Set<string>): readonly AccessRule[] {
    return set.selections.flatMap((selection): readonly AccessRule[] => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return none;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value ?? typeName;
        return [...this.ofType(on), ...this.#required(selection.selectionSet, on, seen)];
      }
      const type = this.schema.getType(typeName);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      const own = this.#field(typeName, selection.name.value, seen);
      if (!field || !selection.selectionSet) return own;
      return [...own, ...this.#required(selection.selectionSet, getNamedType(field.type).name, seen)];
    });
  }

  #inherited(typeName: string, coordinateOf: (type: string) => string): readonly AccessRule[] {
    const type = this.schema.getType(typeName);
    const own = this.rules.get(coordinateOf(typeName));
    if (!isObjectType(type)) return own ? [own] : none;
    const written = type.getInterfaces().flatMap((above) => {
      const rule = this.rules.get(coordinateOf(above.name));
      const derived = this.schema.getPossibleTypes(above).some(({ name }) => this.rules.has(coordinateOf(name)));
      return rule && !derived ? [rule] : [];
    });
    return own ? [own, ...written] : written;
  }
}

function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  let known = memory.get(key);
  if (known === undefined) memory.set(key, (known = make()));
  return known;
}
