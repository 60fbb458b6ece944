import type { ReferenceResolver } from '@millgate/kit';
import { figuresOf } from './figures.service.ts';
import { spanFault } from './scope.rules.ts';

/** A key that the root field would refuse names nothing. */
export const figuresReference: ReferenceResolver = ({ scopeId, from, to }, context) => {
  if (typeof scopeId !== 'string' || typeof from !== 'string' || typeof to !== 'string') return null;
  return spanFault(from, to) === null ? figuresOf({ scopeId, from, to }, context) : null;
};
