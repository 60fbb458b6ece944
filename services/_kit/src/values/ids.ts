import { ulid } from 'ulid';

/** A typed, opaque id: three letters that name the type, an underscore, a ULID. */
export function newId(prefix: string): string {
  return `${prefix}_${ulid()}`;
}
