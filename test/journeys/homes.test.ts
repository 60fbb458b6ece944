import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorkers, communityId, demoId, enterpriseId, persona } from '@millgate/demo';
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

  /** Asks until others have heard of it; the limit is the promise that is tested. */
  async function until<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
    for (let waited = 0; ; waited += 100) {
      const answer = await ask();
      if (done(answer) || waited >= 10_000) return answer;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  test('three months free for a job-seeker: to the end of February, once; a job is followed by a flat without a gap', async () => {
    // Far ahead: what the real clock makes due meanwhile is none of these days.
    const checkedInAt = '2029-11-30T12:00:00+08:00';
    const hiredAt = '2030-01-05T09:00:00+08:00';
    const lodge = (workerId: string, at: string) => {
      const input = { workerId, unitId: demoId('unt', 'jinyihu-lodging-28') };
      return mutate('housing', 'startLodging', 'lease { id from until payer } userErrors { code rule }', input, at);
    };
    const register = async (zh: string, residentId: string) => {
      const input = { name: { zh, en: zh }, residentId, communityId: communityId('lingfeng') };
      const registered = await mutate('registrar', 'registerWorker', 'worker { id } userErrors { code }', input);
      return (registered['worker'] as { id: string }).id;
    };
    const seeker = await register('莫晓霜', '999999200102031014');
    const hired = await register('莫晓雪', '999999200203041027');

    const free = await lodge(seeker, checkedInAt);
    const again = await lodge(seeker, '2030-12-01T12:00:00+08:00');
    const lodging = (await lodge(hired, checkedInAt))['lease'] as { id: string };
    const job = {
      workerId: hired,
      enterpriseId: enterpriseId('zhenzhi'),
      post: { zh: '学徒', en: 'Apprentice' },
      from: '2030-01-05',
    };
    await mutate('registrar', 'startEmployment', 'employment { id } userErrors { code }', job, hiredAt);
    const homes = async () => {
      const query = `query ($id: ID!) { lease(id: $id) { tenant { leases { nodes { state payer from until } } } } }`;
      const { data } = await graph.ask<{
        lease: { tenant: { leases: { nodes: { payer: string; from: string; until: string }[] } } };
      }>('housing', query, { id: lodging.id }, { 'millgate-now': hiredAt });
      return data?.lease.tenant.leases.nodes ?? [];
    };
    await until(homes, ([lease]) => lease?.until === '2030-01-20');
    await runDue(hiredAt);

    expect(free['lease']).toMatchObject({ from: '2029-11-30', until: '2030-02-28', payer: 'FREE' });
    expect(again.userErrors).toEqual([{ code: 'FREE_LODGING_USED', rule: 'H3' }]);
    expect(await homes()).toEqual([
      { state: 'OFFERED', payer: 'WORKER', from: '2030-01-20', until: '2031-01-20' },
      { state: 'NOTICE', payer: 'FREE', from: '2029-11-30', until: '2030-01-20' },
    ]);
  });

  test('unit-rented housing follows employment: ten beds, each refusal with its reason, notice when the job ends', async () => {
    const at = '2026-11-20T12:00:00+08:00';
    const assign = (workerId: string, more: object = {}) =>
      mutate(
        'hr',
        'assignUnderMasterLease',
        'lease { id } userErrors { code rule }',
        {
          masterLeaseId: demoId('mls', 'zhenzhi'),
          workerId,
          from: '2027-05-01',
          until: '2027-10-01',
          ...more,
        },
        at,
      );
    const colleagues = [...bulkWorkers()].filter(({ employer }) => employer === 'zhenzhi').slice(0, 10);
    const [leap, ...others] = [persona('leap').id, ...colleagues.map(({ id }) => id)];

    const outcomes = [
      await assign(persona('packer').id),
      await assign(leap ?? '', { until: '2030-01-01' }),
      await assign(leap ?? ''),
    ];
    const assigned = await Promise.all(others.map((id) => assign(id)));

    expect(outcomes.map(codeOf)).toEqual(['NOT_EMPLOYED', 'OUTSIDE_MASTER_LEASE', 'OK']);
    expect(assigned.map(codeOf).toSorted()).toEqual(['NO_FREE_BED', ...Array.from({ length: 9 }, () => 'OK')]);

    const { id: leaseId } = outcomes[2]?.['lease'] as { id: string };
    await mutate('leap', 'acceptHousingOffer', 'lease { id } userErrors { code }', { leaseId }, at);
    const job = { employmentId: demoId('emp', 'leap'), until: '2027-06-01' };
    await mutate('hr', 'endEmployment', 'employment { id } userErrors { code }', job, at);
    const place = async () => {
      const query = 'query ($id: ID!) { lease(id: $id) { state until steps { action } } }';
      return (await graph.ask<{ lease: { state: string } }>('leap', query, { id: leaseId }, { 'millgate-now': at }))
        .data?.lease;
    };

    expect(await until(place, (lease) => lease?.state === 'NOTICE')).toEqual({
      state: 'NOTICE',
      until: '2027-07-01',
      steps: [{ action: 'OFFER' }, { action: 'ACCEPT' }, { action: 'GIVE_NOTICE' }],
    });
    const phone = await graph.ask(
      'hr',
      'query ($id: ID!) { worker(id: $id) { phone } }',
      { id: leap },
      { 'millgate-now': '2027-06-02T12:00:00+08:00' },
    );
    expect(phone.data?.['worker'] ?? null).toEqual(phone.data?.['worker'] ? { phone: null } : null);
  });
});
