/** More than this is given back once the answer is taken: one huge answer must not stay for good. */
const keptBytes = 4 * 1024 * 1024;

/** Beyond this many characters the runtime's own encoder is faster than looking at each. */
const longText = 256;

const quote = 0x22;
const backslash = 0x5c;

/**
 * JSON text as bytes. Strings that are put together from thousands of pieces are trees that garbage collection copies,
 * and that are flattened and encoded at the end; here every character is written once, where it will be sent from.
 */
export class Output {
  #bytes = Buffer.allocUnsafeSlow(64 * 1024);
  #at = 0;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Where the next byte goes. */
  get at(): number {
    return this.#at;
  }

  begin(): void {
    this.#at = 0;
    this.#starts.length = 0;
    this.#ends.length = 0;
  }

  /** A copy of what was written since the beginning. */
  take(): Buffer {
    const taken = Buffer.allocUnsafe(this.#at);
    this.#bytes.copy(taken, 0, 0, this.#at);
    if (this.#bytes.length > keptBytes) this.#bytes = Buffer.allocUnsafeSlow(keptBytes);
    return taken;
  }

  /** Text of ASCII characters, as it is. */
  raw(text: string): void {
    const { length } = text;
    if (this.#at + length > this.#bytes.length) this.#grow(length);
    const bytes = this.#bytes;
    let at = this.#at;
    for (let i = 0; i < length; i++) bytes[at++] = text.charCodeAt(i);
    this.#at = at;
  }

  /** Any JSON text. */
  json(text: string): void {
    const most = 3 * text.length;
    if (this.#at + most > this.#bytes.length) this.#grow(most);
    this.#at += this.#bytes.write(text, this.#at);
  }

  /** A string, with its quotes. */
  string(text: string): void {
    const { length } = text;
    if (length > longText) return this.json(JSON.stringify(text));
    const most = 3 * length + 2;
    if (this.#at + most > this.#bytes.length) this.#grow(most);
    const bytes = this.#bytes;
    let at = this.#at;
    bytes[at++] = quote;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x80) {
        if (code < 0x20 || code === quote || code === backslash) return this.json(JSON.stringify(text));
        bytes[at++] = code;
      } else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        // Half of a pair, or half a pair that lost its other half: JSON has an escape for the latter.
        if (code >= 0xd800 && code <= 0xdfff) return this.json(JSON.stringify(text));
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[at++] = quote;
    this.#at = at;
  }

  /** Remembers what was written from a place on; the number is what `again` wants. */
  keep(start: number): number {
    this.#ends.push(this.#at);
    return this.#starts.push(start) - 1;
  }

  /** Writes once more what was kept. */
  again(kept: number): void {
    const start = this.#starts[kept] as number;
    const end = this.#ends[kept] as number;
    if (this.#at + end - start > this.#bytes.length) this.#grow(end - start);
    this.#bytes.copyWithin(this.#at, start, end);
    this.#at += end - start;
  }

  #grow(more: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#at + more, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
