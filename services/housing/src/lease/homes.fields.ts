import {
  actsFor,
  type Condition,
  type Context,
  definePolicy,
  type FieldPolicy,
  holds,
  isSelf,
  type Relation,
  relationsByCases,
} from '@millgate/kit';
import { OpenCase } from '../known/open-case.entity.ts';
import { subsidyDecision } from '../purchase/purchase.policy.ts';

/** Whoever lives, or wants to live, somewhere: known here by id alone. */
export interface Resident {
  readonly id: string;
}

async function relationsToResident(context: Context, { id }: Resident): Promise<ReadonlySet<Relation>> {
  const { caller } = context;
  const found = new Set<Relation>();
  if (isSelf(caller, id)) return found.add('SELF');
  if (actsFor(caller, subsidyDecision)) found.add('RULE_SERVICE');
  if (holds(caller, 'HOUSING_STAFF')) found.add('HOUSING_STAFF');
  for (const relation of await relationsByCases(context, OpenCase, id)) found.add(relation);
  return found;
}

/** Handlers name the case that they read for. */
const forCase: Condition = { view: 'PLAIN', otherwise: 'WITHHELD', purposes: ['CASE'] };
const purchases: FieldPolicy = { logged: true, views: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN' } };

/** Who sees where somebody lives, lived and bought. Her employer does not, though it may pay. */
export const homesPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (resident: Resident) => resident.id,
  relationsOf: relationsToResident,
  usualPurposes: { HOUSING_STAFF: 'TENANCY', RULE_SERVICE: 'SUBSIDY_DECISION' },
  fields: {
    leases: { logged: true, views: { SELF: 'PLAIN', HOUSING_STAFF: 'PLAIN', CASE_HANDLER: forCase } },
    homePurchases: purchases,
    youthHome: purchases,
    homePurchaseFacts: { logged: true, views: { SELF: 'PLAIN', RULE_SERVICE: 'PLAIN' } },
  },
});

/** A record of somebody’s, for whoever reads that field of hers; for anybody else it does not exist. */
export async function readableRecord<Row>(
  context: Context,
  row: Row | null,
  residentOf: (row: Row) => string,
  field: 'leases' | 'homePurchases',
): Promise<Row | null> {
  if (row === null) return null;
  const resident = { id: residentOf(row) };
  const { view } = await homesPolicy.decide(context, resident, field);
  return view === 'PLAIN' ? homesPolicy.reveal(context, resident, field, { plain: () => row }) : null;
}
