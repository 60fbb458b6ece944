import { createHmac, timingSafeEqual } from 'node:crypto';
import { badInput } from '../errors.ts';

const macBytes = 12;

/**
 * A cursor holds the sort values of an item, bound to the field, filter and order it was made for. It is authenticated,
 * not encrypted: it never holds what the item itself does not show.
 */
export function encodeCursor(key: Buffer, binding: string, values: readonly unknown[]): string {
  const body = Buffer.from(JSON.stringify(values));
  return Buffer.concat([mac(key, binding, body), body]).toString('base64url');
}

export function decodeCursor(
  key: Buffer,
  binding: string,
  cursor: string,
  path: readonly string[] = ['after'],
): unknown[] {
  const bytes = Buffer.from(cursor, 'base64url');
  const body = bytes.subarray(macBytes);
  if (bytes.length <= macBytes || !timingSafeEqual(bytes.subarray(0, macBytes), mac(key, binding, body))) {
    throw badInput('The cursor is not one that this field gave for this filter and order.', path, 'cursor');
  }
  return JSON.parse(body.toString()) as unknown[];
}

const mac = (key: Buffer, binding: string, body: Buffer) =>
  createHmac('sha256', key).update(binding).update('\0').update(body).digest().subarray(0, macBytes);
