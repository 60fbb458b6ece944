/** What a use case answers: a value, or the refusals that say why there is none. */
export type Result<T, Code extends string = string> = Accepted<T> | Refused<Code>;

export interface Accepted<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<Code extends string> {
  readonly ok: false;
  readonly refusals: readonly Refusal<Code>[];
}

/** One expected refusal of the domain. `details` are the typed fields of the mutation's own error type. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** Where in the input the cause lies, from the top of `input`. */
  readonly path: readonly string[];
  /** The rule that refuses, as the documentation names it: `M1`, `T1`, or a parameter's name. */
  readonly rule: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export const ok = <T>(value: T): Accepted<T> => ({ ok: true, value });

export function refuse<Code extends string>(
  code: Code,
  at: { path: readonly string[]; rule: string; details?: Readonly<Record<string, unknown>> },
): Refused<Code> {
  return { ok: false, refusals: [{ code, ...at }] };
}
