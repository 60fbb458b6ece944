import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { EntityClass } from '@mikro-orm/postgresql';
import { childrenOf } from '../database/by-key.ts';
import { canonicalId } from '../identity/aliases.ts';
import { type Caller, holds, holdsSomewhere, isSelf } from '../identity/caller.ts';
import type { Relation } from '../identity/policy.ts';
import type { Context } from '../runtime/context.ts';
import type { EventHandler } from './inbox.ts';

/**
 * That a case about a worker is open, as the desk told: what its handler may know of her hangs on it. Each subgraph that
 * needs it has a table of its own, by an entity that extends this one. Never shown.
 */
@Entity({ abstract: true })
export abstract class ToldCase {
  /** The case. */
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  @Property({ type: 'text' })
  communityId!: string;

  /** Who answers for it; null while it waits for a clerk of the community. */
  @Property({ type: 'text', nullable: true })
  handlerId: string | null = null;

  @Property({ type: 'text' })
  kind!: string;

  @Property({ type: 'text' })
  theme!: string;
}

/** Schemas: `schema/events/CaseOpened.json`, `CaseClosed.json`; of one case they arrive in order. */
export const followingCases = (entity: EntityClass<ToldCase>): { opened: EventHandler; closed: EventHandler } => ({
  opened: async (tx, { payload }) => {
    const {
      caseId: id,
      workerId,
      ...rest
    } = payload as Record<'caseId' | 'workerId' | 'communityId' | 'kind' | 'theme', string> & {
      readonly handlerId: string | null;
    };
    await tx.upsert(entity, { id, workerId: await canonicalId(tx, workerId), ...rest });
  },
  closed: async (tx, { payload }) => {
    await tx.nativeDelete(entity, { id: (payload as { caseId: string }).caseId });
  },
});

/** A case is the clerks' of its community until somebody handles it, and then that person's alone. */
const isWith = (caller: Caller, { handlerId, communityId }: ToldCase): boolean =>
  handlerId === null ? holds(caller, 'CLERK', communityId) : isSelf(caller, handlerId);

/**
 * What the caller is to a worker by the open cases about her. Whoever says that they read for a case names it: then that
 * one counts and no other.
 */
export async function relationsByCases(
  context: Context,
  entity: EntityClass<ToldCase>,
  workerId: string,
): Promise<Relation[]> {
  const { caller, stated } = context;
  if (!holdsSomewhere(caller, 'HANDLER') && !holdsSomewhere(caller, 'CLERK')) return [];
  const list = { entity, parent: 'workerId', order: [['id', 'asc']] } as const;
  const open = (await childrenOf(context, list, workerId)).filter((one) => isWith(caller, one));
  const meant = stated?.purpose === 'CASE' ? open.filter(({ id }) => id === stated.caseId) : open;
  if (meant.length === 0) return [];
  return [
    'CASE_HANDLER',
    ...(meant.some(({ kind }) => kind === 'APPLICATION') ? (['APPLICATION_HANDLER'] as const) : []),
    ...(meant.some(({ theme }) => theme === 'SCHOOLING') ? (['SCHOOLING_HANDLER'] as const) : []),
  ];
}
