import { Constants } from '../write/source.ts';

/** Takes the position where a value starts and returns the one behind it, or -1 for anything unexpected. */
export type Scan = (bytes: Uint8Array, at: number) => number;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

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

/** Source that moves `i` in the bytes `b` behind a value, or returns -1. */
type Source = string;

const isText = (text: string): Source =>
  [...Buffer.from(text, 'latin1')].map((byte, at) => `b[i + ${at}] === ${byte}`).join(' && ');

const oneOf = (...texts: readonly string[]): Source =>
  [...texts.map((text) => `if (${isText(text)}) i += ${text.length};`), 'return -1;'].join(' else ');

/**
 * What the bytes of an answer must be, from the first to the last, for the client to get them as they came; as source,
 * since a tree of functions that call each other costs three times as much.
 */
export class Scanner {
  readonly #constants = new Constants();
  readonly #functions: string[] = [];

  readonly oneOf = oneOf;

  leaf(scan: Scan): Source {
    return this.#call(this.#constants.name(scan));
  }

  nullable(value: Source): Source {
    return `if (b[i] === 110) { ${oneOf('null')} } else { ${value} }`;
  }

  list(item: Source): Source {
    const items = `do { i++; ${item} } while (b[i] === ${comma}); if (b[i] !== 0x5d) return -1; i++;`;
    return `if (b[i] !== 0x5b) return -1; if (b[i + 1] === 0x5d) i += 2; else { ${items} }`;
  }

  /** Exactly these keys in this order, which also rules out a key that comes twice. */
  object(fields: readonly { readonly key: string; readonly value: Source }[]): Source {
    const name = `object${this.#functions.length}`;
    const steps = fields.map(({ key, value }, at) => `${oneOf(`${at === 0 ? '{' : ','}"${key}":`)} ${value}`);
    this.#functions.push(`function ${name}(b, i) { ${steps.join('\n')} return b[i] === 0x7d ? i + 1 : -1; }`);
    return this.#call(name);
  }

  /** The scan of this and nothing else. */
  compile(source: Source): Scan {
    const scan = `return function (b, i) { ${source} return i; };`;
    return this.#constants.compile([...this.#functions, scan].join('\n'), {});
  }

  #call(name: string): Source {
    return `if ((i = ${name}(b, i)) < 0) return -1;`;
  }
}
