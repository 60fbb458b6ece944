import { expect } from 'vitest';
import { newId } from '@millgate/kit';
import type { PersonLike } from '@millgate/kit/testing';
import type { RunningGraph } from '../../support/graph.ts';

export interface Payload {
  readonly [result: string]: unknown;
  readonly userErrors: readonly ({ readonly code: string } & Record<string, unknown>)[];
}

export const codeOf = ({ userErrors }: Payload): string => userErrors[0]?.code ?? 'OK';

export const at = (instant: string) => ({ 'millgate-now': instant });

/** The graph, as those who are about homes speak with it. */
export class Homes {
  readonly #graph: () => RunningGraph;
  constructor(graph: () => RunningGraph) {
    this.#graph = graph;
  }

  get graph(): RunningGraph {
    return this.#graph();
  }

  async mutate(
    who: string | PersonLike,
    mutation: string,
    fields: string,
    input: object,
    now?: string,
  ): Promise<Payload> {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const { data, errors } = await this.graph.ask<Record<string, Payload>>(
      who,
      `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ${fields} } }`,
      { input: { idempotencyKey: newId('key'), ...input } },
      now ? at(now) : {},
    );
    const payload = data?.[mutation];
    if (!payload) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return payload;
  }

  /** Does what is due by then in a part. */
  async runDue(part: 'Housing' | 'Subsidies', now: string): Promise<void> {
    const field = `run${part}Due`;
    const { data } = await this.graph.ask(
      'registrar',
      `mutation { ${field}(input: { now: "${now}" }) { moved { count } } }`,
    );
    expect(data?.[field]).toMatchObject({ moved: expect.any(Array) as unknown });
  }

  /** Asks until others have heard of it; the limit is there for a graph that never does. */
  async until<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
    for (let waited = 0; ; waited += 100) {
      const answer = await ask();
      if (done(answer) || waited >= 30_000) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Resolves when everybody was told what the registry had to tell. */
  async everybodyWasTold(): Promise<void> {
    const waiting = async () =>
      (await this.graph.ask<{ communityUndelivered: object[] }>('registrar', '{ communityUndelivered { id } }')).data
        ?.communityUndelivered.length;
    expect(await this.until(waiting, (count) => count === 0)).toBe(0);
  }
}
