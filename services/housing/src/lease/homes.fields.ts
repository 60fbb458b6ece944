import {
  actsFor,
  type Caller,
  type Condition,
  type Context,
  definePolicy,
  type FieldPolicy,
  holds,
  holdsSomewhere,
  isSelf,
  loadById,
  type Relation,
  relationsByCases,
  type UsualPurposes,
} from '@millgate/kit';
import { OpenCase } from '../known/open-case.entity.ts';
import { subsidyDecision } from '../purchase/purchase.policy.ts';
import { Unit } from '../unit/unit.entity.ts';
import type { Lease } from './lease.entity.ts';

/** Whoever lives, or wants to live, somewhere: known here by id alone. With the record of hers that is read. */
export interface Resident {
  readonly id: string;
  /** Where she lives by it: a lease, or what she asks for there. */
  readonly lease?: Pick<Lease, 'unitRef'>;
  readonly purchase?: { readonly unitRef: Lease['unitRef'] };
}

/** Properties whose staff the caller is, where not of all. */
export const propertiesOf = (caller: Caller): string[] =>
  caller.kind === 'PERSON'
    ? caller.roles.flatMap(({ role, scope }) => (role === 'HOUSING_STAFF' && scope !== undefined ? [scope] : []))
    : [];

async function relationsToResident(
  context: Context,
  { id, lease, purchase }: Resident,
): Promise<ReadonlySet<Relation>> {
  const { caller } = context;
  const found = new Set<Relation>();
  if (isSelf(caller, id)) return found.add('SELF');
  if (actsFor(caller, subsidyDecision)) found.add('RULE_SERVICE');
  if (holds(caller, 'HOUSING_STAFF')) found.add('HOUSING_STAFF');
  const unit = lease && propertiesOf(caller).length > 0 ? await loadById(context, Unit, lease.unitRef.id) : null;
  if (unit && holds(caller, 'HOUSING_STAFF', unit.propertyRef.id)) found.add('TENANCY_STAFF');
  const sold =
    purchase && holdsSomewhere(caller, 'PARTNER') ? await loadById(context, Unit, purchase.unitRef.id) : null;
  if (sold && holds(caller, 'PARTNER', sold.propertyRef.id)) found.add('PARTNER');
  for (const relation of await relationsByCases(context, OpenCase, id)) found.add(relation);
  return found;
}

/** Handlers name the case that they read for. */
const forCase: Condition = { view: 'PLAIN', otherwise: 'WITHHELD', purposes: ['CASE'] };
const staff: FieldPolicy = { logged: true, views: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN' } };
/** Of what is sold at its own property, the developer too. */
const purchases: FieldPolicy = { logged: true, views: { ...staff.views, PARTNER: 'PLAIN' } };

const usualPurposes: UsualPurposes = {
  HOUSING_STAFF: 'TENANCY',
  TENANCY_STAFF: 'TENANCY',
  RULE_SERVICE: 'SUBSIDY_DECISION',
  PROGRAM_OFFICER: 'SUBSIDY_DECISION',
  PARTNER: 'PARTNER_SERVICE',
};

/** Who sees where somebody lives, lived and bought. Her employer does not, though it may pay. */
export const homesPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (resident: Resident) => resident.id,
  relationsOf: relationsToResident,
  usualPurposes,
  fields: {
    leases: {
      logged: true,
      views: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN', TENANCY_STAFF: 'PLAIN', CASE_HANDLER: forCase },
    },
    lodgingEntitlement: {
      logged: true,
      views: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN', CASE_HANDLER: forCase },
    },
    homePurchases: purchases,
    youthHome: purchases,
    homePurchaseFacts: { logged: true, views: { SELF: 'PLAIN', RULE_SERVICE: 'PLAIN' } },
  },
});

/** Who learns who applied for a home. */
export const applicationPolicy = definePolicy({
  type: 'Application',
  subjectOf: (resident: Resident) => resident.id,
  relationsOf: relationsToResident,
  usualPurposes,
  fields: { applicant: staff },
});

/** Who learns whom a purchase code is for: officers issue them and take them back. */
export const purchaseCodePolicy = definePolicy({
  type: 'PurchaseCode',
  subjectOf: (holder: Resident) => holder.id,
  relationsOf: async (context, holder) => {
    const found = new Set(await relationsToResident(context, holder));
    return holds(context.caller, 'PROGRAM_OFFICER') ? found.add('PROGRAM_OFFICER') : found;
  },
  usualPurposes,
  fields: { holder: { logged: true, views: { ...staff.views, PROGRAM_OFFICER: 'PLAIN' } } },
});

/** A record of somebody’s, for whoever reads that field of hers; for anybody else it does not exist. */
export async function readableRecord<Row>(
  context: Context,
  row: Row | null,
  residentOf: (row: Row) => Resident,
  field: 'leases' | 'homePurchases',
): Promise<Row | null> {
  if (row === null) return null;
  const resident = residentOf(row);
  const { view } = await homesPolicy.decide(context, resident, field);
  return view === 'PLAIN' ? homesPolicy.reveal(context, resident, field, { plain: () => row }) : null;
}

/** Who lives by a lease: to whom it is readable hangs on the property, too. */
export const tenantOf = (lease: Lease): Resident => ({ id: lease.tenantId, lease });
