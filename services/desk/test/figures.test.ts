import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { communityId, persona } from '@millgate/demo';
import type { TestSubgraph } from '@millgate/kit/testing';
import { startDesk } from './support/desk.ts';

describe('figures of the desk', () => {
  let desk: TestSubgraph;
  beforeAll(async () => {
    desk = await startDesk();
  }, 60_000);
  afterAll(() => desk.stop());

  const ask = (community: 'jinshan' | 'jinxiu', from: string, to: string, fields: string, who = 'manager') =>
    desk
      .as(persona(who))
      .ask<{ _entities: { desk: Record<string, unknown> | null }[] }>(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Figures { desk { ${fields} } } } }`,
        {
          r: [
            {
              __typename: 'Figures',
              scopeId: communityId(community),
              from,
              to,
              communityIds: [communityId(community)],
            },
          ],
        },
      );

  test('the survey’s 259 voices are 48 and 211, and all of them were decided', async () => {
    const { data } = await ask(
      'jinshan',
      '2018-01-01',
      '2018-12-31',
      'filed voices industryVoices decided onTimeShare mattersPerTicket',
    );
    expect(data?._entities[0]?.desk).toEqual({
      filed: 259,
      voices: 259,
      industryVoices: 48,
      decided: 259,
      onTimeShare: 1,
      mattersPerTicket: null,
    });
  });

  test('a theme that fewer than five asked about is withheld, and no exact count beside it gives it away', async () => {
    const { data, errors } = await ask(
      'jinshan',
      '2018-01-01',
      '2018-12-31',
      'byTheme { theme people { value withheld } filed { value withheld } }',
    );
    const themes = (data?._entities[0]?.desk?.['byTheme'] ?? []) as ByTheme[];

    expect(errors).toBeUndefined();
    expect(themes.length).toBeGreaterThan(5);
    for (const { people, filed } of themes) {
      for (const { value, withheld } of [people, filed]) {
        expect(value === null ? withheld : value % 5).toBe(value === null ? 'SMALL_COUNT' : 0);
      }
    }
    const told = themes.reduce((sum, { filed }) => sum + (filed.value ?? 0), 0);
    expect(Math.abs(told - 259)).toBeLessThanOrEqual(4 * themes.length);
  });

  test('months add up to the whole, in one statement more', async () => {
    const answer = await ask('jinshan', '2018-01-01', '2018-12-31', 'voices series(by: MONTH) { from to voices }');
    const months = answer.data?._entities[0]?.desk?.['series'] as { from: string; to: string; voices: number }[];
    expect(months).toHaveLength(12);
    expect(months[1]).toMatchObject({ from: '2018-02-01', to: '2018-02-28' });
    expect(months.reduce((sum, { voices }) => sum + voices, 0)).toBe(259);
    const cost = (by: string) =>
      desk.statementsOf(() => ask('jinshan', '2018-01-01', '2018-12-31', `series(by: ${by}) { voices }`));
    expect(await cost('DAY')).toBe(await cost('MONTH'));
  });

  test('1,068 matters were filed for or with somebody', async () => {
    const { data } = await ask('jinxiu', '2026-01-01', '2026-12-31', 'assisted');
    expect(data?._entities[0]?.desk).toEqual({ assisted: 1_068 });
  });

  test.each(['welder', 'hr', 'clerk', 'partner'])('%s reads none', async (who) => {
    const { data, errors } = await ask('jinshan', '2018-01-01', '2018-12-31', 'filed', who);
    expect([data?._entities[0]?.desk, errors?.[0]?.extensions?.['code']]).toEqual([null, 'FORBIDDEN']);
  });

  test('what is late can be listed, as many as are counted, by who may read every matter', async () => {
    const fields = 'breachedNow breached(first: 100) { nodes { state dueAt } }';
    const { data } = await ask('jinxiu', '2026-01-01', '2026-12-31', fields);
    const { breachedNow, breached } = data?._entities[0]?.desk as {
      breachedNow: number;
      breached: { nodes: { state: string; dueAt: string }[] };
    };
    expect(breached.nodes).toHaveLength(breachedNow);
    expect(breached.nodes.every(({ state }) => state === 'IN_PROGRESS')).toBe(true);

    const refused = await ask('jinxiu', '2026-01-01', '2026-12-31', fields, 'auditor');
    expect(refused.data?._entities[0]?.desk?.['breached']).toBeNull();
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

interface Told {
  readonly value: number | null;
  readonly withheld: string | null;
}

interface ByTheme {
  readonly theme: string;
  readonly people: Told;
  readonly filed: Told;
}
