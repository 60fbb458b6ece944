import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  act,
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const now = '2026-11-20T12:00:00+08:00';
const xinzhuang = staffOf('xinzhuang');

describe('facilities and their networks', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now, seeded: true });
    await openEveryConnection(community);
  });
  afterAll(() => community.stop());

  const send = (
    mutation: string,
    input: object,
    value: string,
    details = '',
    who: PersonLike | typeof nobody = xinzhuang,
  ) => act(community, who, mutation, { input: { idempotencyKey: newId('key'), ...input }, value, details });
  const codes = (outcomes: readonly { errors: readonly Record<string, unknown>[] }[]) =>
    outcomes.flatMap(({ errors }) => errors.map(({ code }) => code));
  const broken = (work: Promise<unknown>) =>
    work.then(
      () => 'nothing',
      (cause: { constraint?: string }) => cause.constraint ?? 'something else',
    );
  const library = {
    communityId: communityId('xinzhuang'),
    name: { zh: '新书屋', en: 'New library' },
    kind: 'LIBRARY',
    location: { latitude: 31.1, longitude: 121.38 },
    hours: [{ days: ['SATURDAY', 'SUNDAY'], opensAt: '09:00', closesAt: '24:00' }],
    services: [{ zh: '借书', en: 'Lending' }, { zh: '自习' }],
    openTo: ['WORKERS'],
  };
  const opened = async (change: object = {}) => {
    const { value } = await send('openFacility', { ...library, ...change }, 'facility { id }');
    return (value as { id: string }).id;
  };

  test('a facility is entered, and the circle around it has it', async () => {
    const { value, errors } = await send(
      'openFacility',
      library,
      'facility { id name(lang: EN) kind state version openTo services(lang: EN) hours { days opensAt closesAt } location { latitude longitude } }',
    );
    const { id, ...shown } = value as { id: string };

    const { facilitiesWithin } = await community
      .as(nobody)
      .data<{ facilitiesWithin: { facility: { id: string } }[] }>(
        '{ facilitiesWithin(point: { latitude: 31.1, longitude: 121.38 }, minutes: 15, kinds: [LIBRARY], first: 5) { facility { id } minutes } }',
      );

    expect(errors).toEqual([]);
    expect(shown).toEqual({
      name: 'New library',
      kind: 'LIBRARY',
      state: 'OPEN',
      version: 1,
      openTo: ['WORKERS'],
      // One that has no English name is called by its Chinese one.
      services: ['Lending', '自习'],
      hours: library.hours,
      location: library.location,
    });
    expect(facilitiesWithin[0]).toEqual({ facility: { id }, minutes: 0 });
  });

  test('of eight edits of one version one is done, and the others are told which version there is', async () => {
    const facilityId = await opened();

    const edits = await Promise.all(
      Array.from({ length: 8 }, () =>
        send(
          'updateFacility',
          { facilityId, expectedVersion: 1, state: 'CLOSED' },
          'facility { state version }',
          'currentVersion',
        ),
      ),
    );

    expect(edits.flatMap(({ value }) => value ?? [])).toEqual([{ state: 'CLOSED', version: 2 }]);
    expect(edits.flatMap(({ errors }) => errors)).toEqual(
      Array.from({ length: 7 }, () => ({
        code: 'STALE_VERSION',
        path: ['expectedVersion'],
        rule: 'version',
        currentVersion: 2,
      })),
    );
  });

  const backwards = [{ days: ['MONDAY'], opensAt: '17:00', closesAt: '08:30' }];

  test('hours that end before they begin are refused, and nothing changes', async () => {
    const facilityId = await opened();

    const refused = [
      await send('openFacility', { ...library, hours: backwards }, 'facility { id }'),
      await send('updateFacility', { facilityId, expectedVersion: 1, hours: backwards }, 'facility { id }'),
    ];

    expect(refused.flatMap(({ errors }) => errors)).toMatchObject([
      { code: 'HOURS_IMPOSSIBLE', path: ['hours', '0'] },
      { code: 'HOURS_IMPOSSIBLE', path: ['hours', '0'] },
    ]);
    expect(await community.rows('select version from facility where id = ?', [facilityId])).toEqual([{ version: 1 }]);
    expect(
      await broken(
        community.rows('update facility set hours = ?::jsonb where id = ?', [JSON.stringify(backwards), facilityId]),
      ),
    ).toBe('facility_hours_check');
  });

  test('a time that no clock shows is malformed', async () => {
    const hours = [{ days: ['MONDAY'], opensAt: '08:60', closesAt: '24:01' }];

    const { topLevel } = await send('openFacility', { ...library, hours }, 'facility { id }');

    expect(topLevel).toEqual(['BAD_USER_INPUT']);
  });

  describe('a network', () => {
    const network = {
      communityId: communityId('xinzhuang'),
      name: { zh: '阵地', en: 'Network' },
      slots: [{ label: '1', meaning: { zh: '中心', en: 'Centre' } }, { label: '10' }, { label: 'Y' }],
    };
    const networkOf = async (slots = network.slots) => {
      const { value } = await send(
        'openFacilityNetwork',
        { ...network, slots },
        'network { code slots { id no label meaning(lang: EN) facilities { id } } }',
      );
      return value as { code: string; slots: { id: string }[] };
    };

    test('has the code that its slots spell: terms, which are not added up', async () => {
      expect(await networkOf()).toMatchObject({
        code: '1+10+Y',
        slots: [
          { no: 1, label: '1', meaning: 'Centre', facilities: [] },
          { no: 2, label: '10', meaning: null },
          { no: 3, label: 'Y' },
        ],
      });
    });

    test('comes to be once a community and code, however many send it at once', async () => {
      const slots = [{ label: '3' }, { label: '2' }];

      const answers = await Promise.all(
        Array.from({ length: 6 }, () => send('openFacilityNetwork', { ...network, slots }, 'network { code }')),
      );

      expect(answers.flatMap(({ value }) => value ?? [])).toEqual([{ code: '3+2' }]);
      expect(codes(answers)).toEqual(Array<string>(5).fill('CODE_TAKEN'));
    });

    test('is filled by facilities of its community, each once; a role that ended may be taken on again', async () => {
      const { slots } = await networkOf([{ label: '3' }, { label: 'Z' }]);
      const slotId = slots[0]?.id;
      const facilityId = await opened();
      const elsewhere = demoId('fac', 'lingfeng-gym');
      const fill = (id: string) => send('fillNetworkSlot', { slotId, facilityId: id }, 'slot { facilities { id } }');

      const filled = await Promise.all(Array.from({ length: 6 }, () => fill(facilityId)));
      expect(filled.flatMap(({ value }) => value ?? [])).toEqual([{ facilities: [{ id: facilityId }] }]);
      expect(codes(filled)).toEqual(Array<string>(5).fill('ALREADY_FILLED'));
      expect(codes([await fill(elsewhere), await fill(newId('fac'))])).toEqual([
        'FACILITY_ELSEWHERE',
        'FACILITY_ELSEWHERE',
      ]);

      const vacated = await send('vacateNetworkSlot', { slotId, facilityId }, 'slot { facilities { id } }');
      expect(vacated.value).toEqual({ facilities: [] });
      expect(codes([await send('vacateNetworkSlot', { slotId, facilityId }, 'slot { id }')])).toEqual(['NOT_FILLED']);
      expect((await fill(facilityId)).value).toEqual({ facilities: [{ id: facilityId }] });
    });

    test('keeps code and slots together, and its community, whoever writes: so says the database', async () => {
      const id = demoId('fnw', 'practice');
      const slot = demoId('fns', 'practice-0');

      expect(
        await Promise.all([
          broken(community.rows(`update facility_network set code = '11+X' where id = ?`, [id])),
          broken(community.rows(`update network_slot set label = '11' where id = ?`, [slot])),
          broken(
            community.rows('insert into network_place (id, slot_id, facility_id) values (?, ?, ?)', [
              newId('fnp'),
              slot,
              demoId('fac', 'lingfeng-gym'),
            ]),
          ),
        ]),
      ).toEqual(['network_code_slots', 'network_code_slots', 'network_place_community']);
    });
  });

  test.each<[string, string, PersonLike | typeof nobody]>([
    ['nobody', 'UNAUTHENTICATED', nobody],
    ['a worker', 'FORBIDDEN', persona('welder')],
    ['the staff of another community', 'FORBIDDEN', staffOf('liming')],
    ['an auditor', 'FORBIDDEN', persona('auditor')],
  ])('%s changes none of it: %s', async (_who, code, caller) => {
    const slot = { slotId: demoId('fns', 'practice-0'), facilityId: demoId('fac', 'dequ') };

    const answers = [
      await send('openFacility', library, 'facility { id }', '', caller),
      await send(
        'updateFacility',
        { facilityId: demoId('fac', 'dequ'), expectedVersion: 1 },
        'facility { id }',
        '',
        caller,
      ),
      await send(
        'openFacilityNetwork',
        { communityId: library.communityId, name: library.name, slots: [{ label: '1' }] },
        'network { id }',
        '',
        caller,
      ),
      await send('fillNetworkSlot', slot, 'slot { id }', '', caller),
      await send('vacateNetworkSlot', slot, 'slot { id }', '', caller),
    ];

    expect(answers.map(({ topLevel }) => topLevel)).toEqual([[code], [code], [code], [code], [code]]);
  });
});
