import type { FormattedExecutionResult } from 'graphql';

export const before = '{"data":';
export const after = '}';

/**
 * Data that is already JSON text. It goes through @apollo/server as the `data` of a result; `stringifyResult` lets it
 * out as it is, and whoever serialises it in another way gets the same value, only slower.
 */
export class WrittenData {
  /** Takes the whole answer for a result without errors, which is the common one. */
  constructor(readonly whole: Buffer) {}

  get text(): string {
    return this.whole.toString('utf8', before.length, this.whole.length - after.length);
  }

  toJSON(): unknown {
    return JSON.parse(this.text) as unknown;
  }
}

/** For `stringifyResult` of @apollo/server. */
export function stringifyResult({ errors, data, extensions }: FormattedExecutionResult): string {
  if (!(data instanceof WrittenData)) return JSON.stringify({ errors, data, extensions });
  if (!errors && !extensions) return data.whole.toString('utf8');
  let text = '{';
  if (errors) text += `"errors":${JSON.stringify(errors)},`;
  text += `"data":${data.text}`;
  if (extensions) text += `,"extensions":${JSON.stringify(extensions)}`;
  return text + '}';
}

/**
 * The same for whoever writes what comes to a socket himself. @apollo/server says that it is a string and never looks
 * at it: bytes that are there need not become one, to become bytes again.
 */
export function bytesOrText(result: FormattedExecutionResult): string {
  const { errors, data, extensions } = result;
  if (!(data instanceof WrittenData) || errors || extensions) return stringifyResult(result);
  return data.whole as unknown as string;
}
