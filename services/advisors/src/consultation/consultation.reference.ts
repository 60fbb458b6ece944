import type { ReferenceResolver } from '@millgate/kit';
import { readableById } from './consultation.policy.ts';

/** A consultation for those who may read it; for anybody else it does not exist. */
export const consultationReference: ReferenceResolver = (reference, context) =>
  readableById(context, String(reference.id));
