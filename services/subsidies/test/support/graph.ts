import { buildSchema, graphql } from 'graphql';
import type { GraphTransport } from '@millgate/kit';
import type { DayFact, HomeFact, PublishedFactName, RankFact } from '../../src/facts/facts.rules.ts';

/** The part of the graph that a decision asks, as its owners publish it. */
const published = buildSchema(`
  scalar Date
  scalar Long
  enum FactStatus { KNOWN UNKNOWN WITHHELD }
  type DateFact { value: Date from: Date until: Date status: FactStatus! source: String! version: String! }
  type NumberFact { value: Long from: Date until: Date status: FactStatus! source: String! version: String! }
  type HomePurchaseFact {
    purchaseId: ID areaM2: Float contractedOn: Date deliveredOn: Date rescindedOn: Date
    from: Date until: Date status: FactStatus! source: String! version: String!
  }
  type Worker {
    birthDateFact: DateFact
    settledOnFact: DateFact
    skillRankFacts: [NumberFact!]
    homePurchaseFacts: [HomePurchaseFact!]
    mainJobFacts: [DateFact!]
    childBirthFacts: [DateFact!]
  }
  type Query { worker(id: ID!): Worker }
`);

export interface Facts {
  birthDateFact?: DayFact;
  settledOnFact?: DayFact;
  skillRankFacts?: RankFact[];
  homePurchaseFacts?: HomeFact[];
  mainJobFacts?: DayFact[];
  childBirthFacts?: DayFact[];
}

/** Stands in for the other subgraphs: answers the document that is really sent, from facts that a test states. */
export class StandIn {
  readonly #facts = new Map<string, Facts>();
  /** Fact fields whose owner is down. */
  readonly down = new Set<PublishedFactName>();
  /** True where the gateway itself cannot be reached. */
  unreachable = false;
  /** True where it takes the question and never answers. */
  hanging = false;
  readonly asked: { query: string; headers: Record<string, string> }[] = [];

  /** Up again, with nothing asked. */
  reset(): void {
    this.down.clear();
    this.unreachable = false;
    this.hanging = false;
    this.asked.length = 0;
  }

  state(workerId: string, facts: Facts): void {
    this.#facts.set(workerId, facts);
  }

  readonly transport: GraphTransport = async (body, headers) => {
    if (this.hanging) return new Promise(() => undefined);
    if (this.unreachable) throw new Error('connection refused');
    const { query, variables } = JSON.parse(body) as { query: string; variables: { id: string } };
    this.asked.push({ query, headers });
    const worker = ({ id }: { id: string }) => this.#answer(id);
    return JSON.stringify(
      await graphql({ schema: published, source: query, rootValue: { worker }, variableValues: variables }),
    );
  };

  #answer(id: string): Record<string, unknown> | undefined {
    const facts = this.#facts.get(id);
    if (!facts) return undefined;
    const answers: Record<string, unknown> = { ...facts };
    for (const name of this.down) answers[name] = () => Promise.reject(new Error(`${name} is down`));
    return answers;
  }
}

const known = (version: string) => ({ status: 'KNOWN', until: null, version }) as const;

export const born = (value: string): DayFact => ({
  ...known('w@1'),
  source: 'community:Worker',
  from: value,
  value,
});

export const settled = (value: string | null): DayFact => ({
  ...known('w@1'),
  source: 'community:Worker',
  from: value,
  value,
});

export const ranked = (value: number, from: string, until: string | null = null): RankFact => ({
  ...known(`crd-${value}@1`),
  source: 'training:Credential',
  from,
  until,
  value,
});

export const bought = (contractedOn: string, more: Partial<HomeFact> = {}): HomeFact => ({
  ...known('hpu-1@1'),
  source: 'housing:HomePurchase',
  from: contractedOn,
  purchaseId: 'hpu-1',
  areaM2: 130,
  contractedOn,
  deliveredOn: null,
  rescindedOn: null,
  ...more,
});

export const withheld = { status: 'WITHHELD', from: null, until: null, source: 'x', version: 'x' } as const;

/** A main job that began on a day. */
export const began = (value: string, until: string | null = null): DayFact => ({
  ...known(`emp_1@${until ?? ''}`),
  source: 'community:Employment',
  from: value,
  until,
  value,
});

export const child = (id: string, value: string): DayFact => ({
  ...known(`${id}@`),
  source: 'community:Dependant',
  from: value,
  value,
});
