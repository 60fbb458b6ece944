import type { Client } from './client.ts';
import type { Document } from './document.ts';

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export interface PagesOptions {
  readonly signal?: AbortSignal;
}

/**
 * One page after the other, as long as the caller asks for more. The document takes `$after` and asks for
 * `pageInfo { hasNextPage endCursor }`; `connectionOf` finds the list in its answer. Ends where the list is withheld.
 */
export async function* pages<Data, Variables, Node>(
  client: Client,
  document: Document<Data, Variables>,
  variables: NoInfer<Variables>,
  connectionOf: (data: Data) => Connection<Node> | null | undefined,
  options: PagesOptions = {},
): AsyncGenerator<readonly Node[], void, undefined> {
  const { ask } = client as { ask: (...args: unknown[]) => Promise<{ data: Data }> };
  let { after = null } = variables as { after?: string | null };
  for (;;) {
    const { data } = await ask(document, { ...variables, after }, options);
    const connection = connectionOf(data);
    if (!connection) return;
    yield connection.nodes;
    const { hasNextPage, endCursor } = connection.pageInfo;
    // A list that says there is more and not where would be read for ever.
    if (!hasNextPage || !endCursor || endCursor === after) return;
    after = endCursor;
  }
}
