import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { act, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { asAdvisor, givenAdvisor, givenSlot, now } from './support/advisors.ts';

const liming = demoId('com', 'liming');
const staff: PersonLike = { id: demoId('acc', 's'), roles: [{ role: 'COMMUNITY_STAFF', scope: liming }] };

describe('the office of advisers', () => {
  let advisors: TestSubgraph;
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now });
  });
  afterAll(() => advisors.stop());

  let attempt = 0;
  const appoint = (input: Record<string, unknown>, who: PersonLike = staff) =>
    act(advisors, who, 'appointAdvisor', {
      input: {
        idempotencyKey: `appoint-${(attempt += 1)}`,
        communityId: liming,
        from: '2027-04-01',
        batch: 2,
        ...input,
      },
      value: 'appointment { from until batch advisor { id name(lang: EN) inOffice(on: "2027-04-01") } }',
      details: 'from until',
    });
  const somebody = {
    name: { zh: '新顾问', en: 'New adviser' },
    kind: 'LEGAL',
    organisation: { zh: '律所', en: 'Law firm' },
    channels: ['OFFICE'],
  };

  test('is given for a term, which does not overlap another of the same adviser', async () => {
    const { value } = await appoint({ advisor: somebody, until: '2028-04-01' });
    const advisorId = (value?.['advisor'] as { id: string }).id;

    expect(value).toEqual({
      from: '2027-04-01',
      until: '2028-04-01',
      batch: 2,
      advisor: { id: advisorId, name: 'New adviser', inOffice: true },
    });
    expect((await appoint({ advisorId, from: '2028-03-31' })).errors).toEqual([
      { code: 'TERM_OVERLAPS', path: ['from'], rule: 'office', from: '2027-04-01', until: '2028-04-01' },
    ]);
    expect((await appoint({ advisorId, from: '2028-04-01' })).errors).toEqual([]);
  });

  test('of ten terms given to one adviser at once one stands', async () => {
    const advisorId = await givenAdvisor(advisors);

    const all = await Promise.all(Array.from({ length: 10 }, () => appoint({ advisorId, from: '2026-05-01' })));
    expect(all.map(({ errors: [error] }) => error?.['code'])).toEqual(
      Array.from({ length: 10 }, () => 'TERM_OVERLAPS'),
    );

    const added = await givenAdvisor(advisors, { office: { from: '2026-01-01', until: '2026-02-01' } });
    const again = await Promise.all(Array.from({ length: 10 }, () => appoint({ advisorId: added })));
    expect(again.map(({ errors: [error] }) => error?.['code'] ?? 'APPOINTED').toSorted()).toEqual([
      'APPOINTED',
      ...Array.from({ length: 9 }, () => 'TERM_OVERLAPS'),
    ]);
  });

  test.each<[string, Record<string, unknown>, PersonLike, string]>([
    ['by staff of another community', {}, persona('registrar'), 'NOT_YOURS'],
    ['by a worker', {}, persona('welder'), 'NOT_YOURS'],
    ['for nobody', { advisor: null }, staff, 'WHO_IS_MISSING'],
    ['for somebody known and somebody new at once', { advisorId: 'adv_x' }, staff, 'WHO_IS_MISSING'],
    ['for somebody unknown', { advisor: null, advisorId: 'adv_x' }, staff, 'ADVISOR_NOT_FOUND'],
    ['for no time', { until: '2027-04-01' }, staff, 'TERM_IS_EMPTY'],
  ])('is not given %s', async (_how, input, who, code) => {
    const { value, errors } = await appoint({ advisor: somebody, ...input }, who);

    expect({ value, codes: errors.map((error) => error['code']) }).toEqual({ value: null, codes: [code] });
  });

  test('ends today or later, within its term', async () => {
    const advisorId = await givenAdvisor(advisors);
    const [term] = await advisors.rows<{ id: string }>('select id from appointment where advisor_id = ?', [advisorId]);
    const end = (until: string, who: PersonLike = staff) =>
      act(advisors, who, 'endAppointment', {
        input: { appointmentId: term?.id, until },
        value: 'appointment { until }',
      });

    expect((await end('2026-11-21')).errors).toMatchObject([{ code: 'NOT_IN_TERM' }]);
    expect((await end('2026-12-01', persona('registrar'))).errors).toMatchObject([{ code: 'APPOINTMENT_NOT_FOUND' }]);
    expect((await end('2026-12-01')).value).toEqual({ until: '2026-12-01' });
    expect((await end('2026-12-02')).errors).toMatchObject([{ code: 'NOT_IN_TERM' }]);
  });

  test('offers time of one’s own, without overlaps, and takes back what nobody has', async () => {
    const advisorId = await givenAdvisor(advisors);
    const open = (hours: [string, string][], who: PersonLike = asAdvisor(advisorId), mode = 'VISIT') =>
      act(advisors, who, 'openSlots', {
        input: {
          idempotencyKey: `slots-${(attempt += 1)}`,
          advisorId,
          slots: hours.map(([from, until]) => ({
            startsAt: `2026-11-24T${from}:00+08:00`,
            endsAt: `2026-11-24T${until}:00+08:00`,
            mode,
          })),
        },
        value: 'advisor { id }',
      });

    expect(
      (
        await open([
          ['09:00', '10:00'],
          ['10:00', '11:00'],
        ])
      ).errors,
    ).toEqual([]);
    expect(
      (
        await open([
          ['11:00', '12:00'],
          ['10:30', '10:45'],
        ])
      ).errors,
    ).toEqual([{ code: 'SLOTS_OVERLAP', path: ['slots', '1'], rule: 'A1' }]);
    expect(
      (
        await open([
          ['13:00', '14:00'],
          ['13:30', '15:00'],
        ])
      ).errors,
    ).toMatchObject([{ path: ['slots', '1'] }]);
    expect((await open([['15:00', '15:00']])).errors).toMatchObject([{ code: 'SLOT_WRONG' }]);
    expect((await open([['15:00', '16:00']], asAdvisor(advisorId), 'ONLINE_24H')).errors).toMatchObject([
      { code: 'MODE_NOT_OFFERED' },
    ]);
    expect((await open([['15:00', '16:00']], staff)).errors).toMatchObject([{ code: 'NOT_YOURS' }]);

    const slotId = await givenSlot(advisors, advisorId, '2026-11-25');
    const close = (who: PersonLike) => act(advisors, who, 'closeSlot', { input: { slotId }, value: 'advisor { id }' });
    expect((await close(staff)).errors).toMatchObject([{ code: 'SLOT_NOT_FOUND' }]);
    expect((await close(asAdvisor(advisorId))).errors).toEqual([]);
    expect(await advisors.rows('select 1 from slot where id = ?', [slotId])).toEqual([]);
  });

  test('keeps interests in confidence: the adviser reads them, and nobody else', async () => {
    const advisorId = await givenAdvisor(advisors);
    const declared = await act(advisors, asAdvisor(advisorId), 'declareAdvisorInterest', {
      input: { idempotencyKey: 'declared', enterpriseId: demoId('ent', 'haina') },
      value: 'interest { id from until enterprise { id } }',
    });
    const id = declared.value?.['id'];

    expect(declared.value).toEqual({ id, from: '2026-11-22', until: null, enterprise: { id: demoId('ent', 'haina') } });
    const mine = '{ myDeclaredInterests { id } }';
    expect(await advisors.as(asAdvisor(advisorId)).data(mine)).toEqual({ myDeclaredInterests: [{ id }] });
    expect((await advisors.as(persona('manager')).ask(mine)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    const ended = await act(advisors, asAdvisor(advisorId), 'endAdvisorInterest', {
      input: { interestId: id },
      value: 'interest { until }',
    });
    expect(ended.value).toEqual({ until: '2026-11-23' });
  });

  test('publishes what can be cited', async () => {
    const publish = (who: PersonLike, validUntil: string | null = null) =>
      act(advisors, who, 'publishAdviceSource', {
        input: {
          ...{ code: 'P-1', kind: 'POLICY', title: { zh: '政策', en: 'Policy' }, issuer: { zh: '区', en: 'District' } },
          ...{ validFrom: '2026-01-01', validUntil },
        },
        value: 'source { code title(lang: EN) issuer(lang: EN) }',
      });

    expect((await publish(staff)).value).toEqual({ code: 'P-1', title: 'Policy', issuer: 'District' });
    expect((await publish(staff, '2026-01-01')).errors).toMatchObject([{ code: 'ENDS_BEFORE_IT_BEGINS' }]);
    expect((await publish(persona('welder'))).topLevel).toEqual(['FORBIDDEN']);
    expect(await advisors.as(persona('welder')).data('{ adviceSources(kind: POLICY) { nodes { code } } }')).toEqual({
      adviceSources: { nodes: [{ code: 'P-1' }] },
    });
  });
});
