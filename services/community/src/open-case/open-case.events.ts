import { canonicalId, type EventHandler } from '@millgate/kit';
import { OpenCase } from './open-case.entity.ts';

/** Schemas: `schema/events/CaseOpened.json`, `CaseClosed.json`; of one case they arrive in order. */

export const caseOpened: EventHandler = async (tx, { payload }) => {
  const {
    caseId: id,
    workerId,
    ...rest
  } = payload as Record<'caseId' | 'workerId' | 'communityId' | 'kind' | 'theme', string> & {
    readonly handlerId: string | null;
  };
  await tx.upsert(OpenCase, { id, workerId: await canonicalId(tx, workerId), ...rest });
};

export const caseClosed: EventHandler = async (tx, { payload }) => {
  await tx.nativeDelete(OpenCase, { id: (payload as { caseId: string }).caseId });
};
