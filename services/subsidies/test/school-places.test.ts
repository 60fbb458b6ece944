import { beforeEach, describe, expect, test } from 'vitest';
import { newId } from '@millgate/kit';
import type { PersonLike } from '@millgate/kit/testing';
import { persona } from '@millgate/demo';
import { aKey, claiming } from './support/claiming.ts';
import { child } from './support/graph.ts';

const suite = claiming();
const { graph } = suite;
const [first, second] = [persona('program'), persona('program-second')];
const spring = (year: number) => `${year}-05-12T10:00:00+08:00`;

interface Answer {
  [name: string]: {
    claim?: { id: string; state: string } | null;
    allocation?: Record<string, number> | null;
    userErrors: Record<string, unknown>[];
  };
}

async function mutate(who: PersonLike, name: string, input: object, at: string) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const result = name === 'allocatePlaces' ? 'allocation { round places ranked given }' : 'claim { id state }';
  const details = { allocatePlaces: 'waiting', recordFact: 'conflict', decideClaim: 'conflict', claimSubsidy: '' }[
    name
  ];
  const { data, errors } = await suite.subsidies
    .as(who, at)
    .ask<Answer>(`mutation ($i: ${type}!) { ${name}(input: $i) { ${result} userErrors { code rule ${details} } } }`, {
      i: { idempotencyKey: aKey(), ...input },
    });
  if (!data) throw new Error(JSON.stringify(errors));
  const answer = data[name] as Answer[string];
  return answer.userErrors[0] ?? answer.claim ?? answer.allocation;
}

function aParent(...children: string[]): PersonLike {
  const id = newId('wrk');
  graph.state(id, { childBirthFacts: children.map((born) => child(newId('dep'), born)) });
  return { id, roles: [{ role: 'WORKER', scope: id }] };
}

const apply = async (who: PersonLike, year: number) =>
  ((await mutate(who, 'claimSubsidy', { programCode: 'POINTS_SCHOOLING' }, spring(year))) as { id: string }).id;

/** Applies, has the points counted by one officer, and is let into the round by another. */
async function enter(year: number, points: number, at = spring(year)): Promise<string> {
  const claimId = await apply(aParent(`${year - 7}-01-01`), year);
  await mutate(first, 'recordFact', { claimId, name: 'schoolPoints', value: points }, at);
  await mutate(second, 'decideClaim', { claimId, verdict: 'APPROVE', reason: '核对无误' }, at);
  return claimId;
}

const allocate = (year: number, at = `${year}-07-01T10:00:00+08:00`) =>
  mutate(first, 'allocatePlaces', { programCode: 'POINTS_SCHOOLING', round: year }, at);

const outcomes = (ids: string[]) =>
  Promise.all(
    ids.map(async (id) => {
      const [row] = await suite.subsidies.rows<{ state: string; rank: number | null; place: string | null }>(
        'select c.state, e.rank, e.place from claim c left join entitlement e on e.claim_id = c.id where c.id = ?',
        [id],
      );
      return row && [row.state, row.rank, row.place];
    }),
  );

let year = 2029;
beforeEach(() => {
  year += 1;
});

const places = (value: number) =>
  suite.subsidies.rows(
    `insert into parameter_value (id, parameter_id, valid_from, value, reference_zh, reference_en, recorded_at)
     select ?, p.id, ?, ?, '测试', 'test', '2001-01-01' from parameter p join subsidy_program s on s.id = p.program_id
      where s.code = 'POINTS_SCHOOLING' and p.name = 'places'`,
    [newId('pav'), `${year}-01-01`, value],
  );

describe('places in school by points', () => {
  test('go to the first by points; of equals to whoever was complete earlier; the others are told their rank', async () => {
    await places(2);
    const [low, late, early, top] = [
      await enter(year, 70),
      await enter(year, 90, `${year}-05-12T12:00:00+08:00`),
      await enter(year, 90, `${year}-05-12T11:00:00+08:00`),
      await enter(year, 95),
    ];

    const given = await allocate(year);

    expect(given).toEqual({ round: year, places: 2, ranked: 4, given: 2 });
    expect(await outcomes([top, early, late, low])).toEqual([
      ['PAID', 1, `${year}-1`],
      ['PAID', 2, `${year}-2`],
      ['REFUSED', 3, null],
      ['REFUSED', 4, null],
    ]);
    const { data } = await suite.subsidies
      .as(first)
      .ask(`query ($id: ID!) { claim(id: $id) { assessment { trace { rule outcome value effectiveFrom } } } }`, {
        id: late,
      });
    expect(data).toMatchObject({
      claim: {
        assessment: {
          trace: expect.arrayContaining([
            { rule: 'WITHIN_PLACES', outcome: 'FAILED', value: 2, effectiveFrom: `${year}-01-01` },
          ]),
        },
      },
    });
  });

  test('are given once, however many officers give them at once', async () => {
    await places(1);
    const ids = [await enter(year, 80), await enter(year, 85)];

    const answers = await Promise.all(Array.from({ length: 6 }, () => allocate(year)));

    expect(answers).toEqual(Array(6).fill({ round: year, places: 1, ranked: 2, given: 1 }));
    expect(await outcomes(ids)).toEqual([
      ['REFUSED', 2, null],
      ['PAID', 1, `${year}-1`],
    ]);
  });

  test('are not given while a claim of the round still waits for its points', async () => {
    await enter(year, 80);
    await apply(aParent(`${year - 7}-01-01`), year);

    expect(await allocate(year)).toEqual({ code: 'NOT_ALL_READY', rule: 'ROUND', waiting: 1 });
  });

  test('are claimed once for each child and year', async () => {
    const parent = aParent(`${year - 7}-01-01`);
    const id = await apply(parent, year);
    const again = await mutate(parent, 'claimSubsidy', { programCode: 'POINTS_SCHOOLING' }, spring(year));

    expect(id).toMatch(/^clm_/);
    expect(again).toMatchObject({ code: 'ALREADY_CLAIMED', rule: 'S1' });
  });
});

describe('an officer who counts points', () => {
  test('does not let the claim in as well', async () => {
    const claimId = await apply(aParent(`${year - 7}-01-01`), year);
    await mutate(first, 'recordFact', { claimId, name: 'schoolPoints', value: 88 }, spring(year));

    const decided = await mutate(first, 'decideClaim', { claimId, verdict: 'APPROVE', reason: 'x' }, spring(year));

    expect(decided).toMatchObject({ code: 'CONFLICT_OF_INTEREST', conflict: 'OWN_EDIT' });
  });

  test('finds too few: the claim is refused by its rule; and cannot set a rank', async () => {
    const claimId = await apply(aParent(`${year - 7}-01-01`), year);

    expect(await mutate(first, 'recordFact', { claimId, name: 'rank', value: 1 }, spring(year))).toMatchObject({
      code: 'NOT_ASKED_FOR',
    });
    expect(await mutate(first, 'recordFact', { claimId, name: 'schoolPoints', value: 64 }, spring(year))).toMatchObject(
      {
        state: 'REFUSED',
      },
    );
  });

  test('is needed: without points nobody lets a claim in', async () => {
    const claimId = await apply(aParent(`${year - 7}-01-01`), year);

    expect(
      await mutate(second, 'decideClaim', { claimId, verdict: 'APPROVE', reason: 'x' }, spring(year)),
    ).toMatchObject({ code: 'FACTS_MISSING', rule: 'schoolPoints' });
  });
});
