import type { EntityClass } from '@mikro-orm/postgresql';
import {
  actsFor,
  type Caller,
  type Context,
  definePolicy,
  type FieldPolicy,
  holds,
  holdsSomewhere,
  isSelf,
  loadById,
  type ReferenceResolver,
  type Relation,
} from '@millgate/kit';

/** The purpose for which a service may read the facts that decide a subsidy. */
const subsidyDecision = 'SUBSIDY_DECISION';

/** Somebody who learns: known here by id alone. With the record of hers that is read. */
export interface Learner {
  readonly id: string;
  readonly record?: { readonly enterpriseId?: string | null };
}

function relationsToLearner({ caller }: Context, { id, record }: Learner): ReadonlySet<Relation> {
  const found = new Set<Relation>();
  if (isSelf(caller, id)) return found.add('SELF');
  if (actsFor(caller, subsidyDecision)) found.add('RULE_SERVICE');
  // Whoever came by a record was judged on the way to it: trainers of one school, for what that school does.
  if (record ? holdsSomewhere(caller, 'TRAINER') : holds(caller, 'TRAINER')) found.add('TRAINER');
  if (record?.enterpriseId && holds(caller, 'HR', record.enterpriseId)) found.add('OWN_HR');
  return found;
}

const trainers: FieldPolicy = { logged: true, views: { SELF: 'PLAIN', TRAINER: 'PLAIN' } };
/** Whom an enterprise sends to a course, and engages as a skill leader, is its own business too. */
const alsoEmployer: FieldPolicy = { logged: true, views: { ...trainers.views, OWN_HR: 'PLAIN' } };

/** Who sees what somebody learns, and how she is examined. */
export const trainingPolicy = definePolicy({
  type: 'Worker',
  subjectOf: (learner: Learner) => learner.id,
  relationsOf: (context, learner) => Promise.resolve(relationsToLearner(context, learner)),
  usualPurposes: { TRAINER: 'TRAINING', OWN_HR: 'PERSONNEL', RULE_SERVICE: 'SUBSIDY_DECISION' },
  fields: {
    enrolments: alsoEmployer,
    credentials: trainers,
    titleEvaluations: trainers,
    skillLeaderAppointments: alsoEmployer,
    skillRankFacts: { logged: true, views: { SELF: 'PLAIN', RULE_SERVICE: 'PLAIN' } },
  },
});

/** Whose a record is, for whoever came to it; somebody else leaves a line in her access log. */
export function learnerOf(
  context: Context,
  record: { readonly workerId: string; readonly enterpriseId?: string | null },
  field: keyof typeof trainingPolicy.fields,
): Promise<{ id: string }> {
  const learner = { id: record.workerId };
  return trainingPolicy.reveal(context, { ...learner, record }, field, { plain: () => learner });
}

/** What somebody learns, and how she is examined, is for herself and the trainers who work with her. */
export const mayReadTraining = (caller: Caller, { workerId }: { readonly workerId: string }): boolean =>
  isSelf(caller, workerId) || holds(caller, 'TRAINER');

/** Whom an enterprise engages as a skill leader is its own business too. */
export const mayReadAppointment = (caller: Caller, of: { workerId: string; enterpriseId: string }): boolean =>
  mayReadTraining(caller, of) || holds(caller, 'HR', of.enterpriseId);

/** How many of an enterprise's people learn: for its own HR and those who plan courses. Never who. */
export const mayReadCounts = (caller: Caller, enterpriseId: string): boolean =>
  holds(caller, 'HR', enterpriseId) || holds(caller, 'TRAINER') || holds(caller, 'MANAGER');

/** A record for those who may read it; for anybody else it does not exist. */
export async function readableRecord<T extends { readonly workerId: string }>(
  context: Context,
  record: T | null,
  mayRead: (caller: Caller, record: T) => boolean,
  field: keyof typeof trainingPolicy.fields,
): Promise<T | null> {
  if (!record || !mayRead(context.caller, record)) return null;
  await learnerOf(context, record, field);
  return record;
}

/** A reference to a record that only some may read. */
export function closedReference<T extends { readonly id: string; readonly workerId: string }>(
  entity: EntityClass<T>,
  mayRead: (caller: Caller, record: T) => boolean,
  field: keyof typeof trainingPolicy.fields,
): ReferenceResolver {
  return async (reference, context: Context) =>
    readableRecord(context, await loadById(context, entity, String(reference['id'])), mayRead, field);
}
