import type { FetchNode } from '@apollo/query-planner';
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { type Echo, withEcho } from './echo.ts';
import type { Graph } from '../plan/graph.ts';
import { type IsOfType } from './rewrite.ts';
import { compileRepresentation, type WriteRepresentation } from './representation.ts';
import type { ListCap } from './list-caps.ts';
import { type Keys, keysOf } from './merge.ts';
import { plainKeysAt, Places } from './places.ts';
import type { Step } from './steps.ts';

/** A step made ready to run: nothing of it is worked out again for a request. */
export interface CompiledStep extends Step {
  readonly subgraph: string;
  readonly operationName: string | undefined;
  /** The client's variables that the fetch uses. */
  readonly variables: readonly string[];
  /** The keys to take from the answer, at the root or in each entity. */
  readonly keys: Keys;
  /** Only for entities: what to send for each object found at the path. */
  readonly represent: WriteRepresentation | undefined;
  /** Where its objects stand. */
  readonly place: number;
  /** The places whose objects may be others once it is done. */
  readonly changes: readonly number[];
  /** Only for entities: what must agree, besides the representation, for two objects to be the same. */
  readonly plainKeys: readonly string[] | undefined;
  /** The start of the body up to the variables. */
  readonly head: string;
  /** Only for entities: the parts from which a request for several steps is put together. */
  readonly entity: EntityParts | undefined;
  /**
   * Whether its entities bring nothing that has places below: then one entity may be merged into objects at several
   * places, each of which goes its own way.
   */
  readonly isPlain: boolean;
  /** Only of entities of a foreign subgraph: what they must say again. */
  readonly echo: Echo | undefined;
  /** Only of a foreign subgraph: how long its lists may be. */
  readonly lists: readonly ListCap[];
  /** Names in answers and error paths that the planner made up. */
  readonly renames: ReadonlyMap<string, string>;
}

export interface EntityParts {
  readonly variableDefinitions: readonly string[];
  readonly selection: string;
}

type Unlinked = Omit<CompiledStep, 'place' | 'changes' | 'plainKeys'>;

/** Adds what depends on the other steps. */
export function linkSteps(unlinked: readonly Unlinked[]): { steps: CompiledStep[]; places: Places } {
  const placed = unlinked.map(({ path, keys, represent }) => ({ path, keys, isEntity: represent !== undefined }));
  const places = new Places(placed);
  const steps = unlinked.map((step, index) => ({
    ...step,
    place: places.of(step.path),
    changes: places.changedBy(placed[index] as (typeof placed)[number]),
    plainKeys: step.represent && plainKeysAt(step.path, placed),
  }));
  return { steps, places };
}

export function compileStep(
  step: Step,
  isOfType: IsOfType,
  { keyFieldOf, isForeign, listCapsOf }: Pick<Graph, 'keyFieldOf' | 'isForeign' | 'listCapsOf'>,
): Unlinked {
  const renames = new Map<string, string>();
  for (const rewrite of step.fetch.outputRewrites ?? []) {
    const last = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && last !== undefined) renames.set(last, rewrite.renameKeyTo);
  }
  const planned = operationOf(step.fetch);
  const echoed = isForeign(step.fetch.serviceName) ? withEcho(step.fetch, planned) : undefined;
  const fetch = echoed ? { ...step.fetch, operation: echoed.text } : step.fetch;
  const operation = echoed?.operation ?? planned;
  const entities = fetch.requires ? entitiesField(operation) : undefined;
  const selection = entities?.selectionSet ?? operation.selectionSet;
  // What an entity says of its key again is looked at, and not taken.
  const keys = keysOf(fetch.requires ? entitiesField(planned).selectionSet : planned.selectionSet, renames);
  return {
    ...step,
    fetch,
    echo: echoed?.echo,
    lists: isForeign(fetch.serviceName) ? listCapsOf(planned) : [],
    subgraph: fetch.serviceName,
    operationName: fetch.operationName,
    variables: fetch.variableUsages ?? [],
    keys,
    isPlain: !fetch.outputRewrites?.length && [...keys.values()].every((below) => below === undefined),
    represent: fetch.requires && compileRepresentation(fetch.requires, fetch.inputRewrites, isOfType, keyFieldOf),
    head: headOf(fetch.operation, fetch.operationName),
    entity: entities && {
      variableDefinitions: (operation.variableDefinitions ?? [])
        .filter(({ variable }) => variable.name.value !== 'representations')
        .map((definition) => stripIgnoredCharacters(print(definition))),
      selection: stripIgnoredCharacters(print(selection)),
    },
    renames,
  };
}

export function headOf(query: string, operationName: string | undefined): string {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  return `{${name}"query":${JSON.stringify(query)},"variables":{`;
}

function operationOf(fetch: FetchNode): OperationDefinitionNode {
  const { definitions } = parse(fetch.operation, { noLocation: true });
  const [operation, ...others] = definitions;
  // The planner is told not to use named fragments: texts without them can be put together freely.
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) {
    throw new Error('A fetch is one operation without fragments.');
  }
  return operation;
}

function entitiesField({ selectionSet }: OperationDefinitionNode): FieldNode & { selectionSet: SelectionSetNode } {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD || field.name.value !== '_entities' || !field.selectionSet) {
    throw new Error('A fetch with representations selects _entities.');
  }
  return { ...field, selectionSet: field.selectionSet };
}
