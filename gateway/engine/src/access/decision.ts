import {
  type DocumentNode,
  getNamedType,
  getOperationAST,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { AccessRule } from '../supergraph/access.ts';
import { type DecidedGrant, meets } from './grant.ts';
import type { GraphAccess } from './rules.ts';

/** What one kind of caller is refused in one version of the graph; everybody who is refused the same shares one. */
export interface AccessDecision {
  /** Tells this decision apart from others about the same operation; empty where nothing is refused. */
  readonly key: string;
  /** The code and the message of what is refused. */
  readonly refusal: Refusal;
  refusesField(type: string, field: string): boolean;
  refusesType(type: string): boolean;
}

export interface Refusal {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

const notSignedIn: Refusal = { code: 'UNAUTHENTICATED', message: 'Whoever asks for this must be signed in.' };
const notAllowed: Refusal = { code: 'FORBIDDEN', message: 'The caller may not see or do this.' };

/** What of the rules matters to one operation. */
export interface Touched {
  readonly rules: readonly AccessRule[];
  /** By coordinate of a field: what the types of the arguments that it is given demand. */
  readonly byArguments: ReadonlyMap<string, readonly AccessRule[]>;
}

/** Decides about every rule that an operation touches; undefined where all of them are met. */
export function decide(
  access: GraphAccess,
  schema: GraphQLSchema,
  { rules: touched, byArguments }: Touched,
  grant: DecidedGrant,
): AccessDecision | undefined {
  const met = touched.map((rule) => meets(grant, rule));
  if (met.every(Boolean)) return undefined;
  const fails = new Set(touched.filter((_, index) => !met[index]));
  const failsAny = (rules: readonly AccessRule[]) => rules.some((rule) => fails.has(rule));
  const refusesType = (name: string) => failsAny(access.ofType(name));
  /** An abstract type is refused when each of its objects is. */
  const refusesValue = (type: GraphQLNamedType | undefined): boolean => {
    if (!isAbstractType(type)) return false;
    const types = schema.getPossibleTypes(type);
    return types.length > 0 && types.every(({ name }) => refusesType(name));
  };
  const known = new Map<string, boolean>();
  const refusesField = (typeName: string, fieldName: string): boolean => {
    const coordinate = `${typeName}.${fieldName}`;
    let refused = known.get(coordinate);
    if (refused === undefined) {
      const type = schema.getType(typeName);
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
      refused =
        failsAny(access.ofField(typeName, fieldName)) ||
        failsAny(byArguments.get(coordinate) ?? []) ||
        refusesValue(field && getNamedType(field.type)) ||
        // An object that only its interface is known of may be any of them.
        (isInterfaceType(type) && schema.getPossibleTypes(type).some(({ name }) => refusesField(name, fieldName)));
      known.set(coordinate, refused);
    }
    return refused;
  };
  const refusal = grant.authenticated ? notAllowed : notSignedIn;
  return { key: `${refusal.code[0]}${met.map(Number).join('')}`, refusal, refusesField, refusesType };
}

/** Every rule that may matter to an operation, whatever its objects turn out to be. */
export function rulesTouched(access: GraphAccess, schema: GraphQLSchema, document: DocumentNode): Touched {
  const operation = getOperationAST(document);
  const root = operation && schema.getRootType(operation.operation);
  if (access.isOpen || !operation || !root) return { rules: [], byArguments: new Map() };
  const byArguments = new Map<string, readonly AccessRule[]>();
  const touched = new Set<AccessRule>();
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const seen = new Map<SelectionSetNode, Set<GraphQLNamedType>>();
  const add = (rules: readonly AccessRule[]) => {
    for (const rule of rules) touched.add(rule);
  };
  const objectsOf = (type: GraphQLNamedType): readonly GraphQLNamedType[] =>
    isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
  const visit = (set: SelectionSetNode, type: GraphQLNamedType | undefined): void => {
    const types = seen.get(set) ?? new Set();
    if (!type || types.has(type)) return;
    seen.set(set, types.add(type));
    const objects = objectsOf(type);
    for (const object of objects) add(access.ofType(object.name));
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        for (const object of objects) {
          const field =
            isObjectType(object) || isInterfaceType(object) ? object.getFields()[selection.name.value] : undefined;
          if (!field) continue;
          add(access.ofField(object.name, field.name));
          const given = field.args.filter(({ name }) => selection.arguments?.some((each) => each.name.value === name));
          const demanded = given.flatMap(({ type: of }) => access.ofInput(getNamedType(of).name));
          if (demanded.length > 0) {
            add(demanded);
            const coordinate = `${object.name}.${field.name}`;
            byArguments.set(coordinate, [...(byArguments.get(coordinate) ?? []), ...demanded]);
          }
          if (selection.selectionSet) visit(selection.selectionSet, getNamedType(field.type));
        }
      } else {
        const below = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const on = below?.typeCondition ? schema.getType(below.typeCondition.name.value) : type;
        if (below) visit(below.selectionSet, on);
      }
    }
  };
  visit(operation.selectionSet, root);
  return { rules: [...touched], byArguments };
}
