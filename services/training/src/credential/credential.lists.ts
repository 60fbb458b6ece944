import type { FilterQuery } from '@mikro-orm/postgresql';
import type { ListQuery } from '@millgate/kit';
import { Credential } from './credential.entity.ts';

/** Credentials, latest first. */
export const credentials = (field: string, where: FilterQuery<Credential>): ListQuery<Credential> => ({
  entity: Credential,
  field,
  where,
  order: [
    ['issuedOn', 'desc'],
    ['id', 'desc'],
  ],
});
