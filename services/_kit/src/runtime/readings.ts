import type { Reading } from '../identity/policy.ts';
import { callerKey } from '../identity/caller.ts';
import type { Context } from './context.ts';

export type RecordReadings = (context: Context, readings: readonly Reading[]) => Promise<void>;

/** What a reading is to the person who reads of it, and to an auditor. Schema: `schema/events/PersonalDataRead.json`. */
export const readingRecord = (context: Context, { subjectId, field, relation, purpose, caseId }: Reading) => ({
  workerId: subjectId,
  field,
  actorId: callerKey(context.caller),
  relation,
  purpose,
  caseId,
  at: context.now.toISOString(),
});

/** Tells whoever keeps the access log; all readings of a request about one person in one event. */
export const tellOfReadings: RecordReadings = async (context, readings) => {
  await context.em.fork().transactional(async (tx) => {
    const byPerson = [...Map.groupBy(readings, ({ subjectId }) => subjectId)];
    await context.services.publishAll(
      tx,
      byPerson.map(([workerId, about]) => ({
        type: 'PersonalDataRead',
        aggregate: workerId,
        payload: { workerId, readings: about.map((reading) => readingRecord(context, reading)) },
        now: context.now,
      })),
    );
  });
  context.services.nudge();
};
