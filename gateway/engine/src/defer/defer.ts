import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { type GraphQLError, Kind, parse, type SelectionSetNode } from 'graphql';
import type { DeferredPart } from '../compile/steps.ts';
import { Shape } from '../compile/shape.ts';
import { complete, type JsonObject } from '../complete/complete.ts';
import type { Path } from '../complete/path.ts';
import { answerFor, type Operating, placeAll } from '../execute/operate.ts';
import { explains } from '../execute/place.ts';
import { Run } from '../execute/run.ts';
import { responseNameOf } from '../plan/data-keys.ts';
import { everywhere } from '../write/repeats.ts';
import { compileWriter } from '../write/writer.ts';
import { placesOf } from './places.ts';

/** What `body.kind: 'incremental'` of @apollo/server carries; the format is deferSpec=20220824. */
export interface Incremental {
  readonly initialResult: GatewayExecutionResult & { readonly hasNext: boolean };
  readonly subsequentResults: AsyncGenerator<Subsequent>;
}

export interface Subsequent {
  readonly hasNext: boolean;
  readonly incremental?: readonly Patch[];
}

export interface Patch {
  readonly data: JsonObject | null;
  readonly path: readonly (string | number)[];
  readonly label?: string;
  readonly errors?: readonly GraphQLError[];
}

interface Parts {
  readonly first: SelectionSetNode;
  readonly later: readonly DeferredPart[];
}

/** What comes first and what later, as `@defer(if:)` turned out for this caller. */
export function partsOf({ prepared, request }: Operating): Parts | undefined {
  const [only, ...others] = prepared.programs;
  if (!only || others.length > 0) return undefined;
  const holds = ({ conditions }: Pick<DeferredPart, 'conditions'>) =>
    conditions.every(({ variable, negated }) => (request.coerced[variable] === true) !== negated);
  const primary = only.program.primaries.find(holds);
  const later = only.program.deferred.filter(holds);
  return primary && later.length > 0 ? { first: selectionOf(primary.subselection), later } : undefined;
}

/** Answers as soon as the first part is there; each other part follows once it and what it hangs from are there. */
export async function operateInParts(operating: Operating, { first, later }: Parts): Promise<Incremental> {
  const { prepared, request, ask } = operating;
  const [planned] = prepared.programs;
  if (!planned) throw new Error('An operation has at least one program.');
  const done = new Set<number>();
  let wake = () => {};
  const run = new Run(planned.program, request, {
    onPartDone: (part) => {
      done.add(part);
      wake();
    },
  });
  run.start();
  const until = async (ready: () => boolean) => {
    while (!ready()) await new Promise<void>((resolve) => (wake = resolve));
  };

  await until(() => done.has(0));
  const shape = shapeOf(operating, prepared.rootType.name, first);
  const write = compileWriter({ shape, rootType: prepared.rootType, repeats: everywhere })(ask);
  let reported = run.troubles.length;
  const placed = placeAll(run.troubles, run.data, operating.shape);
  const initial = answerFor({ shape, prepared, write, ask }, run.data, placed);

  async function* rest(): AsyncGenerator<Subsequent> {
    const sent = new Set([0]);
    const waiting = new Set(later);
    while (waiting.size > 0) {
      const ready = () => [...waiting].filter(({ part, parent }) => done.has(part) && sent.has(parent));
      await until(() => ready().length > 0);
      const now = ready();
      const troubles = placeAll(run.troubles.slice(reported), run.data, operating.shape);
      reported = run.troubles.length;
      for (const part of now) {
        waiting.delete(part);
        sent.add(part.part);
      }
      const incremental = now.flatMap((part) => patchesOf(operating, part, run.data, troubles));
      yield { ...(incremental.length > 0 && { incremental }), hasNext: waiting.size > 0 };
    }
  }
  return { initialResult: { ...initial, hasNext: true }, subsequentResults: rest() };
}

type Troubles = ReturnType<typeof placeAll>;

/** One patch for every object that the deferred fragment applies to. */
function patchesOf(operating: Operating, part: DeferredPart, data: JsonObject, troubles: Troubles): Patch[] {
  const patches: Patch[] = [];
  for (const { path, object, shape: here } of placesOf(data, part.path, operating.shape)) {
    const shape = shapeOf(operating, here.type, selectionOf(part.subselection));
    const type = shape.typeOf(object['__typename']);
    if (!type) continue;
    let at: Path | undefined;
    for (const key of path) at = { above: at, key };
    const { data: completed, errors } = complete({
      shape,
      rootType: type,
      data: object,
      path: at,
      isExplained: (below) => troubles.some((each) => explains(each, below)),
      introspect: (field) => operating.ask(field).value,
    });
    const own = troubles.filter(({ explains: pattern }) => explains({ explains: pattern } as Troubles[number], path));
    const all = [...own.map(({ error }) => error), ...errors];
    patches.push({
      data: completed,
      path,
      ...(part.label !== undefined && { label: part.label }),
      ...(all.length > 0 && { errors: all }),
    });
  }
  return patches;
}

/** The planner's text speaks of data keys; the client gets its own names. */
function shapeOf({ shape, prepared }: Operating, type: string, selection: SelectionSetNode): Shape {
  const context = {
    ...shape.context,
    fragments: {},
    dataKeyOf: responseNameOf,
    clientName: prepared.dataKeys.responseName,
  };
  return new Shape(context, type, [selection]);
}

function selectionOf(text = '{}'): SelectionSetNode {
  const none: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };
  if (text.replace(/[{}\s]/g, '') === '') return none;
  const [definition] = parse(text.trimStart().startsWith('{') ? text : `{${text}}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : none;
}
