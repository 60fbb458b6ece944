import { createHash } from 'node:crypto';
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';

/** A key by which the gateway may ask for an entity. */
export interface Key {
  readonly type: string;
  readonly fields: string;
  readonly selection: readonly FieldNode[];
}

/** What a probe needs of a subgraph's schema. */
export interface ServedSchema {
  readonly schema: GraphQLSchema;
  readonly keys: readonly Key[];
  /** Fields that only others can answer, or that need what others know: `Type.field`. */
  readonly notOwn: ReadonlySet<string>;
}

type ObjectNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;
const isObjectNode = (node: DefinitionNode): node is ObjectNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;

/** Under whatever name it was imported. */
const isNamed = (directive: string, name: string) => directive === name || directive.endsWith(`__${name}`);

export function readServed(sdl: string): ServedSchema {
  const { definitions } = parse(sdl, { noLocation: true });
  const objects = definitions.filter(isObjectNode);
  const keys = objects.flatMap((node) =>
    (node.directives ?? [])
      .filter(({ name, arguments: given = [] }) => isNamed(name.value, 'key') && resolvable(given))
      .flatMap(({ arguments: given = [] }) => {
        const fields = given.find(({ name }) => name.value === 'fields')?.value;
        if (fields?.kind !== Kind.STRING) return [];
        return [{ type: node.name.value, fields: fields.value, selection: fieldsIn(fields.value) }];
      }),
  );
  const notOwn = new Set(
    objects.flatMap(({ name, fields = [] }) =>
      fields
        .filter(({ directives = [] }) =>
          directives.some((each) => isNamed(each.name.value, 'external') || isNamed(each.name.value, 'requires')),
        )
        .map((field) => `${name.value}.${field.name.value}`),
    ),
  );
  return { schema: buildASTSchema(plain(definitions), { assumeValid: true, assumeValidSDL: true }), keys, notOwn };
}

const resolvable = (
  given: readonly { readonly name: { readonly value: string }; readonly value: { readonly kind: string } }[],
) => {
  const said = given.find(({ name }) => name.value === 'resolvable')?.value as { value?: boolean } | undefined;
  return said?.value !== false;
};

function fieldsIn(selection: string): FieldNode[] {
  const [operation] = parse(`{${selection}}`, { noLocation: true }).definitions;
  const set: SelectionSetNode | undefined =
    operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet : undefined;
  return (set?.selections ?? []).filter((each) => each.kind === Kind.FIELD);
}

/** Without federation: extensions become types, what only the gateway asks for goes. */
function plain(definitions: readonly DefinitionNode[]): DocumentNode {
  const kept = new Map<string, DefinitionNode>();
  const known = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);
  for (const node of definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) continue;
    if (node.kind === Kind.DIRECTIVE_DEFINITION || !('name' in node) || !node.name) continue;
    const kind = node.kind.replace('Extension', 'Definition');
    const before = kept.get(node.name.value);
    const fields = [...fieldsOf(before), ...fieldsOf(node)].filter(({ name }) => !name.value.startsWith('_'));
    kept.set(node.name.value, {
      ...before,
      ...node,
      kind,
      ...('fields' in node && { fields }),
      directives: [],
    } as never);
    known.add(node.name.value);
  }
  return { kind: Kind.DOCUMENT, definitions: [...kept.values()] };
}

const fieldsOf = (node: DefinitionNode | undefined): readonly { name: { value: string } }[] =>
  node && 'fields' in node && node.fields ? node.fields : [];

/**
 * The same for two texts that say the same: without descriptions, in alphabetical order. Directives stay, because keys
 * and scopes are what makes the difference.
 */
export const sdlHash = (sdl: string): string => createHash('sha256').update(inForm(sdl)).digest('hex');

/** What federation libraries add by themselves. */
const isMachinery = (node: DefinitionNode) =>
  'name' in node && node.name !== undefined && /^(_|link__|federation__)/.test(node.name.value);

/**
 * The text that is compared. Whether a type is defined or extended, and how the schema links to federation, is the
 * library's affair.
 */
export function inForm(sdl: string): string {
  const { definitions } = parse(sdl, { noLocation: true });
  return (
    definitions
      .filter(({ kind }) => !apart.has(kind))
      .filter((node) => !isMachinery(node))
      .map((node) =>
        print({ ...(sorted(node) as object), kind: node.kind.replace('Extension', 'Definition') } as never),
      )
      // All that it had was the library's.
      .filter((text) => text !== 'type Query')
      .sort()
      .join('\n')
  );
}

const apart: ReadonlySet<string> = new Set([Kind.DIRECTIVE_DEFINITION, Kind.SCHEMA_DEFINITION, Kind.SCHEMA_EXTENSION]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.filter((item) => !isMachinery(item as DefinitionNode)).map(sorted);
    const named = items.every((item) => typeof (item as { name?: { value?: unknown } })?.name?.value === 'string');
    return named ? items.sort((a, b) => (print(a as never) < print(b as never) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'description' && key !== 'loc');
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
