import type { TestSubgraph } from '@millgate/kit/testing';

export { act, openEveryConnection, type Outcome } from '@millgate/kit/testing';

/** States of enrolments, in the order of their ids. */
export async function enrolledAs(training: TestSubgraph, ids: readonly string[]): Promise<(string | undefined)[]> {
  const rows = await training.rows<{ id: string; state: string }>(
    'select id, state from enrolment where id in (select jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(ids)],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.state);
}

/** States of a sitting's enrolments, in the order of arrival; with the time until which a seat is to be confirmed. */
export async function statesIn(training: TestSubgraph, courseInstanceId: string): Promise<string[]> {
  const rows = await training.rows<{ state: string; until: Date | null }>(
    'select state, confirm_until as until from enrolment where instance_id = ? order by id',
    [courseInstanceId],
  );
  return rows.map(({ state, until }) => (until ? `${state} until ${new Date(until).toISOString()}` : state));
}
