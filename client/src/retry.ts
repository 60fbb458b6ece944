import { isMutation } from './document.ts';
import type { GraphError } from './errors.ts';

export interface RetryPolicy {
  /** How often a request is sent at most, the first time included. */
  readonly attempts: number;
  /** What the first wait is drawn from, doubled each time; milliseconds. */
  readonly firstWaitMs: number;
  /** Nobody waits longer than that between two attempts: if the graph asks for more, its refusal is handed on. */
  readonly longestWaitMs: number;
}

export const defaultRetry: RetryPolicy = { attempts: 3, firstWaitMs: 300, longestWaitMs: 10_000 };

/**
 * A query may always be sent again. A mutation only under an idempotency key: it may have taken effect although its
 * answer was lost, and under the same key the graph then answers what it answered before.
 */
export function mayRepeat(document: string, variables: unknown): boolean {
  if (!isMutation(document)) return true;
  const { input } = (variables ?? {}) as { input?: { idempotencyKey?: unknown } };
  return typeof input?.idempotencyKey === 'string';
}

/**
 * How long to wait before attempt number `next`, or undefined when waiting does not help: what the graph asks for, else
 * a random part of a wait that doubles, so that callers who failed together do not come back together.
 */
export function waitBefore(
  next: number,
  errors: readonly GraphError[],
  policy: RetryPolicy,
  random: () => number = Math.random,
): number | undefined {
  if (next > policy.attempts || !errors.every(({ retryable }) => retryable)) return undefined;
  const asked = Math.max(0, ...errors.map(({ retryAfter }) => (retryAfter ?? 0) * 1000));
  if (asked > policy.longestWaitMs) return undefined;
  const doubled = Math.min(policy.longestWaitMs, policy.firstWaitMs * 2 ** (next - 2));
  return asked > 0 ? asked + random() * policy.firstWaitMs : doubled * (0.5 + random() / 2);
}

/** `Retry-After` in seconds: as a number, or as a date of HTTP. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1000);
}
