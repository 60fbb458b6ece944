import { type ExecutionResult } from 'graphql';
import { type Answer } from './servers.ts';

type Path = readonly (string | number)[];

const child = (value: unknown, key: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined;

/**
 * Where an error shows in the data: its path, cut where the data become null. A non-null field that fails takes its
 * parent with it, and of several such failures under one parent a server may report any.
 */
function placesOf(answer: { data?: unknown; errors?: readonly { path?: Path | undefined }[] | undefined }): string {
  const places = (answer.errors ?? []).map(({ path }) => {
    let value: unknown = answer.data;
    const shown: (string | number)[] = [];
    for (const key of path ?? []) {
      if (value === null || value === undefined) break;
      shown.push(key);
      value = child(value, key);
    }
    return JSON.stringify(path ? shown : null);
  });
  return [...new Set(places)].sort().join(' ');
}

/** Data with the order of its keys, and the places of errors. Null: no difference. */
export function difference(gateway: Answer, monolith: ExecutionResult): string | null {
  const got = JSON.stringify(gateway.data ?? null);
  const wanted = JSON.stringify(monolith.data ?? null);
  if (got !== wanted) {
    const messages = gateway.errors?.map(({ message, path }) => `${message} at ${JSON.stringify(path)}`) ?? [];
    return `data differ\n  gateway:  ${got}\n  monolith: ${wanted}\n  errors:   ${messages.join('; ') || 'none'}`;
  }
  const gotPlaces = placesOf(gateway);
  const wantedPlaces = placesOf(monolith);
  if (gotPlaces === wantedPlaces) return null;
  return `errors differ\n  gateway:  ${gotPlaces}\n  monolith: ${wantedPlaces}\n  data: ${got}`;
}

export const placeName = (path: Path): string => path.join('.');

/**
 * The first place at which the answer differs from the truth although nothing on the way there is touched by the
 * fault. `touched` names the places whose fields the faulty subgraph has a part in.
 */
export function healthyDifference(
  got: unknown,
  truth: unknown,
  touched: ReadonlySet<string>,
  path: Path = [],
): string | null {
  if (touched.has(placeName(path))) return null;
  const here = `at ${placeName(path) || 'the root'}`;
  if (typeof truth !== 'object' || truth === null) {
    return Object.is(got, truth) ? null : `${here}: ${JSON.stringify(got)} instead of ${JSON.stringify(truth)}`;
  }
  if (typeof got !== 'object' || got === null) return `${here}: ${JSON.stringify(got)} instead of data`;
  if (Array.isArray(truth)) {
    if (!Array.isArray(got) || got.length !== truth.length) return `${here}: a list of another length`;
    for (const [index, item] of truth.entries()) {
      const found = healthyDifference(got[index], item, touched, [...path, index]);
      if (found) return found;
    }
    return null;
  }
  const keys = Object.keys(truth);
  if (Object.keys(got).join() !== keys.join())
    return `${here}: keys ${Object.keys(got).join()} instead of ${keys.join()}`;
  for (const key of keys) {
    const found = healthyDifference(child(got, key), child(truth, key), touched, [...path, key]);
    if (found) return found;
  }
  return null;
}

/**
 * Whether a value was computed as the true one was, from null where what it requires was lost: whoever computes it is
 * told so, and says what can be said. Such values name what they were computed from.
 */
function isComputedFromLess(got: unknown, truth: unknown): boolean {
  if (typeof got !== 'string' || typeof truth !== 'string' || !truth.startsWith('from ')) return false;
  const [parts, wanted] = [got, truth].map((text) => text.replace(/^from /, '').split(' and '));
  if (!parts || !wanted || parts.length !== wanted.length || !got.startsWith('from ')) return false;
  return parts.every((part, index) => part === wanted[index] || part === 'null');
}

/** The first value that is not in the truth: what a fault may take away it may not replace. */
export function inventedValue(got: unknown, truth: unknown, path: Path = []): string | null {
  if (got === null || got === undefined) return null;
  if (typeof got !== 'object') {
    return Object.is(got, truth) || isComputedFromLess(got, truth)
      ? null
      : `at ${placeName(path)}: ${JSON.stringify(got)}, in truth ${JSON.stringify(truth)}`;
  }
  if (typeof truth !== 'object' || truth === null)
    return `at ${placeName(path)}: data, in truth ${JSON.stringify(truth)}`;
  for (const key of Object.keys(got)) {
    const found = inventedValue(child(got, key), child(truth, key), [...path, key]);
    if (found) return found;
  }
  return null;
}

/** Whether the truth has a value where the answer has none. */
export function somethingLost(got: unknown, truth: unknown): boolean {
  if (truth === null || truth === undefined) return false;
  if (typeof truth !== 'object') return got === null || got === undefined;
  if (typeof got !== 'object' || got === null) return true;
  return Object.keys(truth).some((key) => somethingLost(child(got, key), child(truth, key)));
}
