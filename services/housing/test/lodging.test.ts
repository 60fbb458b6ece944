import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enterpriseId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { employmentStarted } from '../src/follow/employment.events.ts';
import { PropertyKind } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { bulk, givenLease, givenUnit } from './support/homes.ts';
import { codeOf, givenProperty, mutate, type Payload, staff } from './support/listings.ts';

const now = '2025-11-30T12:00:00+08:00';
const hr = persona('hr');
const zhenzhi = enterpriseId('zhenzhi');

let person = 0;
const somebody = () => bulk(person++);

describe('lodging', () => {
  let housing: TestSubgraph;
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => housing.stop());

  let events = 0;
  const told = (type: string, payload: object, at = now) =>
    housing.subgraph.receive({
      id: `evt_${events++}`,
      type,
      aggregate: 'wrk',
      occurredAt: new Date(at).toISOString(),
      payload: payload as never,
    });
  async function givenJob(
    worker: PersonLike,
    { enterprise = zhenzhi, from = '2024-01-01', at = now } = {},
  ): Promise<string> {
    const employmentId = newId('emp');
    await told(
      'EmploymentStarted',
      { employmentId, workerId: worker.id, enterpriseId: enterprise, primary: true, from, until: null },
      at,
    );
    return employmentId;
  }
  const leasesOf = (worker: PersonLike) =>
    housing.rows<{ id: string; state: string; from: string; until: string; payer: string }>(
      `select id, state, let_from::text as from, let_until::text as until, payer from lease where tenant_id = ? order by let_from, id`,
      [worker.id],
    );
  const leaseOf = (payload: Payload) =>
    payload['lease'] as { id: string; state: string; from: string; until: string; bed: number | null };

  describe('free lodging (H3)', () => {
    const lodge = (
      who: PersonLike,
      unitId: string,
      {
        at = now,
        caller = staff,
        ...more
      }: Record<string, unknown> & { at?: string; caller?: Parameters<TestSubgraph['as']>[0] } = {},
    ) =>
      mutate(
        housing,
        caller,
        'startLodging',
        'lease { id state from until bed payer rent { fen } } userErrors { code path rule existing }',
        { workerId: who.id, unitId, ...more },
        at,
      );
    let room: string;
    beforeEach(async () => {
      room = await givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING });
    });

    test('begins today and ends with the month-end clamp', async () => {
      expect(leaseOf(await lodge(somebody(), room))).toMatchObject({
        state: 'ACTIVE',
        from: '2025-11-30',
        until: '2026-02-28',
        bed: 1,
        payer: 'FREE',
        rent: { fen: 0 },
      });
    });

    test('is given once a person, also a year later and elsewhere', async () => {
      const who = somebody();
      const first = leaseOf(await lodge(who, room));

      const again = await lodge(who, await givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING }), {
        at: '2026-11-30T12:00:00+08:00',
      });

      expect(again.userErrors).toMatchObject([{ code: 'FREE_LODGING_USED', rule: 'H3', existing: first.id }]);
      expect(await leasesOf(who)).toHaveLength(1);
    });

    test('of 20 check-ins of one person at once, in 20 rooms, one holds', async () => {
      const who = somebody();
      const rooms = await Promise.all(
        Array.from({ length: 20 }, () => givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING })),
      );

      const payloads = await Promise.all(rooms.map((unitId) => lodge(who, unitId)));

      expect(payloads.map(codeOf).toSorted()).toEqual([...Array.from({ length: 19 }, () => 'FREE_LODGING_USED'), 'OK']);
    });

    test('of 10 check-ins into one room of four at once, four hold, each in a bed of its own', async () => {
      const payloads = await Promise.all(Array.from({ length: 10 }, () => lodge(somebody(), room)));

      expect(payloads.map(codeOf).toSorted()).toEqual([
        ...Array.from({ length: 6 }, () => 'BED_TAKEN'),
        'OK',
        'OK',
        'OK',
        'OK',
      ]);
      const beds = payloads.filter((one) => codeOf(one) === 'OK').map((one) => leaseOf(one).bed);
      expect(beds.toSorted()).toEqual([1, 2, 3, 4]);
    });

    test.each([
      ['EMPLOYED', 'whoever has a job', async (who: PersonLike) => (await givenJob(who), room)],
      ['NOT_LODGING', 'a flat that is let', async () => givenUnit(housing)],
      ['UNIT_NOT_FOUND', 'a room that is not there', async () => 'unt_none'],
    ])('is refused as %s for %s', async (code, _what, prepare) => {
      const who = somebody();

      expect(codeOf(await lodge(who, await prepare(who)))).toBe(code);
      expect(await leasesOf(who)).toEqual([]);
    });

    test('ends fifteen days after the first day of a job, and a flat is offered from that day, without a gap', async () => {
      const { unitIds } = await givenProperty(housing, { units: 1 });
      await housing.rows('update unit set bed_rent_fen = 120000 where id = ?', [unitIds[0]]);
      const who = somebody();
      await lodge(who, room);

      await givenJob(who, { from: '2026-01-05', at: '2026-01-05T09:00:00+08:00' });
      await Promise.all(
        Array.from({ length: 5 }, () => housing.subgraph.runDue(new Date('2026-01-05T09:01:00+08:00'))),
      );

      expect(await leasesOf(who)).toMatchObject([
        { state: 'NOTICE', from: '2025-11-30', until: '2026-01-20', payer: 'FREE' },
        { state: 'OFFERED', from: '2026-01-20', until: '2027-01-20', payer: 'WORKER' },
      ]);
      // Whoever may ring up a tenant may not when she has left: the others are told of the new end, once.
      const [{ id } = { id: '' }] = await leasesOf(who);
      const told = (await housing.published()).filter(({ aggregate }) => aggregate === id);
      expect(told.map(({ type, payload }) => [type, payload['until']])).toEqual([
        ['LeaseSigned', '2026-02-28'],
        ['LeaseEnded', '2026-01-20'],
      ]);
    });

    test('that has no flat to be followed by can be found, and is followed when one is free', async () => {
      const who = somebody();
      const lodging = leaseOf(await lodge(who, room));
      await givenJob(who, { from: '2026-01-05', at: '2026-01-05T09:00:00+08:00' });
      const stuck = async () =>
        (
          await housing
            .as(staff)
            .data<{ stuckHousing: { kind: string; subject: string }[] }>('{ stuckHousing { kind subject since } }')
        ).stuckHousing.filter(({ subject }) => subject === lodging.id);
      await housing.subgraph.runDue(new Date('2026-01-05T09:01:00+08:00'));
      expect(await stuck()).toMatchObject([{ kind: 'LODGING_WITHOUT_OFFER' }]);

      const { unitIds } = await givenProperty(housing, { units: 1 });
      await housing.rows('update unit set bed_rent_fen = 120000 where id = ?', [unitIds[0]]);
      await housing.subgraph.runDue(new Date('2026-01-06T09:00:00+08:00'));

      expect(await stuck()).toEqual([]);
      expect((await leasesOf(who)).map(({ state }) => state)).toEqual(['NOTICE', 'OFFERED']);
    });

    test('is as short for a job that she had found before she came, and that begins later', async () => {
      const who = somebody();
      await givenJob(who, { from: '2025-12-20' });

      expect(leaseOf(await lodge(who, room))).toMatchObject({
        state: 'NOTICE',
        from: '2025-11-30',
        until: '2026-01-04',
      });
      expect(
        await housing.rows('select needed_from::text from lodging_follow_up where worker_id = ?', [who.id]),
      ).toEqual([{ needed_from: '2026-01-04' }]);
    });

    test('never goes on beside a job that is told of while she checks in', async () => {
      const who = somebody();
      let checkedIn: ReturnType<typeof lodge> | undefined;
      const job = { employmentId: newId('emp'), workerId: who.id, enterpriseId: zhenzhi, primary: true };
      const event = {
        id: newId('evt'),
        type: 'EmploymentStarted',
        aggregate: who.id,
        occurredAt: new Date(now).toISOString(),
      };
      await housing.given(async (tx) => {
        const payload = { ...job, from: '2025-12-01', until: null } as never;
        await employmentStarted(tx, { ...event, payload });
        let done = false;
        checkedIn = lodge(who, room).finally(() => (done = true));
        const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        await expect.poll(async () => done || (await housing.rows(waiting)).length > 0, { timeout: 30_000 }).toBe(true);
      });

      expect(codeOf((await checkedIn) as Payload)).toBe('OK');
      expect(await leasesOf(who)).toMatchObject([{ from: '2025-11-30', until: '2025-12-16' }]);
    });

    test('is accounted for: what is left, since when, and why not, as check-in decides', async () => {
      const who = somebody();
      const left = async (on: string, at = now) => {
        const { _entities } = await housing.as(who, at).data<{ _entities: { lodgingEntitlement: object }[] }>(
          `query ($of: [_Any!]!, $on: Date) { _entities(representations: $of) { ... on Worker { lodgingEntitlement(on: $on) {
             standing from until nightsLeft stay { id } reasons { code rule since effectiveFrom message(lang: EN) } } } } }`,
          { of: [{ __typename: 'Worker', id: who.id }], on },
        );
        return _entities[0]?.lodgingEntitlement;
      };
      const open = {
        standing: 'ENTITLED',
        from: '2025-11-30',
        until: '2026-02-28',
        nightsLeft: 90,
        stay: null,
        reasons: [],
      };

      expect(await left('2025-11-30')).toEqual(open);
      const { id } = leaseOf(await lodge(who, room));
      expect(await left('2025-12-31')).toEqual({ ...open, standing: 'UNDER_WAY', nightsLeft: 59, stay: { id } });
      await givenJob(who, { from: '2026-01-05', at: '2026-01-05T09:00:00+08:00' });
      expect(await left('2026-01-10')).toMatchObject({ standing: 'UNDER_WAY', until: '2026-01-20', nightsLeft: 10 });
      expect(await left('2027-01-10', '2027-01-10T12:00:00+08:00')).toEqual({
        ...{ standing: 'NOT_ENTITLED', from: null, until: null, nightsLeft: 0, stay: { id } },
        reasons: [
          {
            ...{ code: 'EMPLOYED', rule: 'H3', since: '2026-01-05', effectiveFrom: null },
            message: 'She has a job on that day, and does not look for one.',
          },
          {
            ...{ code: 'FREE_LODGING_USED', rule: 'H3', since: '2025-11-30', effectiveFrom: '2019-01-01' },
            message: 'Free lodging is given once a person, and was used.',
          },
        ],
      });
    });

    test('is one person’s, when two records turn out to be hers: a third stay is refused, both stand, staff are told', async () => {
      const [kept, merged] = [somebody(), somebody()];
      await lodge(kept, room);
      const second = leaseOf(await lodge(merged, room));
      const paid = await givenLease(housing, { unitId: await givenUnit(housing), tenant: merged });

      await told('WorkersMerged', { mergeId: newId('wmg'), workerId: kept.id, mergedIds: [merged.id] });

      expect(codeOf(await lodge(merged, await givenUnit(housing, { kind: PropertyKind.JOB_SEEKER_LODGING })))).toBe(
        'FREE_LODGING_USED',
      );
      expect((await leasesOf(kept)).map(({ id }) => id)).toContain(paid);
      const { stuckHousing } = await housing
        .as(staff)
        .data<{ stuckHousing: { kind: string; subject: string }[] }>('{ stuckHousing { kind subject } }');
      expect(stuckHousing).toContainEqual({ kind: 'MERGE_CONFLICT', subject: second.id });
    });

    test.each([
      ['UNAUTHENTICATED', nobody],
      ['FORBIDDEN', bulk(1)],
      ['FORBIDDEN', hr],
    ])('is %s to check in for whoever is not housing staff', async (code, caller) => {
      await expect(lodge(somebody(), room, { caller })).rejects.toMatchObject({ extensions: { code } });
    });
  });
});
