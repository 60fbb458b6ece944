import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, type TestSubgraph } from '@millgate/kit/testing';
import { key, lingfeng, now, speakers, startDesk } from './support/desk.ts';

describe('one window', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  beforeAll(async () => {
    desk = await startDesk();
    say = speakers(desk);
  }, 60_000);
  afterAll(() => desk.stop());

  const mutate = async <T = Record<string, unknown>>(
    who: Parameters<TestSubgraph['as']>[0],
    document: string,
    at = now,
  ) => await desk.as(who, at).data<Record<string, T>>(`mutation { ${document} }`);

  describe('numbers', () => {
    const take = (who: Parameters<TestSubgraph['as']>[0] = persona('clerk'), at = now) =>
      mutate<{ ticket: { id: string; no: string } }>(
        who,
        `takeTicket(input: { idempotencyKey: "${key()}", communityId: "${lingfeng}" }) { ticket { id no } userErrors { code } }`,
        at,
      );
    const call = (counter: number) =>
      mutate<{ ticket: { no: string } | null; userErrors: { code: string }[] }>(
        persona('clerk'),
        `callNextTicket(input: { counterId: "${demoId('ctr', `lingfeng-${counter}`)}" }) { ticket { no counter { no } } userErrors { code } }`,
      );

    test('one number carries three matters, each with its own limit', async () => {
      const { takeTicket } = await take();
      const ticketId = takeTicket?.ticket.id;
      const items = ['social-insurance-07', 'medical-insurance-04', 'housing-01'];
      for (const itemCode of items)
        await say.filed('clerk', { itemCode, ticketId, channel: 'COUNTER', assistance: 'GUIDED' });

      const data = await desk
        .as(persona('clerk'))
        .data<{ queueTicket: { matters: object[] } }>(
          `query ($id: ID!) { queueTicket(id: $id) { matters { item { code } limitDays } } }`,
          { id: ticketId },
        );
      expect(data.queueTicket.matters).toEqual([
        { item: { code: 'social-insurance-07' }, limitDays: 1 },
        { item: { code: 'medical-insurance-04' }, limitDays: 10 },
        { item: { code: 'housing-01' }, limitDays: 15 },
      ]);
    });

    test('D6: counters that call at the same instant never get the same number', async () => {
      await Promise.all(Array.from({ length: 12 }, () => take()));

      const called = await Promise.all(Array.from({ length: 20 }, (_, index) => call(1 + (index % 3))));

      const numbers = called.flatMap(({ callNextTicket }) => callNextTicket?.ticket?.no ?? []);
      expect(numbers).toHaveLength(13);
      expect(new Set(numbers).size).toBe(13);
      expect(
        called.filter(({ callNextTicket }) => callNextTicket?.userErrors[0]?.code === 'NOBODY_WAITS'),
      ).toHaveLength(7);
    });

    test('numbers begin anew each day, and D9 no two of a day are alike', async () => {
      const taken = await Promise.all(
        Array.from({ length: 10 }, () => take(persona('clerk'), '2026-11-23T09:00:00+08:00')),
      );
      expect(taken.map(({ takeTicket }) => takeTicket?.ticket.no).sort()).toEqual(
        Array.from({ length: 10 }, (_, index) => `A${String(index + 1).padStart(3, '0')}`),
      );
    });

    test('a number is for the person and the counter', async () => {
      const { takeTicket } = await take();
      const asks = (who: string) =>
        desk.as(persona(who)).data(`{ queueTicket(id: "${takeTicket?.ticket.id}") { no } }`);
      expect(await asks('welder')).toEqual({ queueTicket: null });
      expect(await asks('clerk')).toEqual({ queueTicket: { no: takeTicket?.ticket.no } });
    });
  });

  describe('demand pools', () => {
    const shuttle = demoId('pol', 'shuttle');
    const join = (enterprise: string, who: Parameters<TestSubgraph['as']>[0] = persona('manager')) =>
      mutate<{ member: object | null; userErrors: { code: string }[] }>(
        who,
        `joinPool(input: { poolId: "${shuttle}", enterpriseId: "${enterprise}", headcount: 30 }) { member { headcount } userErrors { code } }`,
      );

    test('HR speaks for its own enterprise alone', async () => {
      const { joinPool } = await join(enterpriseId('tianpu'), persona('hr'));
      expect(joinPool).toEqual({ member: null, userErrors: [{ code: 'NOT_YOURS' }] });
    });

    test('D7: an enterprise that joins again counts once', async () => {
      await Promise.all(Array.from({ length: 5 }, () => join(enterpriseId('dongguan'))));
      expect(
        await desk.rows('select 1 from pool_member where pool_id = ? and left_at is null', [shuttle]),
      ).toHaveLength(6);
      expect(await desk.rows('select state from demand_pool where id = ?', [shuttle])).toEqual([
        { state: 'GATHERING' },
      ]);
    });

    test('D7: of forty enterprises that join at once the seventh reaches it, and it is told once', async () => {
      const others = Array.from({ length: 40 }, (_, index) => demoId('ent', `joining-${index}`));

      const answers = await Promise.all(others.map((id) => join(id)));

      const joined = answers.filter(({ joinPool }) => joinPool?.member !== null);
      expect(joined).toHaveLength(1);
      expect(answers.filter(({ joinPool }) => joinPool?.userErrors[0]?.code === 'POOL_CLOSED')).toHaveLength(39);
      const reached = (await desk.published()).filter(({ type }) => type === 'PoolReached');
      expect(reached).toHaveLength(1);
      expect((reached[0]?.payload as { founders: object[] }).founders).toHaveLength(7);
    });

    test('leaving afterwards does not undo it, and of two answers the first stands', async () => {
      await mutate(
        persona('manager'),
        `leavePool(input: { poolId: "${shuttle}", enterpriseId: "${enterpriseId('dongguan')}" }) { pool { state } }`,
      );
      const answered = (openedId: string, id: string) =>
        desk.subgraph.receive({
          id,
          type: 'PoolAnswered',
          source: 'mobility',
          aggregate: shuttle,
          payload: { poolId: shuttle, openedId, openedAt: now },
        } as never);

      await Promise.all([
        answered('rte_1', 'evt_01KAJ3J0Q000000000000TEST1'),
        answered('rte_2', 'evt_01KAJ3J0Q000000000000TEST2'),
      ]);

      const [pool] = await desk.rows<{ state: string; fulfilled_by: string }>(
        'select state, fulfilled_by from demand_pool where id = ?',
        [shuttle],
      );
      expect(pool?.state).toBe('FULFILLED');
      expect(['rte_1', 'rte_2']).toContain(pool?.fulfilled_by);
    });
  });

  describe('meetings', () => {
    const liming = communityId('liming');
    const staff = { id: demoId('acc', 'liming-staff'), roles: [{ role: 'COMMUNITY_STAFF' as const, scope: liming }] };
    const clerk = { id: demoId('acc', 'liming-clerk'), roles: [{ role: 'CLERK' as const, scope: liming }] };
    const tea = demoId('mtg', 'liming-tea');
    const writeUp = () =>
      mutate<{ meeting: { state: string } | null; userErrors: { code: string; openCases: string[] | null }[] }>(
        staff,
        `writeUpMeeting(input: { meetingId: "${tea}", minutes: "三件事。" }) { meeting { state } userErrors { code openCases } }`,
      );

    test('a meeting is not written up while a matter is with nobody', async () => {
      const raise = `fileCase(input: { idempotencyKey: "${key()}", kind: APPLICATION, itemCode: "culture-02", communityId: "${liming}",
        enterpriseId: "${enterpriseId('haina')}", subject: "场馆", meetingId: "${tea}", channel: COUNTER }) { case { id no version } }`;
      const { fileCase } = await mutate<{ case: { id: string; no: string; version: number } }>(clerk, raise);
      const raised = fileCase?.case;

      expect((await writeUp()).writeUpMeeting).toEqual({
        meeting: null,
        userErrors: [{ code: 'MATTER_OPEN', openCases: [raised?.no] }],
      });
      await expect(desk.rows(`update meeting set state = 'WRITTEN_UP' where id = ?`, [tea])).rejects.toMatchObject({
        constraint: 'meeting_d8',
      });

      await mutate(
        clerk,
        `resolveOnSpot(input: { caseId: "${raised?.id}", expectedVersion: 1, answer: "当场答复" }) { userErrors { code } }`,
      );
      expect((await writeUp()).writeUpMeeting).toEqual({ meeting: { state: 'WRITTEN_UP' }, userErrors: [] });
    });

    test('then it takes no more matters', async () => {
      const { fileCase } = await mutate<object>(
        clerk,
        `fileCase(input: { idempotencyKey: "${key()}", kind: HELP_REQUEST, theme: MEALS, communityId: "${liming}",
           enterpriseId: "${enterpriseId('haina')}", subject: "工作餐", meetingId: "${tea}", channel: MEETING }) { userErrors { code } }`,
      );
      expect(fileCase).toEqual({ userErrors: [{ code: 'MEETING_WRITTEN_UP' }] });
    });
  });

  test('259 voices are 48 of industry and 211 of people', async () => {
    const data = await desk
      .as(nobody)
      .data<{ surveyRound: { voices: number; industryVoices: number } }>(
        `{ surveyRound(id: "${demoId('svy', 'jinshan-2018')}") { voices industryVoices } }`,
      );
    expect(data.surveyRound).toEqual({ voices: 259, industryVoices: 48 });
  });

  test('of three terminals two can be used, and the lists have 190, 48 and ten items', async () => {
    const data = await desk
      .as(nobody)
      .data<{ _entities: { terminals: { state: string }[]; serviceLists: { items: object[] }[] }[] }>(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Community { terminals { state } serviceLists { items { code } } } } }`,
        {
          r: ['xinzhuang', 'jinxiu', 'lingfeng'].map((name) => ({
            __typename: 'Community',
            id: communityId(name as 'jinxiu'),
          })),
        },
      );
    expect(data._entities[0]?.terminals.map(({ state }) => state).sort()).toEqual(['OFFLINE', 'ONLINE', 'ONLINE']);
    expect(data._entities.map(({ serviceLists }) => serviceLists[0]?.items.length)).toEqual([190, 48, 10]);
  });

  test.each([
    ['D1', `update "case" set owner_id = null where state = 'IN_PROGRESS'`, 'case_d1'],
    ['D3, a longer limit', `update "case" set limit_days = 21 where state = 'IN_PROGRESS'`, 'case_d3'],
    ['D3, an item', 'update service_item set promised_days = 21', 'service_item_d3'],
    ['D4', 'update "case" set corrections = 2', 'case_d4'],
    ['D5', `update "case" set state = 'CLOSED' where state = 'IN_PROGRESS'`, 'case_d5'],
    ['D8', `update "case" set linked_open = true where state = 'CLOSED'`, 'case_d8'],
    ['D9', `update "case" set no = (select min(no) from "case")`, 'case_d9'],
    ['history', 'delete from case_step', 'case_step_append_only'],
  ])('%s holds whoever writes', async (_rule, statement, constraint) => {
    await expect(desk.rows(statement)).rejects.toMatchObject({ constraint });
  });
});
