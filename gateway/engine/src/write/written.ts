import type { FormattedExecutionResult } from 'graphql';

/**
 * Data that is already JSON text. It goes through @apollo/server as the `data` of a result; `stringifyResult` lets it
 * out as it is, and whoever serialises it in another way gets the same value, only slower.
 */
export class WrittenData {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    return JSON.parse(this.text) as unknown;
  }
}

/** For `stringifyResult` of @apollo/server. */
export function stringifyResult({ errors, data, extensions }: FormattedExecutionResult): string {
  if (!(data instanceof WrittenData)) return JSON.stringify({ errors, data, extensions });
  let text = '{';
  if (errors) text += `"errors":${JSON.stringify(errors)},`;
  text += `"data":${data.text}`;
  if (extensions) text += `,"extensions":${JSON.stringify(extensions)}`;
  return text + '}';
}
