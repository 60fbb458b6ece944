import { type Caller, childrenOf, type Context, holds, holdsSomewhere, isSelf, type Relation } from '@millgate/kit';
import { OpenCase } from './open-case.entity.ts';

/** A case is the clerks' of its community until somebody handles it, and then that person's alone. */
const isWith = (caller: Caller, { handlerId, communityId }: OpenCase): boolean =>
  handlerId === null ? holds(caller, 'CLERK', communityId) : isSelf(caller, handlerId);

/**
 * What the caller is to a worker by the open cases about her. Whoever says that they read for a case names it: then that
 * one counts and no other.
 */
export async function relationsByCases(context: Context, workerId: string): Promise<Relation[]> {
  const { caller, stated } = context;
  if (!holdsSomewhere(caller, 'HANDLER') && !holdsSomewhere(caller, 'CLERK')) return [];
  const list = { entity: OpenCase, parent: 'workerId', order: [['id', 'asc']] } as const;
  const open = (await childrenOf(context, list, workerId)).filter((one) => isWith(caller, one));
  const meant = stated?.purpose === 'CASE' ? open.filter(({ id }) => id === stated.caseId) : open;
  if (meant.length === 0) return [];
  return [
    'CASE_HANDLER',
    ...(meant.some(({ kind }) => kind === 'APPLICATION') ? (['APPLICATION_HANDLER'] as const) : []),
    ...(meant.some(({ theme }) => theme === 'SCHOOLING') ? (['SCHOOLING_HANDLER'] as const) : []),
  ];
}
