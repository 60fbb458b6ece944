import { errorsIn } from '../client/types.ts';
import { isObject } from '../complete/complete.ts';
import type { Prepared, Trouble } from './types.ts';

/** More errors than anybody reads are one subgraph's way to make every answer large. */
const maxErrors = 100;

/** Takes from a subgraph's errors what has the right shape; the rest is as untrusted as the data. */
export function readErrors(prepared: readonly Prepared[], errors: unknown, hasData: boolean): Trouble[] {
  const troubles = errorsIn(errors)
    .slice(0, maxErrors)
    .flatMap((error) => readError(prepared, error));
  // Whoever says that there are errors and shows none still owes a reason for the data that is missing.
  if (troubles.length === 0 && !hasData) troubles.push(...readError(prepared, undefined));
  return troubles;
}

/** What an error is about: one step, or several that share the entity. */
function readError(prepared: readonly Prepared[], error: unknown): Trouble[] {
  const [first] = prepared;
  if (!first) throw new Error('An answer belongs to at least one step.');
  const { message, path, extensions } = isObject(error) ? error : {};
  const said = Array.isArray(path) && path.every(isKey) ? path : undefined;
  const about = prepared.length === 1 ? [first] : prepared.filter(({ back }) => back?.field === said?.[0]);
  const own = isObject(extensions) ? extensions : {};
  const what = {
    message:
      typeof message === 'string' && message !== '' ? message.slice(0, 1_000) : 'The subgraph reported an error.',
    extensions: {
      ...own,
      code: typeof own['code'] === 'string' ? own['code'] : 'DOWNSTREAM_SERVICE_ERROR',
      serviceName: first.step.subgraph,
    },
  };
  if (about.length === 0) return [{ ...what, prepared: first, path: said, index: undefined }];
  return about.flatMap((each): Trouble[] => {
    if (!each.step.represent) return [{ ...what, prepared: each, path: said, index: undefined }];
    const place = said?.[1];
    if (typeof place !== 'number') return [{ ...what, prepared: each, path: undefined, index: undefined }];
    const index = each.back?.at ? each.back.at.indexOf(place) : place;
    return index < 0 ? [] : [{ ...what, prepared: each, path: said?.slice(2), index }];
  });
}

const isKey = (key: unknown): key is string | number => typeof key === 'string' || typeof key === 'number';
