/** Values that generated source refers to by name. */
export class Constants {
  readonly #names = new Map<unknown, string>();

  name(value: unknown): string {
    let name = this.#names.get(value);
    if (name === undefined) this.#names.set(value, (name = `c${this.#names.size}`));
    return name;
  }

  /** Makes a function of source text, with the constants and what else is given in scope. */
  compile<T>(source: string, scope: Readonly<Record<string, unknown>>): T {
    const names = [...Object.keys(scope), ...this.#names.values()];
    const values = [...Object.values(scope), ...this.#names.keys()];
    // Safe because nothing of a request enters the text but GraphQL names and strings that JSON.stringify wrote.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const make = new Function(...names, `'use strict';\n${source}`) as (...values: unknown[]) => T;
    return make(...values);
  }
}
