import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bulkWorker, demoId } from '@millgate/demo';
import { openEveryConnection, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { allowedMoves } from '../src/consultation/consultation.rules.ts';
import { Confidentiality } from '../src/consultation/confidentiality.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import {
  asAdvisor,
  change,
  givenAdvisor,
  givenConsultation,
  givenSlot,
  hrOf,
  now,
  registry,
} from './support/advisors.ts';

const baoge = demoId('ent', 'baoge');
const hr = hrOf(baoge);
const staff: PersonLike = {
  id: demoId('acc', 's'),
  roles: [{ role: 'COMMUNITY_STAFF', scope: demoId('com', 'liming') }],
};

const bulk = (index: number): PersonLike => {
  const { id } = bulkWorker(index);
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

describe('of advice it always holds that', () => {
  let advisors: TestSubgraph;
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now, graph: registry({ chains: [] }) });
    await openEveryConnection(advisors);
  });
  afterAll(() => advisors.stop());
  beforeEach(async () => {
    await advisors.rows(
      `update consultation set state = 'CANCELLED' where state in ('REQUESTED', 'ASSIGNED', 'ACCEPTED')`,
    );
    await advisors.rows('delete from appointment');
  });

  let attempt = 0;
  const ask = (who: PersonLike, input: Record<string, unknown> = {}) =>
    change(advisors, who, 'requestConsultation', {
      idempotencyKey: `attempt-${(attempt += 1)}`,
      kind: 'INDUSTRY',
      question: '设备款从哪里来？',
      ...(who === hr ? { onBehalfOfEnterpriseId: baoge } : {}),
      ...input,
    });

  test('A1: of thirty who want one slot one has it, and every other question is asked of somebody', async () => {
    const advisorId = await givenAdvisor(advisors);
    const slotId = await givenSlot(advisors, advisorId);
    await Promise.all(Array.from({ length: 4 }, () => givenAdvisor(advisors)));

    const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => ask(bulk(at), { slotId })));

    expect(answers.filter(({ consultation }) => consultation?.slot?.id === slotId)).toHaveLength(1);
    expect(new Set(answers.map(({ consultation }) => consultation?.state))).toEqual(new Set(['ASSIGNED']));
  });

  const EndAppointment = `mutation ($input: EndAppointmentInput!) { endAppointment(input: $input) { userErrors { code } } }`;
  const termOf = async (advisorId: string) =>
    (await advisors.rows<{ id: string }>('select id from appointment where advisor_id = ?', [advisorId]))[0]?.id;

  const outOfOffice = () =>
    advisors.rows(`select c.id from consultation c
      where c.state in ('ASSIGNED', 'ACCEPTED', 'MET') and not exists (select from appointment o
        where o.advisor_id = c.advisor_id and daterange(o.office_from, o.office_until) @> c.assigned_on)`);

  test('A2: whoever asks while terms end is never with somebody out of office, and nobody is lost', async () => {
    for (let round = 0; round < 6; round += 1) {
      const leavers = await Promise.all(Array.from({ length: 3 }, () => givenAdvisor(advisors)));
      const terms = await Promise.all(leavers.map(termOf));
      const ends = terms.map((appointmentId) => ({ input: { appointmentId, until: '2026-11-22' } }));

      const all = await Promise.allSettled([
        ...ends.map((variables) => advisors.as(staff).data(EndAppointment, variables)),
        ...Array.from({ length: 8 }, (_, at) => ask(bulk(100 + at))),
      ]);

      expect(all.filter(({ status }) => status === 'rejected')).toEqual([]);
      expect(await outOfOffice()).toEqual([]);
    }
    const stays = await givenAdvisor(advisors);
    await advisors.subgraph.runDue(new Date(now));
    const left = await advisors.rows(`select distinct state, advisor_id from consultation where state <> 'CANCELLED'`);
    expect(left).toEqual([{ state: 'ASSIGNED', advisor_id: stays }]);
  });

  test('A2: the database refuses an adviser out of office, whoever writes', async () => {
    const advisorId = await givenAdvisor(advisors);
    const id = await givenConsultation(advisors, { advisorRef: advisorId, authorId: 'x', workerId: 'x' });

    const beyond = advisors.rows(`update consultation set assigned_on = '2026-03-31' where id = ?`, [id]);

    await expect(beyond).rejects.toMatchObject({ constraint: 'consultation_a2' });
  });

  const Declare = `mutation ($input: DeclareAdvisorInterestInput!) { declareAdvisorInterest(input: $input) { userErrors { code } } }`;

  test('A3: an interest declared while the enterprise asks: no question of it stays with the adviser', async () => {
    for (let round = 0; round < 6; round += 1) {
      const recused = await givenAdvisor(advisors);
      await givenAdvisor(advisors);
      const declaring = { input: { idempotencyKey: recused, enterpriseId: baoge } };

      const all = await Promise.allSettled([
        ...Array.from({ length: 4 }, () => ask(hr)),
        advisors.as(asAdvisor(recused)).data(Declare, declaring),
        ...Array.from({ length: 4 }, () => ask(hr)),
      ]);

      expect(all.filter(({ status }) => status === 'rejected')).toEqual([]);
      const kept = await advisors.rows(
        `select c.id from consultation c join declared_interest i using (advisor_id, enterprise_id)
          where c.state in ('ASSIGNED', 'ACCEPTED', 'MET')`,
      );
      expect(kept).toEqual([]);
    }
  });

  test('A3: the database refuses it from both sides', async () => {
    const recused = await givenAdvisor(advisors, { interestIn: baoge });
    const other = await givenAdvisor(advisors);
    const given = { authorId: hr.id, enterpriseId: baoge };
    await givenConsultation(advisors, { advisorRef: other, ...given });

    await expect(givenConsultation(advisors, { advisorRef: recused, ...given })).rejects.toThrow('has an interest');
    const declared = advisors.rows(
      `insert into declared_interest (id, advisor_id, enterprise_id, held_from) values ('int_x', ?, ?, '2026-01-01')`,
      [other, baoge],
    );
    await expect(declared).rejects.toMatchObject({ constraint: 'declared_interest_a3' });
  });

  test('A4: a seal is never broken, and nobody else is told, whoever writes', async () => {
    const advisorId = await givenAdvisor(advisors, { kind: AdvisorKind.INTEGRITY });
    const sealed = { kind: AdvisorKind.INTEGRITY, confidentiality: Confidentiality.SEALED };
    const id = await givenConsultation(advisors, { advisorRef: advisorId, authorId: 'x', workerId: 'x', ...sealed });

    const unsealed = advisors.rows(`update consultation set kind = 'LEGAL', confidentiality = 'NORMAL' where id = ?`, [
      id,
    ]);
    await expect(unsealed).rejects.toMatchObject({ constraint: 'consultation_a4' });
    const told = advisors.rows(
      `insert into advisor_notice (id, person_id, kind, consultation_id, written_at) values ('ntc_x', ?, 'OVERDUE', ?, now())`,
      [`staff:${demoId('com', 'liming')}`, id],
    );
    await expect(told).rejects.toMatchObject({ constraint: 'advisor_notice_a4' });
  });

  test('A5: the first request is never moved', async () => {
    const advisorId = await givenAdvisor(advisors);
    const id = await givenConsultation(advisors, { advisorRef: advisorId, authorId: 'x', workerId: 'x' });

    const moved = advisors.rows(`update consultation set first_requested_at = now() where id = ?`, [id]);

    await expect(moved).rejects.toMatchObject({ constraint: 'consultation_a5' });
  });

  test('A5: through any number of refusals the waiting time is that of the first request', async () => {
    const asked = await Promise.all(Array.from({ length: 5 }, () => givenAdvisor(advisors)));
    const { consultation } = await ask(hr);
    let at = Date.parse(now);
    for (let refused = 0; refused < asked.length; refused += 1) {
      at += 3_600_000;
      const [row] = await advisors.rows<{ advisor_id: string; version: number }>(
        'select advisor_id, version from consultation where id = ?',
        [consultation?.id],
      );
      const input = { consultationId: consultation?.id, expectedVersion: row?.version, reason: '忙' };
      await change(
        advisors,
        asAdvisor(row?.advisor_id ?? ''),
        'declineConsultation',
        input,
        new Date(at).toISOString(),
      );
    }

    const [row] = await advisors.rows<{ first_requested_at: Date; state: string }>(
      'select first_requested_at, state from consultation where id = ?',
      [consultation?.id],
    );
    expect({ ...row, first_requested_at: new Date(row?.first_requested_at ?? 0).getTime() }).toEqual({
      state: 'REQUESTED',
      first_requested_at: Date.parse(now),
    });
  });

  test('two who move a consultation at once: one does, the other learns that it changed', async () => {
    const advisorId = await givenAdvisor(advisors);
    const { consultation } = await ask(hr);
    const input = { consultationId: consultation?.id, expectedVersion: consultation?.version };

    const answers = await Promise.all([
      ...Array.from({ length: 5 }, () => change(advisors, asAdvisor(advisorId), 'acceptConsultation', input)),
      ...Array.from({ length: 5 }, () => change(advisors, hr, 'cancelConsultation', input)),
    ]);

    const codes = answers.map(({ codes: [code] }) => code ?? 'DONE').toSorted();
    expect(codes).toEqual(['DONE', ...Array.from({ length: 9 }, () => 'STALE_VERSION')]);
  });

  test('states change along the table alone, which is the same in the rules and in the database', async () => {
    const moves = await advisors.rows<{ before: string; after: string }>('select before, after from consultation_move');
    const ofDatabase = moves.map(({ before, after }) => `${before} ${after}`).toSorted();

    expect(ofDatabase).toEqual([...new Set(allowedMoves.map((move) => move.join(' ')))].toSorted());
    const advisorId = await givenAdvisor(advisors);
    const id = await givenConsultation(advisors, { advisorRef: advisorId, authorId: 'x', workerId: 'x' });
    const jump = advisors.rows(`update consultation set state = 'CLOSED' where id = ?`, [id]);
    await expect(jump).rejects.toMatchObject({ constraint: 'consultation_state' });
  });
});
