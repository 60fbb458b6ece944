import { monotonicFactory } from 'ulid';

/** Of ids made in one millisecond by one process, the later is the greater: what is sorted by id keeps its order. */
const ulid = monotonicFactory();

/** A typed, opaque id: three letters that name the type, an underscore, a ULID. */
export function newId(prefix: string): string {
  return `${prefix}_${ulid()}`;
}
