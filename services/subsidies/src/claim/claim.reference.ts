import type { EntityClass } from '@mikro-orm/postgresql';
import { type Context, loadById, type ReferenceResolver } from '@millgate/kit';
import { isOfficer } from './claim.policy.ts';
import { readableClaim } from './claims.fields.ts';

/** A claim for whoever may read it; for anybody else it does not exist. */
export const claimReference: ReferenceResolver = ({ id }, context) => readableClaim(context, String(id));

/** Something of a claim, which has the claim's readers. */
export const ofClaimReference =
  <T extends { id: string; claimRef: { id: string } }>(entity: EntityClass<T>): ReferenceResolver =>
  async ({ id }, context: Context) => {
    const found = await loadById(context, entity, String(id));
    return found && (await readableClaim(context, found.claimRef.id)) ? found : null;
  };

/** A move of money, for officers. */
export const forOfficersReference =
  <T extends { id: string }>(entity: EntityClass<T>): ReferenceResolver =>
  ({ id }, context: Context) =>
    isOfficer(context.caller) ? loadById(context, entity, String(id)) : null;
