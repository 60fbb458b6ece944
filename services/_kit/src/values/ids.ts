import { ulid } from 'ulid';

/** A typed, opaque id: three letters that name the type, an underscore, a ULID. */
export function newId(prefix: string): string {
  return `${prefix}_${ulid()}`;
}

const shape = /^[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}$/;

/** True when the text is an id of this type; whether the thing exists is another question. */
export function isId(prefix: string, text: string): boolean {
  return shape.test(text) && text.startsWith(`${prefix}_`);
}
