import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import fc from 'fast-check';
import { digestOf, drawOrder } from '../src/listing/draw.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk } from './support/homes.ts';
import { afterwards, apply, codeOf, givenListing, givenProperty, idOf, mutate, staff } from './support/listings.ts';

const proofOf = `query ($listing: ID!, $after: String) { drawProof(listingId: $listing) {
  algorithm seedCommitment seed entropySource entropy entriesDigest entriesFrozenAt
  entries(first: 100, after: $after) { nodes { entry rank } pageInfo { hasNextPage endCursor } } } }`;

interface Proof {
  readonly drawProof: {
    readonly seedCommitment: string;
    readonly seed: string | null;
    readonly entropy: string | null;
    readonly entriesDigest: string | null;
    readonly entries: {
      readonly nodes: { entry: string; rank: number | null }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

/** Runs the published script, as somebody would who does not trust us. */
function verify(pages: readonly unknown[]) {
  const script = fileURLToPath(new URL('../verify-draw.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    input: JSON.stringify(pages),
    encoding: 'utf8',
  });
  return { status, said: (stdout + stderr).trim() };
}

const agrees = { status: 0, said: 'The draw is as it was promised: seed, entries and every rank agree.' };

describe('a draw that anybody can check (H6)', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now: '2026-11-20T12:00:00+08:00', seeded: true });
  });
  afterAll(() => housing.stop());

  async function pagesOf(listing: string, at?: string): Promise<Proof[]> {
    const pages: Proof[] = [];
    for (let after: string | null = null; ;) {
      const page: Proof = await housing.as(nobody, at).data<Proof>(proofOf, { listing, after });
      pages.push(page);
      if (!page.drawProof.entries.pageInfo.hasNextPage) return pages;
      after = page.drawProof.entries.pageInfo.endCursor;
    }
  }

  test('promised before anybody applies, frozen at closing, revealed with the ranks, recomputed by the script', async () => {
    const place = await givenProperty(housing, { kind: PropertyKind.YOUTH_APARTMENT, units: 5 });
    const listing = await givenListing(housing, place, { reviewOrder: 'LOTTERY', entropySource: '双色球 2026140 期' });
    const applicants = Array.from({ length: 120 }, (_none, at) => bulk(2_000 + at));
    const [promise] = await pagesOf(listing);
    const ids = (await Promise.all(applicants.map((who) => apply(housing, who, listing)))).map((taken) => idOf(taken));
    const withdrawn = ids.pop() ?? '';
    await mutate(housing, applicants.at(-1) as PersonLike, 'withdrawApplication', 'userErrors { code }', {
      applicationId: withdrawn,
    });
    await housing.subgraph.runDue(new Date(afterwards));
    const [frozen] = await pagesOf(listing, afterwards);
    const late = await apply(housing, bulk(2_500), listing, afterwards);
    const draw = () =>
      mutate(
        housing,
        staff,
        'rankApplications',
        'listing { state } userErrors { code }',
        { listingId: listing, entropy: '01 02 03 04 05 06 + 07' },
        afterwards,
      );

    const drawn = [codeOf(await draw()), codeOf(await draw())];
    const pages = await pagesOf(listing, afterwards);

    expect(codeOf(late)).toBe('CLOSED');
    expect(drawn).toEqual(['OK', 'ALREADY_RANKED']);
    expect(promise?.drawProof).toMatchObject({
      seed: null,
      entropy: null,
      entriesDigest: null,
      entries: { nodes: [] },
    });
    expect(frozen?.drawProof).toMatchObject({ seed: null, entriesDigest: digestOf(ids) });
    expect(pages[0]?.drawProof.seedCommitment).toBe(promise?.drawProof.seedCommitment);
    expect(
      createHash('sha256')
        .update(pages[0]?.drawProof.seed ?? '')
        .digest('hex'),
    ).toBe(promise?.drawProof.seedCommitment);
    expect(pages.flatMap(({ drawProof }) => drawProof.entries.nodes.map(({ entry }) => entry))).toEqual(ids.toSorted());
    expect(verify(pages)).toEqual(agrees);
  });

  test('the draw of 2021 in the demo data agrees too', async () => {
    expect(verify(await pagesOf(demoId('lst', 'youth-lingfeng-2021')))).toEqual(agrees);
  });

  test.each<[string, (proof: Proof['drawProof']) => void, string]>([
    ['another seed', (proof) => Object.assign(proof, { seed: 'another' }), 'the seed is not the one that was promised'],
    [
      'two ranks exchanged',
      ({ entries: { nodes } }) => {
        const [a, b] = nodes as unknown as [{ rank: number }, { rank: number }];
        [a.rank, b.rank] = [b.rank, a.rank];
      },
      'its lot gives it',
    ],
    ['an entry taken away', ({ entries: { nodes } }) => void nodes.pop(), 'the entries are not those that were frozen'],
    [
      'the public value left out',
      (proof) => Object.assign(proof, { entropySource: 'announced' }),
      'the public value that was announced was not used',
    ],
  ])('the script finds %s', async (_what, tamper, fault) => {
    const pages = await pagesOf(demoId('lst', 'youth-lingfeng-2021'));
    for (const { drawProof } of pages.slice(0, 1)) tamper(drawProof);

    expect(verify(pages)).toMatchObject({ status: 1, said: expect.stringContaining(fault) });
  });

  test('order depends on seed, public value and entries alone, not on the order in which entries are given', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 }),
        fc.string(),
        fc.option(fc.string()),
        (entries, seed, entropy) => {
          const ranks = drawOrder(seed, entropy, entries);
          expect(drawOrder(seed, entropy, entries.toReversed())).toEqual(ranks);
          expect(ranks.map(({ rank }) => rank)).toEqual(entries.map((_one, at) => at + 1));
          expect(new Set(ranks.map(({ id }) => id))).toEqual(new Set(entries));
        },
      ),
    );
  });

  test('a listing that is not drawn has no proof', async () => {
    const { drawProof } = await housing
      .as(nobody)
      .data<{ drawProof: null }>('query ($id: ID!) { drawProof(listingId: $id) { seed } }', {
        id: demoId('lst', 'youth-home'),
      });

    expect(drawProof).toBeNull();
  });
});
