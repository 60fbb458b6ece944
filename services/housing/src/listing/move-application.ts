import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@millgate/kit';
import { type Application, ApplicationStep } from './application.entity.ts';
import type { ApplicationAction, ApplicationState } from './listing.rules.ts';

export interface Moved {
  readonly action: ApplicationAction;
  readonly now: Date;
  /** Key of whoever did it; nobody where time or a rule did. */
  readonly actor?: string;
  readonly reason?: string;
}

/** Moves an application on, with its line of history. */
export function moveApplication(tx: EntityManager, application: Application, to: ApplicationState, moved: Moved): void {
  const before = application.state;
  application.state = to;
  application.version += 1;
  noteOn(tx, application, { ...moved, before });
}

/** A line of history of an application as it is now. */
export function noteOn(
  tx: EntityManager,
  application: Application,
  { action, now, actor, reason, before }: Moved & { readonly before: ApplicationState | null },
): void {
  tx.create(ApplicationStep, {
    id: newId('aps'),
    applicationRef: application,
    action,
    at: now,
    actor: actor ?? null,
    reason: reason ?? null,
    before,
    after: application.state,
  });
}
