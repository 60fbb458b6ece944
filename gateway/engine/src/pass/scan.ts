/**
 * What the bytes of an answer must be, from the first to the last, for the client to get them as they came. Every
 * scan takes the position where a value starts and returns the one behind it, or -1 for anything unexpected.
 */
export type Scan = (bytes: Uint8Array, at: number) => number;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

export const literal = (text: string): Scan => {
  const expected = Buffer.from(text, 'latin1');
  return (bytes, at) => {
    for (let i = 0; i < expected.length; i++) if (bytes[at + i] !== expected[i]) return -1;
    return at + expected.length;
  };
};

/** A string whose escapes, if any, are of the short kind; whatever else is left to the parser. */
export const string: Scan = (bytes, at) => {
  if (bytes[at] !== quote) return -1;
  for (let i = at + 1; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte === quote) return i + 1;
    if (byte < 0x20) return -1;
    if (byte === backslash) {
      i++;
      if (!shortEscapes.has(bytes[i] as number)) return -1;
    }
  }
  return -1;
};
const shortEscapes = new Set(Buffer.from('"\\/bfnrt', 'latin1'));

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= zero && byte <= nine;

/** A whole number of 32 bits, as JSON writes one. */
export const int: Scan = (bytes, at) => {
  const negative = bytes[at] === minus;
  const start = negative ? at + 1 : at;
  let value = 0;
  let i = start;
  for (; isDigit(bytes[i]) && i - start < 11; i++) value = value * 10 + ((bytes[i] as number) - zero);
  if (i === start || (bytes[start] === zero && i > start + 1)) return -1;
  if (value > (negative ? 2_147_483_648 : 2_147_483_647)) return -1;
  return ends(bytes[i]) ? i : -1;
};

/** Digits and perhaps a fraction; exponents are left to the parser. */
export const decimal: Scan = (bytes, at) => {
  const start = bytes[at] === minus ? at + 1 : at;
  let i = start;
  while (isDigit(bytes[i])) i++;
  if (i === start || i - start > 15 || (bytes[start] === zero && i > start + 1)) return -1;
  if (bytes[i] === 0x2e) {
    const fraction = ++i;
    while (isDigit(bytes[i])) i++;
    if (i === fraction || i - fraction > 20) return -1;
  }
  return ends(bytes[i]) ? i : -1;
};

const ends = (byte: number | undefined) => byte === comma || byte === 0x7d || byte === 0x5d;

export const either =
  (...scans: readonly Scan[]): Scan =>
  (bytes, at) => {
    for (const scan of scans) {
      const end = scan(bytes, at);
      if (end >= 0) return end;
    }
    return -1;
  };

const aNull = literal('null');
export const nullable =
  (scan: Scan): Scan =>
  (bytes, at) =>
    bytes[at] === 0x6e ? aNull(bytes, at) : scan(bytes, at);

export const list =
  (item: Scan): Scan =>
  (bytes, at) => {
    if (bytes[at] !== 0x5b) return -1;
    if (bytes[at + 1] === 0x5d) return at + 2;
    let i = at;
    do {
      i = item(bytes, i + 1);
      if (i < 0) return -1;
    } while (bytes[i] === comma);
    return bytes[i] === 0x5d ? i + 1 : -1;
  };

/** Exactly these keys in this order, which also rules out a key that comes twice. */
export const object = (fields: readonly { readonly key: string; readonly value: Scan }[]): Scan => {
  const steps = fields.map(({ key, value }, index) => ({
    before: literal(`${index === 0 ? '{' : ','}"${key}":`),
    value,
  }));
  return (bytes, at) => {
    let i = at;
    for (const { before, value } of steps) {
      i = before(bytes, i);
      if (i < 0) return -1;
      i = value(bytes, i);
      if (i < 0) return -1;
    }
    return bytes[i] === 0x7d ? i + 1 : -1;
  };
};
