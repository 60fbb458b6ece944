import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';

export interface Outcome {
  readonly value: Record<string, unknown> | null;
  readonly errors: readonly Record<string, unknown>[];
  readonly topLevel?: unknown;
}

/** What a mutation answered: the one value of its payload, and why not. */
export async function act(
  training: TestSubgraph,
  who: PersonLike | Parameters<TestSubgraph['as']>[0],
  mutation: string,
  { input, value, details = '' }: { input: Record<string, unknown>; value: string; details?: string },
  at?: string,
): Promise<Outcome> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await training
    .as(who, at)
    .ask(
      `mutation($input: ${type}!) { ${mutation}(input: $input) { ${value} userErrors { code path rule ${details} } } }`,
      { input },
    );
  const payload = answer.data?.[mutation] as Record<string, unknown> | null | undefined;
  const [name] = value.split(/[ {]/);
  return {
    value: (payload?.[name ?? ''] ?? null) as Outcome['value'],
    errors: (payload?.['userErrors'] ?? []) as Outcome['errors'],
    ...(answer.errors ? { topLevel: answer.errors.map(({ extensions }) => extensions?.['code']) } : {}),
  };
}

/** Opens every connection of the pool, so that what is meant to meet does not wait in line to connect. */
export const openEveryConnection = (training: TestSubgraph) =>
  Promise.all(Array.from({ length: 10 }, () => training.rows('select pg_sleep(0.1)')));

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
