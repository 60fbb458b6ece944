import { errorsIn, type SubgraphAnswer, SubgraphError } from '../client/types.ts';
import { isObject } from '../complete/complete.ts';
import type { OutgoingFetch } from '../execute/types.ts';
import type { Observer } from './observer.ts';

/** Lets an observer see one fetch. */
export async function observed(
  observer: Observer,
  subgraph: string,
  { operationName, prepared, entities }: OutgoingFetch,
  send: () => Promise<SubgraphAnswer>,
): Promise<SubgraphAnswer> {
  const start = performance.now();
  const steps = prepared.map(({ step, representations }) => ({
    path: step.path,
    representations: representations.length,
  }));
  const about = { subgraph, operationName, steps };
  const report = (failure: SubgraphError['code'] | undefined, errors: readonly string[]) =>
    observer.fetched?.({
      ...about,
      ms: performance.now() - start,
      objects: prepared.reduce((sum, { found }) => sum + found, 0),
      representations: entities,
      failure,
      errors,
    });
  try {
    const answer = await (observer.around ? observer.around(about, send) : send());
    report(undefined, codesOf(answer.errors));
    return answer;
  } catch (failure) {
    report(failure instanceof SubgraphError ? failure.code : 'SUBGRAPH_UNAVAILABLE', []);
    throw failure;
  }
}

function codesOf(errors: unknown): string[] {
  return errorsIn(errors)
    .slice(0, 100)
    .map((error) => {
      const extensions = isObject(error) && isObject(error['extensions']) ? error['extensions'] : {};
      return typeof extensions['code'] === 'string' ? extensions['code'] : 'DOWNSTREAM_SERVICE_ERROR';
    });
}
