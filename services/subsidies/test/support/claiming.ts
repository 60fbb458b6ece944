import { afterAll, beforeAll, beforeEach } from 'vitest';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../../src/subgraph.ts';
import { born, bought, StandIn } from './graph.ts';
import { givenPrograms, setAside } from './programs.ts';

export const contractDay = '2021-05-24';
export const now = `${contractDay}T10:00:00+08:00`;

export const ClaimSubsidy = `mutation ($input: ClaimSubsidyInput!) { claimSubsidy(input: $input) {
  claim { id state amount { fen } asOf homePurchase { id } assessment { outcome missingFacts { name owner reason } }
          evidence { name status } steps { from to automatic } }
  userErrors { code message path rule state claim { id state }
               assessment { outcome trace { rule outcome value effectiveFrom } } } } }`;

export interface ClaimData {
  claimSubsidy: {
    claim: { id: string; state: string; amount: { fen: number } | null } | null;
    userErrors: { code: string; claim: { id: string } | null }[];
  };
}

/** What came of each, in order of the alphabet: a refusal's code, or the state of a claim. */
export const codesOf = (answers: { data?: ClaimData | null }[]) =>
  answers.map(({ data }) => data?.claimSubsidy.userErrors[0]?.code ?? data?.claimSubsidy.claim?.state).sort();

let keys = 0;
/** A key that nobody used. */
export const aKey = (): string => `key-${(keys += 1)}`;

/** The subgraph with the programmes of the demo data, 900,000 yuan for homes in 2021, and a graph that tests speak for. */
export function claiming() {
  const graph = new StandIn();
  let subsidies: TestSubgraph;
  const suite = {
    graph,
    get subsidies() {
      return subsidies;
    },
    /** Somebody new with a contract of today, aged 29. */
    aWorker(): PersonLike {
      const id = newId('wrk');
      graph.state(id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] });
      return { id, roles: [{ role: 'WORKER', scope: id }] };
    },
    claim: (
      who: PersonLike,
      more: { key?: string; code?: string; on?: string; onRecord?: boolean } = {},
      at?: string,
    ) =>
      subsidies.as(who, at).ask<ClaimData>(ClaimSubsidy, {
        input: {
          idempotencyKey: more.key ?? aKey(),
          programCode: more.code ?? 'YOUTH_HOME_PURCHASE',
          ...(more.on ? { on: more.on } : {}),
          ...(more.onRecord ? { onRecord: true } : {}),
        },
      }),
    /** All that a claim may write. */
    async written(who: PersonLike) {
      const [row] = await subsidies.rows<{ claims: number; steps: number; entries: number }>(
        `select (select count(*)::int from claim where worker_id = ?) as claims,
                (select count(*)::int from claim_step s join claim c on c.id = s.claim_id where c.worker_id = ?) as steps,
                (select count(*)::int from ledger_entry l join claim c on c.id = l.claim_id where c.worker_id = ?) as entries`,
        [who.id, who.id, who.id],
      );
      return row;
    },
    async budget(code = 'YOUTH_HOME_PURCHASE') {
      const { budget: found } = await subsidies
        .as(nobody)
        .data<{ budget: { reserved: { fen: number }; available: { fen: number } } }>(
          `query ($code: String!) { budget(program: $code) { reserved { fen } available { fen } } }`,
          { code },
        );
      return { reserved: found.reserved.fen, available: found.available.fen };
    },
  };
  beforeAll(async () => {
    subsidies = await startTestSubgraph(subgraph, { now, graph: graph.transport });
    await subsidies.given(givenPrograms);
    await openEveryConnection(subsidies);
  });
  afterAll(() => subsidies.stop());
  beforeEach(async () => {
    graph.reset();
    await setAside(subsidies, 'YOUTH_HOME_PURCHASE', 2021, 900_000);
  });
  return suite;
}
