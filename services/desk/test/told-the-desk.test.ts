import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { openEveryConnection, type TestSubgraph } from '@millgate/kit/testing';
import { type CaseAnswer, lingfeng, now, speakers, startDesk } from './support/desk.ts';

const welder = persona('welder').id;

describe('the desk is told', () => {
  let desk: TestSubgraph;
  let say: ReturnType<typeof speakers>;
  beforeAll(async () => {
    desk = await startDesk();
    say = speakers(desk);
    await openEveryConnection(desk);
  }, 60_000);
  afterAll(() => desk.stop());

  const seen = (one: CaseAnswer) => ({ caseId: one.id, expectedVersion: one.version });
  const tell = (type: string, aggregate: string, payload: Record<string, unknown>, occurredAt = now) =>
    desk.subgraph.receive({ id: newId('evt'), type, aggregate, occurredAt, payload });
  const look = async (one: CaseAnswer): Promise<CaseAnswer> => {
    const fields = 'id no state version dueAt owner { id } claims { id }';
    const data = await desk
      .as(persona('manager'))
      .data<{ case: CaseAnswer }>(`query ($id: ID!) { case(id: $id) { ${fields} } }`, { id: one.id });
    return data.case;
  };
  const decide = (one: CaseAnswer) =>
    say.asAccount(one.owner?.id ?? '')('decideCase', { ...seen(one), outcome: 'DONE', answer: '已办' });

  describe('of a claim that a case led to:', () => {
    const accepted = async () => {
      const { case: taken } = await say.as('clerk')('acceptCase', seen(await say.filed('welder')));
      return taken as CaseAnswer;
    };
    const opened = (one: CaseAnswer, claimId: string, workerId = welder, at = now) =>
      tell('ClaimOpened', claimId, { claimId, caseId: one.id, workerId }, at);
    const closed = (one: CaseAnswer, claimId: string) =>
      tell('ClaimClosed', claimId, { claimId, caseId: one.id, workerId: welder, outcome: 'GRANTED' });

    test('D8: while one is open there is no outcome, by decision or on the spot; then there is', async () => {
      const one = await accepted();
      const [first, second] = [newId('clm'), newId('clm')];
      await opened(one, first);
      await opened(one, second);
      await closed(one, first);

      const waiting = await look(one);
      expect(waiting).toMatchObject({ state: 'IN_PROGRESS', claims: [{ id: first }, { id: second }].toSorted(byId) });
      const refused = { case: null, userErrors: [{ code: 'LINKED_OPEN', path: ['caseId'], rule: 'D8' }] };
      expect(await decide(waiting)).toEqual(refused);
      const spot = { ...seen(waiting), answer: '已办' };
      expect(await say.asAccount(waiting.owner?.id ?? '')('resolveOnSpot', spot)).toEqual(refused);

      await closed(one, second);
      const free = await look(one);
      expect((await decide(free)).case?.state).toBe('DELIVERED');
      const steps = await desk.rows(
        `select action, note from case_step where case_id = ? and note like 'clm_%' order by id`,
        [one.id],
      );
      expect(steps).toEqual([
        { action: 'CLAIM_OPENED', note: first },
        { action: 'CLAIM_OPENED', note: second },
        { action: 'CLAIM_CLOSED', note: `${first} GRANTED` },
        { action: 'CLAIM_CLOSED', note: `${second} GRANTED` },
      ]);
      const told = `select 1 from notice where case_id = ? and person_id = ? and kind = 'CASE_MOVED'`;
      expect(await desk.rows(told, [one.id, free.owner?.id])).toHaveLength(2);
    });

    test('D8: of a decision and a claim at the same instant, the case never has an outcome beside an open claim', async () => {
      const cases = await Promise.all(Array.from({ length: 12 }, accepted));

      await Promise.all(cases.flatMap((one) => [decide(one), opened(one, newId('clm'))]));

      const states = await desk.rows<{ state: string; linked_open: boolean }>(
        `select distinct state, linked_open from "case" where id in (select jsonb_array_elements_text(?::jsonb))`,
        [JSON.stringify(cases.map(({ id }) => id))],
      );
      expect(states).toEqual([{ state: 'IN_PROGRESS', linked_open: true }]);
    });

    test('a case that was closed is taken up again when its claim is, and stays closed for a claim of long after', async () => {
      const one = await accepted();
      const own = newId('clm');
      await opened(one, own);
      await closed(one, own);
      await decide(await look(one));
      await desk.subgraph.runDue(new Date('2026-12-31T10:00:00+08:00'));
      expect((await look(one)).state).toBe('CLOSED');

      await opened(one, newId('clm'), welder, '2027-01-10T10:00:00+08:00');
      expect((await look(one)).state).toBe('CLOSED');
      await opened(one, own, welder, '2027-01-11T10:00:00+08:00');

      const again = await look(one);
      expect(again.state).toBe('IN_PROGRESS');
      expect(again.owner).not.toBeNull();
    });

    test.each([
      ['of somebody else', async (one: CaseAnswer) => opened(one, newId('clm'), persona('packer').id)],
      ['of no case', async (one: CaseAnswer) => opened({ ...one, id: 'cas_none' }, newId('clm'))],
      ['that nobody opened', async (one: CaseAnswer) => closed(one, newId('clm'))],
    ])('a claim %s holds nothing up', async (_what, telling) => {
      const one = await accepted();

      await telling(one);

      expect(await look(one)).toMatchObject({ version: one.version, claims: [] });
      expect((await decide(one)).case?.state).toBe('DELIVERED');
    });
  });

  test('that two records are one person: what was the one’s is the other’s, and her wishes stand', async () => {
    const [alias, kept] = [newId('wrk'), newId('wrk')];
    const as = (id: string) => desk.as({ id, roles: [{ role: 'WORKER', scope: id }] });
    const filing = { kind: 'CONSULTATION', itemCode: null, theme: 'SCHOOLING', subject: '入学', workerId: alias };
    const one = await say.filed('clerk', { ...filing, assistance: 'GUIDED', channel: 'COUNTER' });
    await desk.rows(
      `insert into notice_preference (person_id, email, email_confirmed_at, hook_url, kinds)
       values (?, 'a@example.org', now(), 'https://example.org/hook', '{CASE_MOVED}')`,
      [alias],
    );
    await desk.rows(
      `insert into queue_ticket (id, community_id, no, taken_on, worker_id, state, taken_at)
       values (?, ?, 'A900', '2026-11-20', ?, 'WAITING', now())`,
      [newId('tkt'), lingfeng, alias],
    );
    const merge = () => tell('WorkersMerged', kept, { mergeId: newId('wmg'), workerId: kept, mergedIds: [alias] });

    await merge();
    await merge();

    const mine = '{ myCases { nodes { no } } myNotices { nodes { kind } } myNoticePreferences { email hookUrl } }';
    expect(await as(kept).data(mine)).toEqual({
      myCases: { nodes: [{ no: one.no }] },
      myNotices: { nodes: [{ kind: 'CASE_MOVED' }] },
      myNoticePreferences: { email: 'a@example.org', hookUrl: null },
    });
    expect(await desk.rows(`select worker_id from queue_ticket where no = 'A900'`)).toEqual([{ worker_id: kept }]);
    // A claim that names the record by its old id is hers as well.
    await tell('ClaimOpened', 'clm_x', { claimId: 'clm_x', caseId: one.id, workerId: alias });
    expect(await look(one)).toMatchObject({ claims: [{ id: 'clm_x' }] });
  });

  test('nobody waits behind a case that cannot be moved: where a department is empty the office answers, and a fault stops at its case', async () => {
    const late = new Date('2027-03-01T10:00:00+08:00');
    const filing = { itemCode: 'housing-01', subject: '住房' };
    const [broken, waiting] = [await say.filed('welder', filing), await say.filed('welder', filing)];
    await desk.rows(
      `update officer set active = false where department_id =
         (select department_id from service_item where code = 'housing-01')`,
    );
    await desk.rows(
      `create function broken() returns trigger language plpgsql as $$ begin
         if old.id = '${broken.id}' then raise exception 'this row is broken'; end if; return new; end $$`,
    );
    await desk.rows(`create trigger broken before update on "case" for each row execute function broken()`);

    await desk.subgraph.runDue(late);

    expect(await look(broken)).toMatchObject({ state: 'SUBMITTED', owner: null });
    expect(await look(waiting)).toMatchObject({ state: 'IN_PROGRESS', owner: { id: expect.any(String) } });
    const [{ code } = { code: '' }] = await desk.rows<{ code: string }>(
      `select d.code from department d join "case" c on c.department_id = d.id where c.id = ?`,
      [waiting.id],
    );
    expect(code).toBe('community-office');
  });
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
