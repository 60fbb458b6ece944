import type { FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type FieldNode, Kind, type OperationDefinitionNode, print, stripIgnoredCharacters } from 'graphql';

/** Under which name an entity says its key again. */
export const echoName = 'millgate_key';

/** By type, the one field that is its key. */
export type Echo = ReadonlyMap<string, string>;

export interface Echoed {
  readonly operation: OperationDefinitionNode;
  readonly text: string;
  readonly echo: Echo;
}

/**
 * A fetch in which each entity says its key again: entities are matched by their place in a list, and whoever mixes the
 * list up, by mistake or not, shows one person's data as another's. Only where the key is one plain field; undefined where
 * it is nowhere.
 */
export function withEcho(
  { requires = [], inputRewrites }: FetchNode,
  operation: OperationDefinitionNode,
): Echoed | undefined {
  const [entities, ...others] = operation.selectionSet.selections;
  if (inputRewrites?.length || entities?.kind !== Kind.FIELD || !entities.selectionSet || others.length > 0)
    return undefined;
  const keys = keysIn(requires);
  const echo = new Map<string, string>();
  const selections = entities.selectionSet.selections.map((selection) => {
    const type = selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : undefined;
    const key = type === undefined ? undefined : keys.get(type);
    if (selection.kind !== Kind.INLINE_FRAGMENT || type === undefined || key === undefined) return selection;
    echo.set(type, key);
    const { selectionSet } = selection;
    return { ...selection, selectionSet: { ...selectionSet, selections: [again(key), ...selectionSet.selections] } };
  });
  if (echo.size === 0) return undefined;
  const changed = { ...entities, selectionSet: { ...entities.selectionSet, selections } };
  const made = { ...operation, selectionSet: { ...operation.selectionSet, selections: [changed] } };
  return { operation: made, text: stripIgnoredCharacters(print(made)), echo };
}

const again = (key: string): FieldNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: echoName },
  name: { kind: Kind.NAME, value: key },
});

function keysIn(requires: readonly QueryPlanSelectionNode[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const node of requires) {
    if (node.kind !== 'InlineFragment' || node.typeCondition === undefined) continue;
    const fields = node.selections.filter((each) => each.kind !== 'Field' || each.name !== '__typename');
    const [only, ...more] = fields;
    if (only?.kind === 'Field' && more.length === 0 && !only.selections?.length)
      keys.set(node.typeCondition, only.name);
  }
  return keys;
}

/** Whether an entity is the one that was asked for, as far as it was asked to say so. */
export function isWhoWasAsked(
  echo: Echo,
  asked: Readonly<Record<string, unknown>>,
  entity: Readonly<Record<string, unknown>>,
): boolean {
  const type = asked['__typename'];
  const key = typeof type === 'string' ? echo.get(type) : undefined;
  if (key === undefined) return true;
  const said = entity[echoName];
  const wanted = asked[key];
  // An ID may come back as the other of text and number.
  return said === wanted || (isPlain(said) && isPlain(wanted) && String(said) === String(wanted));
}

const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'number';
