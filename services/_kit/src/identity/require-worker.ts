import { forbidden, unauthenticated } from '../errors.ts';
import { type Caller, workerIdOf } from './caller.ts';

/** The worker who asks, for what is about herself; whoever is none is told whether signing in would help. */
export function requireWorker({ caller }: { readonly caller: Caller }): string {
  const workerId = workerIdOf(caller);
  if (workerId) return workerId;
  throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
}
