import type { EntityManager } from '@mikro-orm/postgresql';
import { localized, ok, refuse, type Result } from '@millgate/kit';
import type { PublishAdviceSourceInput } from '../office/office.inputs.ts';
import { AdviceSource } from './advice-source.entity.ts';

export type PublishRefusal = 'ENDS_BEFORE_IT_BEGINS';

/** Enters a policy or product, or brings it up to date. Repeating it changes nothing. */
export async function publishSource(
  em: EntityManager,
  { code, kind, title, issuer, validFrom, validUntil = null }: PublishAdviceSourceInput,
): Promise<Result<AdviceSource, PublishRefusal>> {
  if (validUntil !== null && validUntil <= validFrom) {
    return refuse('ENDS_BEFORE_IT_BEGINS', { path: ['validUntil'], rule: 'citation' });
  }
  const entry = { code, kind, titles: localized(title), issuers: localized(issuer), validFrom, validUntil };
  return ok(await em.transactional((tx) => tx.upsert(AdviceSource, entry)));
}
