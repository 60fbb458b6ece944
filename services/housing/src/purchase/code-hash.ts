import { createHmac } from 'node:crypto';

/** The keyed hash under which a purchase code is stored; without the key, the table is no list to guess from. */
export const hashOfCode = (key: Buffer, value: string): string =>
  createHmac('sha256', key).update('purchase-code').update(value).digest('base64url');
