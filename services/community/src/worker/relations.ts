import {
  childrenOf,
  type Context,
  dayOf,
  holds,
  holdsSomewhere,
  isSelf,
  loadById,
  type Relation,
  relationsByCases,
  actsFor,
} from '@millgate/kit';
import { Employment } from '../employment/employment.entity.ts';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { OpenCase } from '../open-case/open-case.entity.ts';
import { holdingOn } from '../period/holding-on.ts';
import { Consent } from '../privacy/consent.entity.ts';
import { KnownTenancy } from '../tenancy/known-tenancy.entity.ts';
import { isPublicSecurity, mealPrice, subsidyDecision } from './worker.policy.ts';
import type { Worker } from './worker.entity.ts';

/**
 * What the caller is to a worker. Only a role whose holder could be something to her is looked into, so that a list of
 * names costs no statement for those who see them masked anyway.
 */
export async function relationsToWorker(context: Context, worker: Worker): Promise<ReadonlySet<Relation>> {
  const { caller } = context;
  const found = new Set<Relation>();
  if (caller.kind === 'ANONYMOUS') return found;
  if (isSelf(caller, worker.id)) return found.add('SELF');
  if (actsFor(caller, subsidyDecision)) found.add('RULE_SERVICE');
  if (actsFor(caller, mealPrice)) found.add('MEAL_PRICE_SERVICE');
  if (caller.kind === 'SERVICE') return found.add('SIGNED_IN');
  for (const relation of await relationsByWork(context, worker)) found.add(relation);
  for (const relation of await relationsByCases(context, OpenCase, worker.id)) found.add(relation);
  if (holds(caller, 'COMMUNITY_STAFF', worker.communityRef.id)) found.add('REGISTRAR');
  if (holdsSomewhere(caller, 'HOUSING_STAFF')) {
    found.add('HOUSING_STAFF');
    if (await isTenantOfCaller(context, worker)) found.add('TENANCY_STAFF');
  }
  if (holdsSomewhere(caller, 'CANTEEN_STAFF')) found.add('CANTEEN_STAFF');
  if (holdsSomewhere(caller, 'ADVISOR')) found.add('ADVISER');
  if (holdsSomewhere(caller, 'MANAGER')) found.add('MANAGER');
  if (holdsSomewhere(caller, 'AUDITOR')) found.add('AUDITOR');
  if (isPublicSecurity(caller)) found.add('PUBLIC_SECURITY');
  // A partner sees what it was granted, which is nothing for being signed in.
  found.add(holdsSomewhere(caller, 'PARTNER') ? 'PARTNER' : 'SIGNED_IN');
  return found;
}

/** The HR of whoever employs her today, and the officer of the grid in which she works. */
async function relationsByWork(context: Context, worker: Worker): Promise<Relation[]> {
  const { caller } = context;
  const mayBeOfficer = holdsSomewhere(caller, 'GRID_OFFICER');
  if (!mayBeOfficer && !holdsSomewhere(caller, 'HR')) return [];
  const where = holdingOn<Employment>(dayOf(context.now));
  const list = { entity: Employment, parent: 'workerRef', where, order: [['id', 'asc']] } as const;
  const jobs = await childrenOf(context, list, worker.id);
  const found: Relation[] = jobs.some(({ enterpriseRef }) => holds(caller, 'HR', enterpriseRef.id)) ? ['OWN_HR'] : [];
  if (!mayBeOfficer) return found;
  const employers = await Promise.all(jobs.map(({ enterpriseRef }) => loadById(context, Enterprise, enterpriseRef.id)));
  const inGrid = employers.some((employer) => employer?.gridRef && holds(caller, 'GRID_OFFICER', employer.gridRef.id));
  return inGrid ? [...found, 'OWN_GRID_OFFICER'] : found;
}

async function isTenantOfCaller(context: Context, worker: Worker): Promise<boolean> {
  const list = { entity: KnownTenancy, parent: 'workerId', order: [['id', 'asc']] } as const;
  const today = dayOf(context.now);
  const tenancies = await childrenOf(context, list, worker.id);
  return tenancies.some(
    ({ propertyId, from, until }) =>
      from <= today && today < until && holds(context.caller, 'HOUSING_STAFF', propertyId),
  );
}

/** Whether the worker has given a consent that holds at the instant of the request. */
export async function workerConsented(context: Context, worker: Worker, purpose: string): Promise<boolean> {
  const list = { entity: Consent, parent: 'workerRef', order: [['id', 'asc']] } as const;
  const consents = await childrenOf(context, list, worker.id);
  return consents.some(
    ({ purpose: given, from, until }) =>
      String(given) === purpose && from <= context.now && (until === null || context.now < until),
  );
}
