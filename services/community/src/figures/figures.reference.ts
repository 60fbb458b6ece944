import type { ReferenceResolver } from '@millgate/kit';
import { figuresOf } from './figures.service.ts';
import { periodFault } from './scope.rules.ts';

/** What the root field would refuse names nothing. */
export const figuresReference: ReferenceResolver = async ({ scopeId, from, to }, context) => {
  if (typeof scopeId !== 'string' || typeof from !== 'string' || typeof to !== 'string') return null;
  if (periodFault({ from, to }) !== null) return null;
  const figures = await figuresOf({ scopeId, from, to }, context);
  return figures === 'FORBIDDEN' ? null : figures;
};
