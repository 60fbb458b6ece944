import type { Client } from './client.ts';
import type { Document } from './document.ts';
import { type GraphError, NotAnswered } from './errors.ts';

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export interface PagesOptions {
  readonly signal?: AbortSignal;
}

/**
 * One page after the other, as long as the caller asks for more. The document takes `$after` and asks for
 * `pageInfo { hasNextPage endCursor }`; `connectionOf` finds the list in its answer. Ends where there is no list; where an
 * error says why it is missing, that is thrown as `NotAnswered`: a list that could not be read is not an empty one.
 */
export async function* pages<Data, Variables, Node>(
  client: Client,
  document: Document<Data, Variables>,
  variables: NoInfer<Variables>,
  connectionOf: (data: Data) => Connection<Node> | null | undefined,
  options: PagesOptions = {},
): AsyncGenerator<readonly Node[], void, undefined> {
  const { ask } = client as {
    ask: (...args: unknown[]) => Promise<{ data: Data; errors: readonly GraphError[] }>;
  };
  let { after = null } = variables as { after?: string | null };
  for (;;) {
    const { data, errors } = await ask(document, { ...variables, after }, options);
    const connection = connectionOf(data);
    const [first, ...others] = errors;
    if (!connection && first) throw new NotAnswered([first, ...others]);
    if (!connection) return;
    yield connection.nodes;
    const { hasNextPage, endCursor } = connection.pageInfo;
    // A list that says there is more and not where would be read for ever.
    if (!hasNextPage || !endCursor || endCursor === after) return;
    after = endCursor;
  }
}
