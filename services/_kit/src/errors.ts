import { GraphQLError } from 'graphql';
import type { ErrorCode } from './error-codes.ts';

/** Codes of request errors that a subgraph may raise; refusals of the domain are data in the payload instead. */
export type RequestErrorCode = Extract<
  ErrorCode,
  'BAD_USER_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'IDEMPOTENCY_CONFLICT'
>;

/** An error a client may read as it stands; whatever else is thrown is masked. */
export class RequestError extends GraphQLError {
  constructor(code: RequestErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { code, ...details } });
  }
}

/** A value that no rule of the domain needs to see to be refused. `path` leads to it from the field's arguments. */
export const badInput = (message: string, path: readonly (string | number)[], rule: string) =>
  new RequestError('BAD_USER_INPUT', message, { path, rule });

export const forbidden = () => new RequestError('FORBIDDEN', 'You may not see or do this.');

export const unauthenticated = () => new RequestError('UNAUTHENTICATED', 'Sign in first.');
