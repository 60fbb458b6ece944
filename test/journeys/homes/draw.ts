import { spawnSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { codeOf, type Homes } from './homes.ts';
import { flat } from './purchase-codes.ts';

interface Proof {
  readonly seedCommitment: string;
  readonly seed: string;
  readonly entropy: string;
  readonly entries: { readonly nodes: readonly { readonly entry: string; readonly rank: number }[] };
}

/** S10. */
export const draw = (homes: Homes) =>
  test('a draw anyone can check: promised before it opens, frozen at closing, recomputed from its proof (S10)', async () => {
    const input = {
      propertyId: demoId('prp', 'youth-lingfeng'),
      unitIds: [flat(210), flat(211)],
      titleZh: '青年公寓摇号',
      titleEn: 'Youth apartments by draw',
      reviewOrder: 'LOTTERY',
      opensAt: '2026-11-20T09:00:00+08:00',
      closesAt: '2026-11-30T17:00:00+08:00',
      entropySource: '双色球 2026140 期开奖号码',
    };
    const fields = 'listing { id seedCommitment seed } userErrors { code }';
    const opened = await homes.mutate('housing', 'openListing', fields, input);
    const promised = opened['listing'] as { id: string; seedCommitment: string; seed: null };
    const { id: listingId } = promised;
    const apply = (who: string, at: string) =>
      homes.mutate(who, 'applyForHousing', 'application { id } userErrors { code }', { listingId }, at);
    const ask = async () => {
      const answer = await homes.graph.ask<{ drawProof: Proof }>(
        null,
        `query ($listingId: ID!) { drawProof(listingId: $listingId) {
           seedCommitment seed entropySource entropy entriesDigest entries(first: 100) { nodes { entry rank } } } }`,
        { listingId },
      );
      return { answer, proof: answer.data?.drawProof };
    };
    const rank = () =>
      homes.mutate(
        'housing',
        'rankApplications',
        'listing { state } userErrors { code }',
        { listingId, entropy: '04 07 12 19 25 31 + 08' },
        '2026-12-01T22:00:00+08:00',
      );

    const applicants = ['welder', 'edge-18', 'edge-35', 'edge-36', 'leap', 'packer', 'newcomer'];
    const taken = await Promise.all(applicants.map((who) => apply(who, '2026-11-25T10:00:00+08:00')));
    const again = await apply('welder', '2026-11-26T10:00:00+08:00');
    const before = (await ask()).proof;
    await homes.runDue('Housing', '2026-11-30T17:00:00+08:00');
    const late = await apply('colour-master', '2026-11-30T17:00:00+08:00');
    const first = await rank();
    const drawn = await ask();
    const second = await rank();

    expect(promised).toMatchObject({ seed: null, seedCommitment: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    // Until it is drawn, there is the promise, and nothing to foretell the order by.
    expect(before).toMatchObject({ seedCommitment: promised.seedCommitment, seed: null, entries: { nodes: [] } });
    expect([codeOf(again), codeOf(late)]).toEqual(['ALREADY_APPLIED', 'CLOSED']);
    expect([codeOf(first), codeOf(second)]).toEqual(['OK', 'ALREADY_RANKED']);
    expect(await ask()).toEqual(drawn);

    const { seed = '', seedCommitment, entropy, entries } = drawn.proof ?? { entries: { nodes: [] } };
    expect(seedCommitment).toBe(promised.seedCommitment);
    expect(createHash('sha256').update(seed).digest('hex')).toBe(promised.seedCommitment);
    // Those who applied in time, once each; nobody else.
    const ids = taken.map((payload) => (payload['application'] as { id: string }).id);
    expect(entries.nodes.map(({ entry }) => entry).toSorted()).toEqual(ids.toSorted());
    const lot = (id: string) => createHmac('sha256', `${seed}:${entropy}`).update(id).digest('hex');
    expect(entries.nodes.toSorted((a, b) => a.rank - b.rank).map(({ entry }) => entry)).toEqual(
      ids.toSorted((a, b) => (lot(a) < lot(b) ? -1 : 1)),
    );
    const script = fileURLToPath(new URL('../../../services/housing/verify-draw.mjs', import.meta.url));
    expect(
      spawnSync(process.execPath, [script], { input: JSON.stringify(drawn.answer), encoding: 'utf8' }),
    ).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('as it was promised') as unknown,
    });
  });
