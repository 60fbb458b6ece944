import type { Caller } from '../identity/caller.ts';
import type { PersonLike, TestSubgraph } from './subgraph.ts';

/** What came of a mutation. */
export interface Outcome {
  readonly value: Record<string, unknown> | null;
  readonly errors: readonly Record<string, unknown>[];
  readonly topLevel?: unknown;
}

/** Sends a mutation; answers the one value of its payload, and why not. */
export async function act(
  subgraph: TestSubgraph,
  who: PersonLike | Caller,
  mutation: string,
  { input, value, details = '' }: { input: Record<string, unknown>; value: string; details?: string },
  at?: string,
): Promise<Outcome> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const answer = await subgraph
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
