import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '@millgate/kit';

/** The graph at an address, as the bearer of a token. */
export interface Asker {
  ask<Data>(query: string, variables: object): Promise<Data>;
}

/** Asks over HTTP; waits where the gateway says how long. What is refused ends the command with what was said. */
export const askerOf = (url: string, token: string): Asker => ({
  async ask<Data>(query: string, variables: object): Promise<Data> {
    for (;;) {
      const response = await post(url, token, JSON.stringify({ query, variables }));
      const wait = Number(response.headers.get('retry-after'));
      if (response.status === 429 && wait > 0) {
        await response.text();
        await sleep(wait * 1_000);
        continue;
      }
      const answer = (await response.json()) as { data?: Data | null; errors?: { message: string }[] };
      const [first] = answer.errors ?? [];
      if (first || !answer.data) throw new StartError(`the graph refused: ${first?.message ?? response.statusText}`);
      return answer.data;
    }
  },
});

async function post(url: string, token: string, body: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
  } catch {
    throw new StartError(`the graph at ${url} cannot be reached`);
  }
}
