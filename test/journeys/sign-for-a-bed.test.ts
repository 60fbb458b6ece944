import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

interface Home {
  readonly id: string;
  readonly state: string;
  readonly payer: string;
  readonly from: string;
  readonly until: string;
  readonly unit: { readonly property: { readonly name: string; readonly community: { readonly name: string } } };
}

interface Homes {
  readonly me: { readonly leases: { readonly nodes: readonly Home[] } };
}

interface Accepted {
  readonly acceptHousingOffer: {
    readonly lease: { readonly id: string; readonly state: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

const homes = `{
  me { leases { nodes { id state payer from until unit { property { name(lang: EN) community { name(lang: EN) } } } } } }
}`;

const accept = `mutation ($input: AcceptHousingOfferInput!) {
  acceptHousingOffer(input: $input) {
    lease { id state tenant { displayName(lang: EN) } }
    userErrors { code rule clashes { from until } }
  }
}`;

const thatDay = { 'millgate-now': '2026-11-20T12:00:00+08:00' };

describe.each(arrangements)('somebody finds a home (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 90_000);
  afterAll(() => graph.stop());

  const leasesOf = async (who: string) => (await graph.ask<Homes>(who, homes, {}, thatDay)).data?.me.leases.nodes ?? [];
  const offerTo = async (who: string) => {
    const offer = (await leasesOf(who)).find(({ state }) => state === 'OFFERED');
    if (!offer) throw new Error(`nothing is offered to ${who}`);
    return offer;
  };
  const sign = (who: string, leaseId: string) =>
    graph.ask<Accepted>(who, accept, { input: { idempotencyKey: `sign-${leaseId}`, leaseId } }, thatDay);

  test('a newcomer lodges free, is offered a flat from the day the lodging ends, and signs', async () => {
    const [offer, lodging] = await leasesOf('newcomer');
    expect(lodging).toMatchObject({ state: 'ACTIVE', payer: 'FREE' });
    expect(offer).toMatchObject({
      state: 'OFFERED',
      payer: 'WORKER',
      from: lodging?.until,
      unit: {
        property: { name: 'Youth Home Talent Apartment', community: { name: 'Jinyihu Modern Industrial Community' } },
      },
    });

    const signed = await sign('newcomer', offer?.id ?? '');

    expect(signed.data).toEqual({
      acceptHousingOffer: {
        lease: { id: offer?.id, state: 'SIGNED', tenant: { displayName: 'Shen Ruoxi' } },
        userErrors: [],
      },
    });
    expect((await leasesOf('newcomer')).map(({ state }) => state)).toEqual(['SIGNED', 'ACTIVE']);
  });

  test('of two colleagues who are offered one bed for overlapping days the second is told which; who comes after both signs', async () => {
    const [first, second, third] = [await offerTo('welder'), await offerTo('edge-35'), await offerTo('edge-36')];

    const answers = [
      await sign('welder', first.id),
      await sign('edge-35', second.id),
      await sign('edge-36', third.id),
    ].map(({ data }) => data?.acceptHousingOffer);

    const until = second.until < first.until ? second.until : first.until;
    expect(third.from).toBe(first.until);
    expect(answers).toMatchObject([
      { lease: { state: 'SIGNED' }, userErrors: [] },
      { lease: null, userErrors: [{ code: 'BED_TAKEN', rule: 'H1', clashes: [{ from: second.from, until }] }] },
      { lease: { state: 'SIGNED' }, userErrors: [] },
    ]);
  });

  test('somebody else’s offer is answered as one that does not exist', async () => {
    const { id } = await offerTo('edge-35');

    const [foreign, unknown] = [await sign('packer', id), await sign('packer', 'lea_none')];

    expect(foreign.data?.acceptHousingOffer).toMatchObject({ lease: null, userErrors: [{ code: 'OFFER_NOT_FOUND' }] });
    expect(foreign.data).toEqual(unknown.data);
  });
});
