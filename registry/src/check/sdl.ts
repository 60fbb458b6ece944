import {
  type DirectiveNode,
  type DocumentNode,
  GraphQLError,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  type SelectionSetNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
  visit,
} from 'graphql';
import { type Finding, refusal } from './findings.ts';
import { sdlLimits } from './limits.ts';

const federation = /^https:\/\/specs\.apollo\.dev\/federation\/v(\d+)\.(\d+)$/;
const linkSpec = /^https:\/\/specs\.apollo\.dev\/link\/v/;

/** A schema whose federation directives go by their own names, whatever it imported them as. */
export interface Sdl {
  readonly document: DocumentNode;
  /** Whether it links federation 2. */
  readonly isFederation2: boolean;
  /** Links to something other than federation. */
  readonly otherLinks: readonly string[];
}

export type TypeNodeOfSdl = TypeDefinitionNode | TypeExtensionNode;

export const isType = (node: { readonly kind: string }): node is TypeNodeOfSdl =>
  /^(Object|Interface|Union|Enum|Scalar|InputObject)Type(Definition|Extension)$/.test(node.kind);

/** Parts that subgraph libraries write for the gateway alone. */
export const isMachinery = (name: string): boolean =>
  name === '_Any' ||
  name === '_Entity' ||
  name === '_Service' ||
  /^(link|federation|join|core)__/.test(name) ||
  name === 'FieldSet' ||
  name === '_FieldSet';

/** Reads a schema; faults instead of a schema where it is too large (ours may be: it is our own) or no GraphQL. */
export function readSdl(
  text: string,
  { limited = true }: { limited?: boolean } = {},
): Sdl | { readonly faults: readonly Finding[] } {
  const bytes = Buffer.byteLength(text);
  if (limited && bytes > sdlLimits.bytes)
    return { faults: [refusal('SDL_TOO_LARGE', `It has ${bytes} bytes, ${sdlLimits.bytes} are taken.`)] };
  let document: DocumentNode;
  try {
    document = limited ? parse(text, { maxTokens: sdlLimits.tokens }) : parse(text);
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    if (cause.message.includes('token limit') || cause.message.includes('tokens'))
      return { faults: [refusal('SDL_TOO_LARGE', `It has more than ${sdlLimits.tokens} words and signs.`)] };
    return { faults: [refusal('SDL_UNREADABLE', cause.message, undefined, cause.locations?.[0]?.line)] };
  }
  const executable = document.definitions.find(
    ({ kind }) => kind === Kind.OPERATION_DEFINITION || kind === Kind.FRAGMENT_DEFINITION,
  );
  if (executable) return { faults: [refusal('SDL_UNREADABLE', 'A schema holds no operations.')] };
  const faults = limited ? countFaults(document) : [];
  return faults.length > 0 ? { faults } : canonical(document);
}

function countFaults(document: DocumentNode): Finding[] {
  const counts = { types: 0, fields: 0, directives: 0 };
  const keys = new Map<string, number>();
  for (const node of document.definitions) {
    if (!isType(node)) continue;
    counts.types += 1;
    counts.fields += 'fields' in node ? (node.fields?.length ?? 0) : 0;
    const found = node.directives?.filter(({ name }) => /key$/.test(name.value)).length ?? 0;
    keys.set(node.name.value, (keys.get(node.name.value) ?? 0) + found);
  }
  visit(document, { Directive: () => void (counts.directives += 1) });
  const faults = (['types', 'fields', 'directives'] as const)
    .filter((what) => counts[what] > sdlLimits[what])
    .map((what) => refusal('SDL_TOO_LARGE', `It has ${counts[what]} ${what}, ${sdlLimits[what]} are taken.`));
  for (const [type, count] of keys) {
    if (count > sdlLimits.keysOfType)
      faults.push(refusal('SDL_TOO_LARGE', `It has ${count} keys, ${sdlLimits.keysOfType} are taken.`, type));
  }
  return faults;
}

function canonical(document: DocumentNode): Sdl {
  const names = new Map<string, string>();
  const otherLinks: string[] = [];
  let isFederation2 = false;
  let prefix = 'federation';
  for (const node of document.definitions) {
    if (node.kind !== Kind.SCHEMA_DEFINITION && node.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const link of node.directives ?? []) {
      if (link.name.value !== 'link') continue;
      const url = textOf(link, 'url') ?? '';
      if (linkSpec.test(url)) continue;
      const [, major] = federation.exec(url) ?? [];
      if (major !== '2') {
        otherLinks.push(url);
        continue;
      }
      isFederation2 = true;
      prefix = textOf(link, 'as') ?? prefix;
      for (const [imported, as] of importsOf(link)) names.set(as, imported);
    }
  }
  const canonicalName = (name: string): string => {
    if (isFederation2 && name.startsWith(`${prefix}__`)) return name.slice(prefix.length + 2);
    return names.get(name) ?? name;
  };
  const renamed = visit(document, {
    Directive(node) {
      const value = canonicalName(node.name.value);
      return value === node.name.value ? undefined : { ...node, name: { ...node.name, value } };
    },
  });
  return { document: renamed, isFederation2, otherLinks };
}

function importsOf(link: DirectiveNode): [string, string][] {
  const list = link.arguments?.find(({ name }) => name.value === 'import')?.value;
  if (list?.kind !== Kind.LIST) return [];
  return list.values.flatMap((value) => {
    if (value.kind === Kind.STRING) return [[bare(value.value), bare(value.value)]] as [string, string][];
    if (value.kind !== Kind.OBJECT) return [];
    const field = (wanted: string) => {
      const found = value.fields.find(({ name }) => name.value === wanted)?.value;
      return found?.kind === Kind.STRING ? bare(found.value) : undefined;
    };
    const name = field('name');
    return name ? [[name, field('as') ?? name] as [string, string]] : [];
  });
}

const bare = (name: string) => name.replace(/^@/, '');

export function textOf(directive: DirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

export const directivesOf = (node: { readonly directives?: readonly DirectiveNode[] | undefined }, name: string) =>
  (node.directives ?? []).filter((each) => each.name.value === name);

export const has = (node: { readonly directives?: readonly DirectiveNode[] | undefined }, name: string): boolean =>
  directivesOf(node, name).length > 0;

export const isObject = (node: TypeNodeOfSdl): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode =>
  node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;

/** A field set as a tree; undefined where it is none. */
export function fieldSet(text: string): SelectionSetNode | undefined {
  try {
    const [definition] = parse(`{${text}}`, { noLocation: true, maxTokens: 500 }).definitions;
    return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : undefined;
  } catch {
    return undefined;
  }
}

/** One spelling for all spellings of a key. */
export function keyText(text: string): string {
  const write = (set: SelectionSetNode): string =>
    set.selections
      .flatMap((each) =>
        each.kind === Kind.FIELD
          ? [`${each.name.value}${each.selectionSet ? `{${write(each.selectionSet)}}` : ''}`]
          : each.kind === Kind.INLINE_FRAGMENT
            ? [`...${each.typeCondition?.name.value ?? ''}{${write(each.selectionSet)}}`]
            : [],
      )
      .sort()
      .join(' ');
  const set = fieldSet(text);
  return set ? write(set) : text.trim();
}

/** The names at the top of a field set. */
export const topNames = (text: string): string[] =>
  fieldSet(text)?.selections.flatMap((each) => (each.kind === Kind.FIELD ? each.name.value : [])) ?? [];

export const rootNames: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
