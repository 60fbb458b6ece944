import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { bulk } from './support/homes.ts';
import { IssuePurchaseCodes, type Issued } from './support/sales.ts';

const now = '2026-11-20T12:00:00+08:00';
const program = persona('program');
const staff = persona('housing');

let person = 4_000;
const somebody = () => bulk(person++);

describe('codes to buy a home by', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
    await openEveryConnection(housing);
  });
  afterAll(() => housing.stop());

  let holder: PersonLike;
  beforeEach(() => {
    holder = somebody();
  });

  describe('codes are issued', () => {
    const issue = (input: object, who: Parameters<TestSubgraph['as']>[0] = program) =>
      housing.as(who).ask<Issued>(IssuePurchaseCodes, {
        input: { programme: 'YOUTH_HOME_PURCHASE', ...input },
      });

    test('one each, shown in the first answer only, and stored as a keyed hash', async () => {
      const others = [somebody(), somebody()];
      const input = { idempotencyKey: newId('key'), holderIds: others.map(({ id }) => id), validMonths: 3 };

      const first = await issue(input);
      const again = await issue(input);

      const issued = first.data?.issuePurchaseCodes.issued ?? [];
      expect(issued).toMatchObject(
        others.map(({ id }) => ({
          value: expect.stringMatching(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/),
          purchaseCode: { state: 'ISSUED', expiresAt: '2027-02-20T04:00:00.000Z', holder: { id } },
        })),
      );
      expect(again.data?.issuePurchaseCodes.issued).toEqual(issued.map((one) => ({ ...one, value: null })));
      const stored = JSON.stringify(await housing.rows('select * from purchase_code')).toUpperCase();
      for (const { value } of issued) expect(stored).not.toContain((value ?? '').replaceAll('-', ''));
    });

    test('to nobody, when one of them holds one that is still good; and again after it expired', async () => {
      const other = somebody();
      const ask = (key: string, at?: string) =>
        housing.as(program, at).ask<Issued>(IssuePurchaseCodes, {
          input: { idempotencyKey: key, programme: 'P', holderIds: [other.id, holder.id], validMonths: 1 },
        });
      await housing.as(program).data(IssuePurchaseCodes, {
        input: { idempotencyKey: newId('key'), programme: 'P', holderIds: [holder.id], validMonths: 1 },
      });

      const refused = await ask(newId('key'));
      const later = await ask(newId('key'), '2026-12-20T12:00:00+08:00');

      expect(refused.data?.issuePurchaseCodes).toMatchObject({
        issued: null,
        userErrors: [{ code: 'ALREADY_HOLDS', path: ['holderIds'], rule: 'H4', holderIds: [holder.id] }],
      });
      expect(later.data?.issuePurchaseCodes.issued).toHaveLength(2);
    });

    test('once, when ten officers issue to one person at the same moment', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => issue({ idempotencyKey: newId('key'), holderIds: [holder.id] })),
      );

      expect(answers.filter(({ errors }) => errors)).toEqual([]);
      expect(answers.filter(({ data }) => data?.issuePurchaseCodes.issued)).toHaveLength(1);
    });

    test.each([
      ['UNAUTHENTICATED', 'nobody', nobody],
      ['FORBIDDEN', 'the holder', bulk(1)],
      ['FORBIDDEN', 'housing staff', staff],
    ])('is %s to %s', async (code, _who, who) => {
      const { errors } = await issue({ idempotencyKey: newId('key'), holderIds: [holder.id] }, who);

      expect(errors?.[0]?.extensions?.['code']).toBe(code);
    });

    test.each([
      [{ holderIds: [] }, 'holderIds', 'arrayMinSize'],
      [{ holderIds: ['wrk_x'] }, 'holderIds', 'matches'],
      [{ validMonths: 0 }, 'validMonths', 'min'],
      [{ areaFromM2: 90, areaToM2: 80 }, 'areaToM2', 'areaRange'],
    ])('bad input %j is refused by its path', async (bad, path, rule) => {
      const { errors } = await issue({ idempotencyKey: newId('key'), holderIds: [holder.id], ...bad });

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['input', path], rule });
    });
  });
});
