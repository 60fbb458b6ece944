import {
  type ArgumentNode,
  GraphQLFloat,
  GraphQLID,
  type GraphQLInputType,
  GraphQLInt,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isSpecifiedScalarType,
  Kind,
  type ObjectFieldNode,
  parseType,
  type TypeNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';

/** Thrown for a literal that has no exact equal in JSON. */
const inexact = new Error('This literal stays where it is.');

interface Lifted {
  readonly name: string;
  readonly type: string;
  readonly value: unknown;
}

/**
 * Takes the literals out of an operation and gives them names, so that two operations that differ only in values are
 * one. Only values of the specification's own types: a custom scalar may read a literal in another way than a
 * variable, and its owner's complaint would name a variable that the client never wrote.
 */
export class Literals {
  readonly #byText = new Map<string, Lifted>();

  /** No variable of the client starts with it. */
  readonly #prefix: string;

  constructor(taken: readonly string[]) {
    let prefix = 'lit';
    while (taken.some((name) => name.startsWith(prefix))) prefix += '_';
    this.#prefix = prefix;
  }

  get values(): Readonly<Record<string, unknown>> {
    return Object.fromEntries([...this.#byText.values()].map(({ name, value }) => [name, value]));
  }

  get definitions(): VariableDefinitionNode[] {
    return [...this.#byText.values()].map(({ name, type }) => ({
      kind: Kind.VARIABLE_DEFINITION,
      variable: variable(name),
      type: typeNodeOf(type),
    }));
  }

  argument(node: ArgumentNode, type: GraphQLInputType): ArgumentNode {
    const value = this.#value(node.value, type);
    return { kind: Kind.ARGUMENT, name: node.name, value };
  }

  #value(node: ValueNode, type: GraphQLInputType): ValueNode {
    if (node.kind === Kind.VARIABLE || node.kind === Kind.NULL) return node;
    if (isPlain(type) && !hasVariable(node)) {
      try {
        return this.#lift(jsonOf(node, type), String(type));
      } catch (reason) {
        if (reason !== inexact) throw reason;
        return node;
      }
    }
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isInputObjectType(inner) && node.kind === Kind.OBJECT) {
      const fields = inner.getFields();
      return {
        kind: Kind.OBJECT,
        fields: node.fields.map((field): ObjectFieldNode => {
          const below = fields[field.name.value]?.type;
          return {
            kind: Kind.OBJECT_FIELD,
            name: field.name,
            value: below ? this.#value(field.value, below) : field.value,
          };
        }),
      };
    }
    if (isListType(inner) && node.kind === Kind.LIST) {
      return { kind: Kind.LIST, values: node.values.map((item) => this.#value(item, inner.ofType)) };
    }
    return node;
  }

  /** Equal values of one type are one variable: the planner compares arguments by what is written. */
  #lift(value: unknown, type: string): ValueNode {
    const text = `${type} ${JSON.stringify(value)}`;
    let lifted = this.#byText.get(text);
    if (!lifted) {
      lifted = { name: `${this.#prefix}${this.#byText.size}`, type, value };
      this.#byText.set(text, lifted);
    }
    return variable(lifted.name);
  }
}

const variable = (name: string) => ({ kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } });

const typeNodes = new Map<string, TypeNode>();

function typeNodeOf(type: string): TypeNode {
  let node = typeNodes.get(type);
  if (!node) {
    if (typeNodes.size > 10_000) typeNodes.clear();
    typeNodes.set(type, (node = parseType(type, { noLocation: true })));
  }
  return node;
}

const plain = new WeakMap<GraphQLInputType, boolean>();

/** Whether a type is made of the specification's own scalars and of enums alone. */
function isPlain(type: GraphQLInputType): boolean {
  if (isNonNullType(type) || isListType(type)) return isPlain(type.ofType);
  if (!isInputObjectType(type)) return isEnumType(type) || isSpecifiedScalarType(type);
  const known = plain.get(type);
  if (known !== undefined) return known;
  // A type that contains itself is as plain as the rest of it.
  plain.set(type, true);
  const result = Object.values(type.getFields()).every((field) => isPlain(field.type));
  plain.set(type, result);
  return result;
}

function hasVariable(node: ValueNode): boolean {
  if (node.kind === Kind.VARIABLE) return true;
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  return node.kind === Kind.OBJECT && node.fields.some(({ value }) => hasVariable(value));
}

/** The literal as a client would send it in a variable; it has been validated against the type. */
function jsonOf(node: ValueNode, type: GraphQLInputType): unknown {
  const nullable = isNonNullType(type) ? type.ofType : type;
  // One item may be written where a list is expected.
  if (isListType(nullable) && node.kind !== Kind.LIST && node.kind !== Kind.NULL) return jsonOf(node, nullable.ofType);
  switch (node.kind) {
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((item) => jsonOf(item, isListType(nullable) ? nullable.ofType : nullable));
    case Kind.OBJECT: {
      const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
      const entries = node.fields.map(({ name, value }) => {
        const below = fields[name.value]?.type;
        if (!below) throw inexact;
        return [name.value, jsonOf(value, below)] as const;
      });
      return Object.fromEntries(entries);
    }
    case Kind.INT:
    case Kind.FLOAT:
      return numberOf(node.value, String(nullable));
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
      return node.value;
    case Kind.VARIABLE:
      throw inexact;
  }
}

function numberOf(text: string, type: string): number | string {
  // An ID may have more digits than a number holds.
  if (type === GraphQLID.name) return text;
  const value = Number(text);
  if (!Number.isFinite(value) || (type !== GraphQLInt.name && type !== GraphQLFloat.name)) throw inexact;
  return value;
}
