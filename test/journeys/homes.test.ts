import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

interface Payload {
  readonly [result: string]: unknown;
  readonly userErrors: readonly ({ readonly code: string } & Record<string, unknown>)[];
}

const codeOf = ({ userErrors }: Payload): string => userErrors[0]?.code ?? 'OK';

/** Flats of the demo's youth apartments that no listing offers and nobody bought. */
const flat = (index: number) => demoId('unt', `youth-lingfeng-${index}`);

describe.each(arrangements)('homes (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 120_000);
  afterAll(() => graph.stop());

  async function mutate(who: string, mutation: string, fields: string, input: object, at?: string): Promise<Payload> {
    const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const { data, errors } = await graph.ask<Record<string, Payload>>(
      who,
      `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { ${fields} } }`,
      { input: { idempotencyKey: newId('key'), ...input } },
      at ? { 'millgate-now': at } : {},
    );
    const payload = data?.[mutation];
    if (!payload) throw new Error(`${mutation}: ${JSON.stringify(errors)}`);
    return payload;
  }
  const runDue = async (at: string) => {
    const mutation = `mutation { runHousingDue(input: { now: "${at}" }) { moved { count } } }`;
    const { data } = await graph.ask('registrar', mutation);
    expect(data?.['runHousingDue']).toMatchObject({ moved: expect.any(Array) });
  };

  describe('a purchase code has one holder and one use, and is no oracle', () => {
    const at = '2026-11-20T12:00:00+08:00';
    const issue = async (who: string, months = 24, when = at) => {
      const input = { programme: `DEMO_${newId('prg')}`, holderIds: [persona(who).id], validMonths: months };
      const { issued } = await mutate(
        'program',
        'issuePurchaseCodes',
        'issued { value } userErrors { code }',
        input,
        when,
      );
      return (issued as { value: string }[])[0]?.value ?? '';
    };
    const redeem = (who: string, code: string, unitId: string, when = at) =>
      mutate(
        who,
        'redeemPurchaseCode',
        'homePurchase { id version unit { id } } userErrors { code message path rule }',
        { code, unitId },
        when,
      );

    test('holder and stranger redeem it 50 times at once: one purchase, one flat; rescinding frees the flat, not the code', async () => {
      const code = await issue('newcomer');

      const payloads = await Promise.all(
        Array.from({ length: 50 }, (_none, nth) =>
          redeem(nth % 2 === 0 ? 'newcomer' : 'colour-master', code, flat(nth % 4 < 2 ? 200 : 201)),
        ),
      );

      const [bought, ...more] = payloads.filter((payload) => payload['homePurchase']);
      expect(more).toEqual([]);
      const { id, unit } = bought?.['homePurchase'] as { id: string; unit: { id: string } };
      const mine = await graph.ask('newcomer', '{ me { youthHome { id state unit { state } } } }');
      expect(mine.data).toEqual({ me: { youthHome: { id, state: 'CONTRACTED', unit: { state: 'SOLD' } } } });

      const input = { purchaseId: id, expectedVersion: 1, on: '2026-11-20', reason: '贷款未获批准' };
      await mutate('housing', 'rescindPurchase', 'homePurchase { state } userErrors { code }', input, at);
      const after = await graph.ask(
        'newcomer',
        `{ me { youthHome { id } homePurchases { state unit { state } code { state } } } }`,
      );
      expect(after.data).toEqual({
        me: {
          youthHome: null,
          homePurchases: [{ state: 'RESCINDED', unit: { state: 'AVAILABLE' }, code: { state: 'REDEEMED' } }],
        },
      });
      const later = '2026-11-20T13:00:00+08:00';
      expect(codeOf(await redeem('newcomer', code, unit.id, later))).toBe('CODE_NOT_ACCEPTED');
      expect(codeOf(await redeem('newcomer', await issue('newcomer'), unit.id, later))).toBe('OK');
    });

    test('used, never issued, expired and somebody else’s are one public answer, and the sixth try has to wait', async () => {
      const used = await issue('leap');
      await redeem('leap', used, flat(202));
      const codes = [
        used,
        'AAAA-BBBB-CCCC-DDDD',
        await issue('leap', 1, '2026-10-01T12:00:00+08:00'),
        await issue('packer'),
        used,
      ];

      const answers: string[] = [];
      for (const code of codes) answers.push(JSON.stringify(await redeem('leap', code, flat(203))));

      expect(new Set(answers).size).toBe(1);
      expect(JSON.parse(answers[0] ?? '')).toEqual({
        homePurchase: null,
        userErrors: [{ code: 'CODE_NOT_ACCEPTED', message: '该购房码不可用。', path: ['code'], rule: 'H4' }],
      });
      expect(codeOf(await redeem('leap', await issue('leap'), flat(203)))).toBe('TOO_MANY_ATTEMPTS');
    });
  });

  test('a draw anyone can check: promised before it opens, frozen at closing, recomputed from its proof', async () => {
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
    const opened = await mutate(
      'housing',
      'openListing',
      'listing { id seedCommitment seed } userErrors { code }',
      input,
    );
    const {
      id: listingId,
      seedCommitment,
      seed,
    } = opened['listing'] as { id: string; seedCommitment: string; seed: null };
    const applicants = ['welder', 'edge-18', 'edge-35', 'edge-36', 'leap', 'packer', 'newcomer'];
    const apply = (who: string, at: string) =>
      mutate(who, 'applyForHousing', 'application { id } userErrors { code }', { listingId }, at);
    const taken = await Promise.all(applicants.map((who) => apply(who, '2026-11-25T10:00:00+08:00')));
    const again = await apply('welder', '2026-11-26T10:00:00+08:00');
    await runDue('2026-11-30T17:00:00+08:00');
    const late = await apply('colour-master', '2026-11-30T17:00:00+08:00');
    const draw = () =>
      mutate(
        'housing',
        'rankApplications',
        'listing { state } userErrors { code }',
        { listingId, entropy: '04 07 12 19 25 31 + 08' },
        '2026-12-01T22:00:00+08:00',
      );

    const drawn = [codeOf(await draw()), codeOf(await draw())];
    const proof = await graph.ask(
      null,
      `query ($listingId: ID!) { drawProof(listingId: $listingId) {
         seedCommitment seed entropySource entropy entriesDigest entries(first: 100) { nodes { entry rank } } } }`,
      { listingId },
    );

    expect(seed).toBeNull();
    expect([codeOf(again), codeOf(late)]).toEqual(['ALREADY_APPLIED', 'CLOSED']);
    expect(drawn).toEqual(['OK', 'ALREADY_RANKED']);
    const { drawProof } = proof.data as {
      drawProof: { seedCommitment: string; entries: { nodes: { entry: string }[] } };
    };
    expect(drawProof.seedCommitment).toBe(seedCommitment);
    expect(drawProof.entries.nodes.map(({ entry }) => entry)).toEqual(
      taken.map((payload) => (payload['application'] as { id: string }).id).toSorted(),
    );
    const script = fileURLToPath(new URL('../../services/housing/verify-draw.mjs', import.meta.url));
    expect(spawnSync(process.execPath, [script], { input: JSON.stringify(proof), encoding: 'utf8' })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('as it was promised'),
    });
  });
});
