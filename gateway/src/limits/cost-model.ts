import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { oneAtATimeTag } from '@millgate/kit';

/** How long a list is taken to be, and what says so. */
export interface ListSize {
  readonly assumedSize?: number;
  /** Arguments that bound the list; the largest that is given counts. */
  readonly slicingArguments?: readonly string[];
  /** Where the list lies in what the field answers; absent: the field is the list. */
  readonly sizedFields?: readonly string[];
  readonly requireOneSlicingArgument?: boolean;
}

/** What `@cost` and `@listSize` of a supergraph say, by coordinate: `Type`, `Type.field`, `Type.field(argument:)`. */
export interface CostModel {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
  /** Fields of which an operation may hold one, in all. */
  readonly oneAtATime: ReadonlySet<string>;
}

/**
 * What holds where nothing is said. Lists without a page are short by the schema's conventions; a list that can grow is
 * a connection and says how long it is.
 */
export const costDefaults = {
  object: 1,
  leaf: 0,
  mutation: 10,
  /** The whole schema: as much work as a page of a hundred. */
  introspection: 100,
  list: 10,
  page: 20,
  largestPage: 100,
} as const;

/** The model of a supergraph. A subgraph cannot make its fields cheaper than nothing: negative weights count as none. */
export function costModel(supergraphSdl: string): CostModel {
  const document = parse(supergraphSdl, { noLocation: true });
  const names = directiveNames(document);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const oneAtATime = new Set<string>();
  const place: string[] = [];

  visit(document, {
    enter(node) {
      if (node.kind === Kind.ARGUMENT || node.kind === Kind.DIRECTIVE_DEFINITION) return false;
      if (!('directives' in node) || !('name' in node) || !node.name) return undefined;
      place.push(node.kind === Kind.INPUT_VALUE_DEFINITION ? `(${node.name.value}:)` : node.name.value);
      const coordinate = place.join('.').replaceAll('.(', '(');
      for (const directive of node.directives ?? []) {
        if (directive.name.value === 'tag' && argumentsOf(directive).get('name') === oneAtATimeTag) {
          oneAtATime.add(coordinate);
        }
        if (directive.name.value === names.cost) {
          const weight = Number(argumentsOf(directive).get('weight'));
          weights.set(coordinate, Math.max(0, Number.isFinite(weight) ? weight : 0));
        }
        if (directive.name.value === names.listSize) {
          listSizes.set(coordinate, Object.fromEntries(argumentsOf(directive)));
        }
      }
      return undefined;
    },
    leave(node) {
      if ('directives' in node && 'name' in node && node.name && node.kind !== Kind.DIRECTIVE_DEFINITION) place.pop();
    },
  });
  return { weights, listSizes, oneAtATime };
}

const argumentsOf = (directive: DirectiveNode): ReadonlyMap<string, unknown> =>
  new Map(
    (directive.arguments ?? []).map(
      ({ name, value }: ArgumentNode) => [name.value, valueFromASTUntyped(value)] as const,
    ),
  );

/** The names that the two directives go by: a link may rename them, and without an import they carry its prefix. */
function directiveNames(document: DocumentNode): { cost: string; listSize: string } {
  const names = { cost: 'cost', listSize: 'listSize' };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    for (const link of definition.directives ?? []) {
      const given = argumentsOf(link);
      if (!/^https:\/\/specs\.apollo\.dev\/cost\/v/.test(String(given.get('url')))) continue;
      const as = given.get('as');
      const prefix = typeof as === 'string' ? as : 'cost';
      names.listSize = `${prefix}__listSize`;
      names.cost = prefix === 'cost' ? 'cost' : `${prefix}__cost`;
      for (const imported of (given.get('import') ?? []) as (string | { name: string; as: string })[]) {
        const { name, as } = typeof imported === 'string' ? { name: imported, as: imported } : imported;
        if (name === '@cost') names.cost = as.slice(1);
        if (name === '@listSize') names.listSize = as.slice(1);
      }
    }
  }
  return names;
}
