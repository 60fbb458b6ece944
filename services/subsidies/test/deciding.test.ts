import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import { nobody, type PersonLike } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { programId } from '../seeds/programs.ts';
import { aKey, claiming, contractDay } from './support/claiming.ts';
import { born, bought } from './support/graph.ts';

const suite = claiming();
const { graph, aWorker, claim, budget } = suite;
const [first, second] = [persona('program'), persona('program-second')];

let worker: PersonLike;
let claimId: string;

type Answer = Record<
  string,
  { claim?: { state: string } | null; appeal?: { state: string } | null; userErrors: Record<string, unknown>[] }
>;

const mutate = async (who: PersonLike, name: string, input: object, at?: string) => {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const result =
    name.endsWith('Appeal') || name === 'appealClaim' ? 'appeal { id state }' : 'claim { id state amount { fen } }';
  const details = {
    withdrawClaim: 'state',
    decideClaim: 'state conflict',
    recordFact: 'conflict',
    appealClaim: 'state lastDay',
    decideAppeal: 'conflict',
    requestClawback: 'state',
    settleClawback: 'state conflict',
  }[name];
  const document = `mutation ($i: ${type}!) { ${name}(input: $i) { ${result} userErrors { code rule ${details} } } }`;
  const answer = await suite.subsidies.as(who, at).ask<Answer>(document, { i: { idempotencyKey: aKey(), ...input } });
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  const { userErrors, ...rest } = answer.data[name] as Answer[string];
  return userErrors[0] ?? rest.claim ?? rest.appeal ?? null;
};
const approve = (who: PersonLike, id = claimId) =>
  mutate(who, 'decideClaim', { claimId: id, verdict: 'APPROVE', reason: '材料齐全' });

/** Somebody whose date of birth nobody knows: what papers say is for officers. */
async function unknownBirth(): Promise<void> {
  worker = aWorker();
  const unknown = { ...born(contractDay), value: null, from: null, status: 'UNKNOWN' as const };
  graph.state(worker.id, { birthDateFact: unknown, homePurchaseFacts: [bought(contractDay)] });
  claimId = (await claim(worker)).data?.claimSubsidy.claim?.id ?? '';
}

describe('a claim that rules alone cannot decide', () => {
  beforeEach(unknownBirth);

  test('is granted when two officers have found so, with the amount of its day; one does not suffice', async () => {
    const once = await approve(first);
    const twice = await approve(second);

    expect(once).toMatchObject({ state: 'PENDING_FACTS', amount: null });
    expect(twice).toMatchObject({ state: 'APPROVED', amount: { fen: 30_000_000 } });
    expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
  });

  test('is never granted by one officer’s many voices, also when they arrive at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => approve(first)));

    expect(answers.filter((one) => (one as { code?: string }).code === 'ALREADY_REVIEWED')).toHaveLength(9);
    expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
  });

  test('is granted once when two officers approve at once', async () => {
    await Promise.all([approve(first), approve(second)]);

    expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
  });

  test('is not decided by whoever declared an interest in the claimant, nor by the claimant herself', async () => {
    await suite.subsidies
      .as(second)
      .data(`mutation ($i: DeclareInterestInput!) { declareInterest(input: $i) { declared } }`, {
        i: { idempotencyKey: aKey(), workerId: worker.id, reason: '配偶' },
      });
    const herself = { id: worker.id, roles: [...worker.roles, { role: 'PROGRAM_OFFICER' as const }] };

    expect(await approve(second)).toEqual({
      code: 'CONFLICT_OF_INTEREST',
      rule: 'FOUR_EYES',
      state: null,
      conflict: 'DECLARED_INTEREST',
    });
    expect(await approve(herself)).toMatchObject({ code: 'CONFLICT_OF_INTEREST', conflict: 'OWN_CLAIM' });
  });

  test('is refused by one officer, and may be appealed for 60 days, once, to somebody who took no part', async () => {
    const reason = '材料与登记不符';
    await approve(first);
    expect(await mutate(second, 'decideClaim', { claimId, verdict: 'REFUSE', reason })).toMatchObject({
      state: 'REFUSED',
    });
    const appeal = (at: string) => mutate(worker, 'appealClaim', { claimId, grounds: '有出生证明' }, at);

    expect(await appeal('2021-07-24T00:00:00+08:00')).toMatchObject({
      code: 'TOO_LATE',
      rule: 'APPEAL_DAYS',
      lastDay: '2021-07-23',
    });
    const filed = (await appeal('2021-07-23T23:59:00+08:00')) as { id: string };
    const decide = (who: PersonLike, upheld: boolean) =>
      mutate(who, 'decideAppeal', { appealId: filed.id, upheld, finding: '出生证明属实' });

    expect(filed).toMatchObject({ state: 'FILED' });
    expect(await decide(second, true)).toMatchObject({ code: 'CONFLICT_OF_INTEREST', conflict: 'OWN_DECISION' });
    expect(await decide(first, true)).toMatchObject({ code: 'CONFLICT_OF_INTEREST', conflict: 'OWN_DECISION' });
    const third = { id: newId('acc'), roles: [{ role: 'PROGRAM_OFFICER' as const }] };
    expect(await decide(third, true)).toMatchObject({ state: 'UPHELD' });
    expect(await budget()).toEqual({ reserved: 30_000_000, available: 60_000_000 });
    expect(await decide(third, true)).toMatchObject({ code: 'ALREADY_DECIDED' });
  });

  test('of a source that is down is nobody’s to decide by hand (S5)', async () => {
    graph.down.add('homePurchaseFacts');
    worker = aWorker();
    graph.state(worker.id, { birthDateFact: born('1991-11-02') });
    claimId = (await claim(worker)).data?.claimSubsidy.claim?.id ?? '';

    expect(await approve(first)).toMatchObject({ code: 'SOURCE_UNAVAILABLE', rule: 'S5' });
  });

  test.each([
    ['a worker', () => persona('packer'), 'FORBIDDEN'],
    ['a manager', () => persona('manager'), 'FORBIDDEN'],
    ['nobody', () => nobody, 'UNAUTHENTICATED'],
  ])('is not for %s to decide', async (_who, who, code) => {
    const { errors } = await suite.subsidies
      .as(who())
      .ask(`mutation ($i: DecideClaimInput!) { decideClaim(input: $i) { claim { id } } }`, {
        i: { idempotencyKey: aKey(), claimId, verdict: 'APPROVE', reason: 'x' },
      });

    expect(errors?.[0]?.extensions).toEqual({ code });
  });

  test('is for the officers of its programme: for those of another it does not exist', async () => {
    const other = { id: newId('acc'), roles: [{ role: 'PROGRAM_OFFICER' as const, scope: programId('SKILL_LEVEL') }] };
    const own = {
      id: newId('acc'),
      roles: [{ role: 'PROGRAM_OFFICER' as const, scope: programId('YOUTH_HOME_PURCHASE') }],
    };

    expect(await approve(other)).toMatchObject({ code: 'CLAIM_NOT_FOUND' });
    expect(await approve(own)).toMatchObject({ state: 'PENDING_FACTS' });
  });
});

describe('a refusal by rule', () => {
  test('is put on record if the claimant wants to appeal it', async () => {
    worker = aWorker();
    graph.state(worker.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });
    const { data } = await claim(worker, { onRecord: true });
    const found = data?.claimSubsidy.claim;

    const filed = await mutate(worker, 'appealClaim', { claimId: found?.id, grounds: '登记有误' });

    expect(found?.state).toBe('REFUSED');
    expect(filed).toMatchObject({ state: 'FILED' });
  });

  test('that was claimed anew meanwhile has nothing left to appeal (S1)', async () => {
    worker = aWorker();
    graph.state(worker.id, { birthDateFact: born('1985-05-24'), homePurchaseFacts: [bought(contractDay)] });
    const refused = (await claim(worker, { onRecord: true })).data?.claimSubsidy.claim;
    graph.state(worker.id, { birthDateFact: born('1991-11-02'), homePurchaseFacts: [bought(contractDay)] });
    await claim(worker);

    expect(await mutate(worker, 'appealClaim', { claimId: refused?.id, grounds: 'x' })).toMatchObject({
      code: 'CLAIMED_ANEW',
      rule: 'S1',
    });
  });
});

describe('taking a claim back', () => {
  beforeEach(async () => {
    worker = aWorker();
    claimId = (await claim(worker)).data?.claimSubsidy.claim?.id ?? '';
  });

  test('frees its money, once, also when asked for many times at once; and she may claim anew', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => mutate(worker, 'withdrawClaim', { claimId })));

    expect(answers.filter((one) => (one as { state?: string }).state === 'WITHDRAWN').length).toBe(10);
    expect(answers.filter((one) => 'code' in (one ?? {})).length).toBe(9);
    expect(await budget()).toEqual({ reserved: 0, available: 90_000_000 });
    expect((await claim(worker)).data?.claimSubsidy.claim?.state).toBe('APPROVED');
  });

  test('is too late once its payment is under way; and is nobody else’s to do', async () => {
    expect(await mutate(aWorker(), 'withdrawClaim', { claimId })).toMatchObject({ code: 'CLAIM_NOT_FOUND' });
    await suite.subsidies.subgraph.runDue(new Date(`${contractDay}T03:00:00Z`));

    expect(await mutate(worker, 'withdrawClaim', { claimId })).toMatchObject({ code: 'WRONG_STATE', state: 'PAYING' });
  });
});
