export { type Answer, type AskOptions, type Client, type ClientOptions, createClient } from './client.ts';
export type { Document } from './document.ts';
export type { ErrorCode } from './error-codes.ts';
export { accepted, errorAt, type GraphError, NotAnswered, Refused, type UserError } from './errors.ts';
export { type Connection, pages } from './pages.ts';
export { defaultRetry, type RetryPolicy } from './retry.ts';
