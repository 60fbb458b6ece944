import { describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { type PersonLike, refusalsOf } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { aKey, claiming, contractDay, now } from './support/claiming.ts';
import { born, bought } from './support/graph.ts';

const suite = claiming();
const { graph, aWorker, claim } = suite;
const [officer, colleague] = [persona('program'), persona('program-second')];

const refusal = async (who: PersonLike, mutation: string, input: object, at = now, language = 'zh', more = '') => {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { data, errors } = await suite.subsidies
    .as(who, at, { 'accept-language': language })
    .ask<Record<string, { userErrors: object[] }>>(
      `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { userErrors { code message path rule ${more} } } }`,
      { input: { idempotencyKey: aKey(), ...input } },
    );
  if (errors) throw new Error(JSON.stringify(errors));
  return data?.[mutation]?.userErrors[0];
};

/** A digest of each table that a refusal might have touched. */
const everything = async (): Promise<unknown> => {
  const tables = ['claim', 'claim_step', 'claim_review', 'appeal', 'appropriation', 'ledger_entry', 'payment'];
  const more = ['parameter_value', 'declared_interest', 'entitlement', 'recorded_fact', 'kit_outbox'];
  const parts = [...tables, ...more].map(
    (table) => `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${table} t) as ${table}`,
  );
  return (await suite.subsidies.rows(`select ${parts.join(', ')}`))[0];
};

/** A claim that is refused, and put on record to be appealed. */
async function refusedClaim(who: PersonLike): Promise<string> {
  graph.state(who.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });
  return (await claim(who, { onRecord: true })).data?.claimSubsidy.claim?.id ?? '';
}

describe('whatever subsidies refuse', () => {
  test('they say so in Chinese and in English, each code of each mutation', async () => {
    const said = await refusalsOf('subsidies', new URL('../src', import.meta.url).pathname);

    expect(said.length).toBeGreaterThan(40);
    const wrong = said.filter(
      ({ zh = '', en = '' }) => !/\p{Script=Han}.*。$/u.test(zh) || !/^[A-Z][ -~’“”]*\.$/.test(en),
    );
    expect(wrong).toEqual([]);
  });

  test('what rests on a parameter can say since when: those mutations, and no others', async () => {
    const said = await refusalsOf('subsidies', new URL('../src', import.meta.url).pathname);

    expect([...new Set(said.filter(({ dated }) => dated).map(({ mutation }) => mutation))].toSorted()).toEqual([
      'AppealClaim',
      'ClaimSubsidy',
    ]);
  });

  test.each([
    ['zh', '不符合申领条件：签约当日不超过 35 周岁（至 36 周岁生日前一日）。（自 2019-01-01 起施行）'],
    [
      'en',
      'Not every rule is met: At most 35 on the contract day, that is until the day before turning 36. (Since 2019-01-01.)',
    ],
  ])(
    'whoever is not entitled is told by which rule, with which value, and since when (%s)',
    async (language, message) => {
      const worker = aWorker();
      graph.state(worker.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });

      const input = { programCode: 'YOUTH_HOME_PURCHASE' };
      expect(await refusal(worker, 'claimSubsidy', input, now, language, 'effectiveFrom')).toEqual({
        code: 'NOT_ELIGIBLE',
        message,
        path: ['programCode'],
        rule: 'AGE_MAX',
        effectiveFrom: '2019-01-01',
      });
    },
  );

  test('an appeal that comes too late is told the last day, and since when there are sixty', async () => {
    const worker = aWorker();
    const input = { claimId: await refusedClaim(worker), grounds: '材料齐全' };
    const late = '2021-07-24T00:00:00+08:00';

    expect(await refusal(worker, 'appealClaim', input, late, 'zh', 'lastDay effectiveFrom')).toMatchObject({
      code: 'TOO_LATE',
      rule: 'APPEAL_DAYS',
      lastDay: '2021-07-23',
      effectiveFrom: '1999-10-01',
    });
  });

  const reference = { zh: '测试文号', en: 'test document' };
  test.each<[string, () => Promise<[who: PersonLike, mutation: string, input: object]>, object]>([
    [
      'a refusal that was appealed in vain is not appealed again',
      async () => {
        const worker = aWorker();
        const appeal = { claimId: await refusedClaim(worker), grounds: '材料齐全' };
        await refusal(worker, 'appealClaim', appeal);
        const [row] = await suite.subsidies.rows<{ id: string }>('select id from appeal where claim_id = ?', [
          appeal.claimId,
        ]);
        await refusal(officer, 'decideAppeal', { appealId: row?.id, upheld: false, finding: '维持原决定' });
        return [worker, 'appealClaim', appeal];
      },
      { code: 'ALREADY_APPEALED', path: ['claimId'], rule: 'APPEAL' },
    ],
    [
      'nobody’s appeal is decided',
      async () => [officer, 'decideAppeal', { appealId: newId('apl'), upheld: true, finding: '支持' }],
      { code: 'APPEAL_NOT_FOUND', path: ['appealId'], rule: 'APPEAL' },
    ],
    [
      'what is given in kind gets no money',
      async () => [officer, 'openAppropriation', { programCode: 'POINTS_SCHOOLING', fiscalYear: 2021, fen: 100 }],
      { code: 'IN_KIND', path: ['programCode'], rule: 'PROGRAM' },
    ],
    [
      'an interest is declared once',
      async () => {
        const input = { workerId: newId('wrk'), reason: '亲属' };
        await refusal(colleague, 'declareInterest', input);
        return [colleague, 'declareInterest', input];
      },
      { code: 'ALREADY_DECLARED', path: ['workerId'], rule: 'INTEREST' },
    ],
    [
      'nobody’s payment is confirmed',
      async () => [persona('partner'), 'confirmPayment', { paymentId: newId('pay'), settled: true }],
      { code: 'PAYMENT_NOT_FOUND', path: ['paymentId'], rule: 'S3' },
    ],
    [
      'nobody’s payment is sent again',
      async () => [officer, 'retryPayment', { paymentId: newId('pay') }],
      { code: 'PAYMENT_NOT_FOUND', path: ['paymentId'], rule: 'S3' },
    ],
    [
      'a parameter that there is not is not set',
      async () => {
        const input = { programCode: 'YOUTH_HOME_PURCHASE', name: 'shoeSize', from: '2021-06-01', value: 1, reference };
        return [officer, 'setParameter', input];
      },
      { code: 'PARAMETER_NOT_FOUND', path: ['name'], rule: 'PARAMETER' },
    ],
    [
      'a value that no parameter of its unit can have is not set',
      async () => {
        const input = {
          programCode: 'YOUTH_HOME_PURCHASE',
          name: 'ageMax',
          from: '2021-06-01',
          value: 1_000,
          reference,
        };
        return [officer, 'setParameter', input];
      },
      { code: 'OUT_OF_RANGE', path: ['value'], rule: 'YEARS' },
    ],
  ])('%s: in both languages, and nothing changes', async (_what, given, expected) => {
    const [who, mutation, input] = await given();
    const before = await everything();

    const zh = await refusal(who, mutation, input, now, 'zh');
    const en = await refusal(who, mutation, input, now, 'en');

    expect(zh).toEqual({ ...expected, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect(en).toEqual({ ...expected, message: expect.stringMatching(/^[A-Z][ -~’]*\.$/) });
    expect(await everything()).toEqual(before);
  });
});
