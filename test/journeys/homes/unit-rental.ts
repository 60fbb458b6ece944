import { expect, test } from 'vitest';
import { bulkWorkers, demoId, persona } from '@millgate/demo';
import { at, codeOf, type Homes } from './homes.ts';

const now = '2026-11-20T12:00:00+08:00';
const guangmo = demoId('can', 'guangmo');

/** S09. */
export const unitRental = (homes: Homes) =>
  test('unit-rented housing follows employment: ten beds, each refusal with its reason, and what ends with the job (S09)', async () => {
    const leap = persona('leap');
    const assign = (workerId: string, more: object = {}) =>
      homes.mutate(
        'hr',
        'assignUnderMasterLease',
        'lease { id } userErrors { code rule path message }',
        {
          masterLeaseId: demoId('mls', 'zhenzhi'),
          workerId,
          from: '2027-05-01',
          until: '2027-10-01',
          ...more,
        },
        now,
      );
    const colleagues = [...bulkWorkers()].filter(({ employer }) => employer === 'zhenzhi').slice(0, 10);

    const elsewhere = await assign(persona('packer').id);
    const tooLong = await assign(leap.id, { until: '2030-01-01' });
    const place = await assign(leap.id);
    const assigned = await Promise.all(colleagues.map(({ id }) => assign(id)));

    expect(assigned.map(codeOf).toSorted()).toEqual(['NO_FREE_BED', ...Array.from({ length: 9 }, () => 'OK')]);
    const eleventh = assigned.find((payload) => codeOf(payload) === 'NO_FREE_BED');
    expect([elsewhere, tooLong, eleventh].map((payload) => payload?.userErrors)).toEqual([
      [{ code: 'NOT_EMPLOYED', rule: 'H2', path: ['workerId'], message: '该人员入住首日非本单位在职职工。' }],
      [{ code: 'OUTSIDE_MASTER_LEASE', rule: 'H2', path: ['from'], message: '入住日期超出租赁合同期限。' }],
      [{ code: 'NO_FREE_BED', rule: 'H2', path: ['masterLeaseId'], message: '合同内床位已满。' }],
    ]);

    // While she works there, her employer pays for her meals, and its HR may ring her up, since she agreed.
    const { id: leaseId } = place['lease'] as { id: string };
    await homes.mutate('leap', 'acceptHousingOffer', 'lease { id } userErrors { code }', { leaseId }, now);
    await homes.mutate(
      'leap',
      'giveConsent',
      'consent { id } userErrors { code }',
      { purpose: 'PHONE_TO_EMPLOYER' },
      now,
    );
    const phoneFor = async (who: string, day: string) => {
      const query = 'query ($id: ID!) { worker(id: $id) { phone } }';
      const { data, errors } = await homes.graph.ask<{ worker: { phone: string | null } | null }>(
        who,
        query,
        { id: leap.id },
        at(`${day}T12:00:00+08:00`),
      );
      return { phone: data?.worker?.phone ?? null, codes: errors?.map(({ extensions }) => extensions?.['code']) };
    };
    const serving = await dinners(homes, ['2027-05-31', '2027-06-01']);
    const orderOn = async (day: string) => {
      const input = { servingId: serving.get(day), quantity: 1 };
      const fields = 'order { tier total { fen } } userErrors { code }';
      return (await homes.mutate('leap', 'orderMeal', fields, input, `${day}T09:00:00+08:00`))['order'];
    };
    const own = (await phoneFor('leap', '2027-05-31')).phone;

    const job = { employmentId: demoId('emp', 'leap'), until: '2027-06-01' };
    await homes.mutate('hr', 'endEmployment', 'employment { id } userErrors { code }', job, now);
    const lease = async () => {
      const query = 'query ($id: ID!) { lease(id: $id) { state until steps { action } } }';
      return (await homes.graph.ask<{ lease: { state: string } }>('leap', query, { id: leaseId }, at(now))).data?.lease;
    };

    expect(await homes.until(lease, (one) => one?.state === 'NOTICE')).toEqual({
      state: 'NOTICE',
      until: '2027-07-01',
      steps: [{ action: 'OFFER' }, { action: 'ACCEPT' }, { action: 'GIVE_NOTICE' }],
    });
    await homes.everybodyWasTold();
    expect([await orderOn('2027-05-31'), await orderOn('2027-06-01')]).toEqual([
      { tier: 'ENTERPRISE_SUBSIDISED', total: { fen: 900 } },
      { tier: 'PUBLIC', total: { fen: 2_200 } },
    ]);
    expect(own).toMatch(/^\+?\d{8,}$/);
    expect(await phoneFor('hr', '2027-05-31')).toEqual({ phone: own, codes: undefined });
    for (const who of ['hr', 'welder']) {
      expect(await phoneFor(who, '2027-06-01')).toEqual({ phone: null, codes: ['FORBIDDEN'] });
    }
  }, 90_000);

/** A dinner of the shared canteen on each day, as its staff plan it. */
async function dinners(homes: Homes, days: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { data } = await homes.graph.ask<{ canteen: { servings: { nodes: { item: { id: string } }[] } } }>(
    null,
    `{ canteen(id: "${guangmo}") { servings(on: "2026-11-20", period: DINNER) { nodes { item { id } } } } }`,
  );
  const itemId = data?.canteen.servings.nodes[0]?.item.id;
  const planned = await Promise.all(
    days.map(async (on) => {
      const input = { canteenId: guangmo, itemId, on, period: 'DINNER', planned: 50 };
      const { serving } = await homes.mutate(
        'canteen',
        'planServing',
        'serving { id } userErrors { code }',
        input,
        now,
      );
      return [on, (serving as { id: string }).id] as const;
    }),
  );
  return new Map(planned);
}
