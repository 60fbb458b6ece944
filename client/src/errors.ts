import type { ErrorCode } from './error-codes.ts';

/** An error that stands in an answer: what is missing, why, and what to do about it. */
export interface GraphError {
  readonly message: string;
  /** Where in the data something is missing; empty when nothing at all was answered. */
  readonly path: readonly (string | number)[];
  /** One of the published codes; `(string & {})` because a newer graph may know more of them than this package. */
  readonly code: ErrorCode | (string & {});
  /** Whether the same request can succeed later. */
  readonly retryable: boolean;
  /** By which the operator finds the cause in a log. */
  readonly requestId?: string;
  /** Seconds after which to ask again, where the graph says so. */
  readonly retryAfter?: number;
}

/** Nothing was answered: the request was refused, or could not be delivered. */
export class NotAnswered extends Error {
  override readonly name = 'NotAnswered';

  constructor(
    readonly errors: readonly [GraphError, ...GraphError[]],
    options?: ErrorOptions,
  ) {
    super(`${errors[0].code}: ${errors[0].message}`, options);
  }

  get code(): GraphError['code'] {
    return this.errors[0].code;
  }

  get retryable(): boolean {
    return this.errors.every(({ retryable }) => retryable);
  }
}

/** A refusal of the domain, as payloads of mutations carry it in `userErrors`: sold out, too late, already enrolled. */
export interface UserError {
  readonly code: string;
  /** In the language that was asked for. */
  readonly message: string;
  readonly path: readonly string[];
  readonly rule: string;
}

/** The domain refused a mutation; nothing was changed. */
export class Refused<Error_ extends Pick<UserError, 'code' | 'message'> = UserError> extends Error {
  override readonly name = 'Refused';

  constructor(readonly userErrors: readonly [Error_, ...Error_[]]) {
    super(userErrors[0].message);
  }

  get code(): Error_['code'] {
    return this.userErrors[0].code;
  }
}

/** The payload of a mutation, or `Refused` thrown with its `userErrors`. */
export function accepted<Payload extends { readonly userErrors: readonly Pick<UserError, 'code' | 'message'>[] }>(
  payload: Payload,
): Payload {
  const [first, ...rest] = payload.userErrors;
  if (first) throw new Refused<Payload['userErrors'][number]>([first, ...rest]);
  return payload;
}

/** The error that explains why the value at `path` is missing: its own, or that of what it would stand in. */
export function errorAt(errors: readonly GraphError[], path: readonly (string | number)[]): GraphError | undefined {
  return errors.find(
    (error) => error.path.length > 0 && error.path.every((step, at) => at >= path.length || step === path[at]),
  );
}
