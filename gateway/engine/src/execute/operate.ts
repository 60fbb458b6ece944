import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import { refusalsIn } from '../access/refusals.ts';
import type { Program } from '../compile/program.ts';
import { mergeInto } from '../compile/merge.ts';
import type { Shape } from '../compile/shape.ts';
import { complete, type JsonObject } from '../complete/complete.ts';
import type { Pass } from '../pass/pass.ts';
import type { PreparedOperation } from '../plan/operation.ts';
import { WrittenData } from '../write/written.ts';
import type { Introspect, Write } from '../write/writer.ts';
import { introspect } from './introspect.ts';
import { explains, type PlacedError, placeTrouble } from './place.ts';
import { Run } from './run.ts';
import type { RunRequest, Trouble } from './types.ts';

/** One operation of one caller, ready to run. */
export interface Operating {
  readonly prepared: PreparedOperation;
  readonly request: RunRequest;
  readonly shape: Shape;
  readonly write: Write;
  readonly pass: Pass | undefined;
  readonly ask: Introspect;
}

/** What to run, or the result of an operation that nobody can answer. */
export function begin(
  prepared: PreparedOperation,
  request: RunRequest,
): Operating | { readonly refused: GatewayExecutionResult } {
  const { graph, operation, programs, rootType } = prepared;
  const { shape, write, pass } = prepared.outcome(request.coerced);
  // An interface that no object implements, say: stock answers null and gives no reason.
  const asksSubgraphs = () => (shape.fieldsOf(rootType.name) ?? []).some(({ type, refused }) => type && !refused);
  if (programs.some(({ plan }) => !plan) && asksSubgraphs()) {
    return { refused: { data: null, errors: [unanswerable()] } };
  }
  const ask: Introspect = (field) => introspect(graph, field, operation, request.coerced);
  return { prepared, request, shape, write: write(ask), pass, ask };
}

const unanswerable = () =>
  new GraphQLError('No subgraph can answer this operation.', { extensions: { code: 'NO_QUERY_PLAN' } });

/** Runs everything and answers in one piece. */
export async function operate(operating: Operating): Promise<GatewayExecutionResult> {
  const { prepared, request, shape } = operating;
  const { programs, graph } = prepared;
  const [first, ...others] = programs;
  if (!first) throw new Error('An operation has at least one program.');
  if (others.length === 0) {
    const { data, troubles, passed } = await runToEnd(first.program, request, operating.pass);
    if (passed) return { data: new WrittenData(passed.bytes) as unknown as JsonObject };
    return answerFor(operating, data, placeAll(troubles, data, shape));
  }
  const runs = await Promise.all(programs.map(({ program }) => runToEnd(program, request)));
  const placed = runs.flatMap(({ troubles, data }) => placeAll(troubles, data, shape));
  const [{ data } = { data: {} }, ...apart] = runs;
  for (const [index, run] of apart.entries()) {
    mergeInto(data, run.data, programs[index + 1]?.keys ?? new Map(), graph.interfaceObjects);
  }
  return answerFor(operating, data, placed);
}

export const placeAll = (troubles: readonly Trouble[], data: JsonObject, shape: Shape): PlacedError[] =>
  troubles.flatMap((trouble) => placeTrouble(trouble, data, shape));

/** Writes what is right; completes what is not. */
export function answerFor(
  { shape, prepared, write, ask }: Pick<Operating, 'shape' | 'prepared' | 'write' | 'ask'>,
  source: JsonObject,
  placed: readonly PlacedError[],
): GatewayExecutionResult {
  const explained = placed.map(({ error }) => error);
  const written = write(source);
  if (written) {
    const refusals = prepared.access ? refusalsIn(shape, prepared.rootType, source) : [];
    return resultOf(written as unknown as JsonObject, [...explained, ...refusals]);
  }
  const { data, errors } = complete({
    shape,
    rootType: prepared.rootType,
    data: source,
    isExplained: (path) => placed.some((each) => explains(each, path)),
    introspect: (field) => ask(field).value,
  });
  return resultOf(data, [...explained, ...errors]);
}

const resultOf = (data: JsonObject | null, errors: readonly GraphQLError[]): GatewayExecutionResult =>
  errors.length === 0 ? { data } : { errors, data };

function runToEnd(program: Program, request: RunRequest, pass?: Pass): Promise<Run> {
  return new Promise((resolve) => {
    let open = program.deferred.length + 1;
    const run: Run = new Run(program, request, {
      pass,
      // A program without steps reports before the constructor's caller holds the run.
      onPartDone: () => void (--open === 0 && queueMicrotask(() => resolve(run))),
    });
    run.start();
  });
}
