import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
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
const manager = persona('manager');
const name = { zh: '名称', en: 'Name' };

describe('alliances, agreements and organisations', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now, seeded: true });
    await openEveryConnection(community);
  });
  afterAll(() => community.stop());

  const send = (who: PersonLike, mutation: string, input: object, value: string, details = '') =>
    act(community, who, mutation, { input: { idempotencyKey: newId('key'), ...input }, value, details });
  const codes = (outcomes: readonly { errors: readonly Record<string, unknown>[] }[]) =>
    outcomes.flatMap(({ errors }) => errors.map(({ code }) => code));
  const broken = (work: Promise<unknown>) =>
    work.then(
      () => 'nothing',
      (cause: { constraint?: string }) => cause.constraint ?? 'something else',
    );
  const liming = staffOf('liming');
  const jinxiu = staffOf('jinxiu');

  describe('an alliance', () => {
    const form = {
      communityId: communityId('liming'),
      name,
      purpose: { zh: '共享', en: 'Sharing' },
      since: '2026-11',
      chainId: demoId('chn', 'knitting'),
      memberIds: [enterpriseId('baoge'), enterpriseId('haina')],
    };
    const formed = async () => {
      const { value } = await send(liming, 'formAlliance', form, 'alliance { id }');
      return (value as { id: string }).id;
    };

    test('is formed with its members, who joined today', async () => {
      const { value, errors } = await send(
        liming,
        'formAlliance',
        form,
        'alliance { name(lang: EN) purpose(lang: ZH) since chain { id } community { id } members { nodes { from enterprise { name(lang: EN) } } } }',
      );

      expect(errors).toEqual([]);
      expect(value).toMatchObject({
        name: 'Name',
        purpose: '共享',
        since: '2026-11',
        chain: { id: form.chainId },
        community: { id: form.communityId },
      });
      const { nodes } = (value as { members: { nodes: { from: string; enterprise: { name: string } }[] } }).members;
      expect(nodes.map(({ from, enterprise }) => [enterprise.name, from]).sort()).toEqual([
        ['Baoge Socks', '2026-11-20'],
        ['Haina Knitting', '2026-11-20'],
      ]);
    });

    test.each([
      ['for a chain of another community', { chainId: demoId('chn', 'smart-home') }, 'CHAIN_ELSEWHERE', ['chainId']],
      [
        'with an enterprise that is not known',
        { memberIds: [enterpriseId('baoge'), newId('ent')] },
        'ENTERPRISE_NOT_FOUND',
        ['memberIds', '1'],
      ],
    ])('is refused %s, and none comes to be', async (_what, change, code, path) => {
      const count = () => community.rows('select count(*)::int as n from alliance');
      const before = await count();

      const { errors } = await send(liming, 'formAlliance', { ...form, ...change }, 'alliance { id }');

      expect(errors).toMatchObject([{ code, path }]);
      expect(await count()).toEqual(before);
    });

    test('is joined once, however many send it at once; left, it may be joined again', async () => {
      const allianceId = await formed();
      const place = { allianceId, enterpriseId: enterpriseId('lanmei') };

      const joined = await Promise.all(
        Array.from({ length: 8 }, () => send(liming, 'joinAlliance', place, 'member { id }')),
      );
      expect(codes(joined)).toEqual(Array<string>(7).fill('ALREADY_MEMBER'));

      const left = await send(liming, 'leaveAlliance', place, 'alliance { members { nodes { id } } }');
      expect((left.value as { members: { nodes: unknown[] } }).members.nodes).toHaveLength(2);
      expect(codes([await send(liming, 'leaveAlliance', place, 'alliance { id }')])).toEqual(['NOT_A_MEMBER']);
      expect(codes([await send(liming, 'joinAlliance', place, 'member { id }')])).toEqual([]);
    });

    test('has no member twice at a time, whoever writes', async () => {
      const allianceId = await formed();
      const write = () =>
        community.rows(
          `insert into alliance_member (id, alliance_id, enterprise_id, member_from) values (?, ?, ?, '2026-01-01')`,
          [newId('alm'), allianceId, enterpriseId('huahai')],
        );

      const written = await Promise.all(Array.from({ length: 4 }, () => broken(write())));

      expect(written.toSorted()).toEqual([
        'alliance_member_once',
        'alliance_member_once',
        'alliance_member_once',
        'nothing',
      ]);
    });
  });

  describe('an agreement', () => {
    const sign = {
      communityId: communityId('liming'),
      title: { zh: '共建协议', en: 'Building together' },
      signedOn: '2026-11-01',
      clauses: [{ zh: '共享会议室。', en: 'Meeting rooms are shared.' }, { zh: '共享食堂。' }],
      enterpriseIds: [enterpriseId('baoge')],
    };
    const value =
      'agreement { id title(lang: EN) signedOn clauses { no text(lang: EN) } parties { nodes { signedOn } } }';

    test('is entered as it was signed: clauses in order, and who signed', async () => {
      const signed = await send(liming, 'signAgreement', sign, value);

      expect(signed.errors).toEqual([]);
      expect(signed.value).toMatchObject({
        title: 'Building together',
        signedOn: '2026-11-01',
        clauses: [
          { no: 1, text: 'Meeting rooms are shared.' },
          { no: 2, text: '共享食堂。' },
        ],
        parties: { nodes: [{ signedOn: '2026-11-01' }] },
      });
    });

    test.each([
      ['with a day to come', { signedOn: '2026-11-21' }, 'NOT_YET'],
      ['by an enterprise that is not known', { enterpriseIds: [newId('ent')] }, 'ENTERPRISE_NOT_FOUND'],
    ])('is refused %s', async (_what, change, code) => {
      const { errors } = await send(liming, 'signAgreement', { ...sign, ...change }, value);

      expect(errors).toMatchObject([{ code }]);
    });

    test('is a malformed question without clauses or signatures', async () => {
      const without = await Promise.all(
        [{ clauses: [] }, { enterpriseIds: [] }].map((change) =>
          send(liming, 'signAgreement', { ...sign, ...change }, value),
        ),
      );

      expect(without.map(({ topLevel }) => topLevel)).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
    });

    test('is signed later by others, once each, and not before the first', async () => {
      const { value: agreement } = await send(liming, 'signAgreement', sign, value);
      const place = { agreementId: (agreement as { id: string }).id, enterpriseId: enterpriseId('haina') };

      const early = await send(liming, 'joinAgreement', { ...place, signedOn: '2026-10-31' }, 'party { id }');
      const joined = await Promise.all(
        Array.from({ length: 6 }, () =>
          send(liming, 'joinAgreement', { ...place, signedOn: '2026-11-02' }, 'party { signedOn }'),
        ),
      );

      expect(codes([early])).toEqual(['BEFORE_THE_FIRST']);
      expect(codes(joined)).toEqual(Array<string>(5).fill('ALREADY_SIGNED'));
      expect(joined.flatMap((one) => one.value ?? [])).toEqual([{ signedOn: '2026-11-02' }]);
    });

    test('stays as it was signed, and is never without clauses: so says the database', async () => {
      const { value: agreement } = await send(liming, 'signAgreement', sign, value);
      const { id } = agreement as { id: string };
      const insert = `insert into agreement (id, title_zh, title_en, community_id) values (?, '题', 'T', ?)`;

      expect(
        await Promise.all([
          broken(community.rows(`update agreement set title_en = 'Another' where id = ?`, [id])),
          broken(community.rows(`update agreement_clause set text_en = 'Another' where agreement_id = ?`, [id])),
          broken(community.rows('delete from agreement_clause where agreement_id = ?', [id])),
          broken(
            community.rows(
              `insert into agreement_clause (id, agreement_id, no, text_zh, text_en) values (?, ?, 3, '三', 'Three')`,
              [newId('agc'), id],
            ),
          ),
          broken(community.rows(insert, [newId('agr'), communityId('liming')])),
        ]),
      ).toEqual(['agreement_signed', 'agreement_signed', 'agreement_signed', 'agreement_signed', 'agreement_whole']);
    });
  });

  describe('a Party or union organisation', () => {
    const value = 'organisation { id tier kind parent { id } community { id } enterprise { id } district { id } }';
    const zone = demoId('pto', 'lanxi');
    const committee = demoId('pto', 'jinxiu');

    test('of a zone, a community or an enterprise stands below that of the tier above', async () => {
      const zoneUnion = await send(
        manager,
        'openPartyOrganisation',
        { kind: 'UNION', name, districtId: demoId('dis', 'lanxi') },
        value,
      );
      const parentId = (zoneUnion.value as { id: string }).id;
      const committeeUnion = await send(
        jinxiu,
        'openPartyOrganisation',
        { kind: 'UNION', name, communityId: communityId('jinxiu'), parentId },
        value,
      );
      const branch = await send(
        jinxiu,
        'openPartyOrganisation',
        {
          kind: 'UNION',
          name,
          enterpriseId: enterpriseId('tuotu'),
          parentId: (committeeUnion.value as { id: string }).id,
        },
        value,
      );

      expect([zoneUnion, committeeUnion, branch].map((one) => (one.value as { tier: string }).tier)).toEqual([
        'ZONE',
        'COMMUNITY',
        'BRANCH',
      ]);
      expect(branch.value).toMatchObject({
        enterprise: { id: enterpriseId('tuotu') },
        community: null,
        district: null,
      });
    });

    test.each([
      ['a branch below a zone', { enterpriseId: enterpriseId('tuotu'), parentId: zone }, 'PARENT_NOT_ABOVE'],
      [
        'a branch of the union below the Party’s committee',
        { kind: 'UNION', enterpriseId: enterpriseId('tuotu'), parentId: committee },
        'PARENT_NOT_ABOVE',
      ],
      [
        'below one that is not there',
        { enterpriseId: enterpriseId('tuotu'), parentId: newId('pto') },
        'PARENT_NOT_FOUND',
      ],
      [
        'below the committee of another community',
        { enterpriseId: enterpriseId('tuotu'), parentId: demoId('pto', 'huilan') },
        'PARENT_ELSEWHERE',
      ],
      ['a second committee of a community', { communityId: communityId('jinxiu') }, 'ALREADY_THERE'],
    ])('is refused %s, and none comes to be', async (_what, change, code) => {
      const count = () => community.rows('select count(*)::int as n from party_organisation');
      const before = await count();

      const { errors } = await send(jinxiu, 'openPartyOrganisation', { kind: 'PARTY', name, ...change }, value);

      expect(errors).toMatchObject([{ code }]);
      expect(await count()).toEqual(before);
    });

    test('moves below another of the tier above, and nowhere else', async () => {
      const branch = demoId('pto', 'tuotu');

      const alone = await send(jinxiu, 'movePartyOrganisation', { organisationId: branch }, value);
      const up = await send(jinxiu, 'movePartyOrganisation', { organisationId: branch, parentId: zone }, value);
      const back = await send(jinxiu, 'movePartyOrganisation', { organisationId: branch, parentId: committee }, value);

      expect(alone.value).toMatchObject({ parent: null });
      expect(codes([up])).toEqual(['PARENT_NOT_ABOVE']);
      expect(back.value).toMatchObject({ parent: { id: committee } });
    });

    test('is in its tier, whoever writes: so says the database, also when the one above changes', async () => {
      const insert = (tier: string, column: string, place: string, parent: string | null, kind = 'PARTY') =>
        broken(
          community.rows(
            `insert into party_organisation (id, name_zh, name_en, kind, tier, ${column}, parent_id) values (?, '名', 'N', ?, ?, ?, ?)`,
            [newId('pto'), kind, tier, place, parent],
          ),
        );
      const baoge = enterpriseId('baoge');

      expect(
        await Promise.all([
          insert('BRANCH', 'enterprise_id', baoge, zone),
          insert('BRANCH', 'enterprise_id', baoge, committee, 'UNION'),
          insert('COMMUNITY', 'community_id', communityId('liming'), committee),
          insert('ZONE', 'district_id', demoId('dis', 'zhuji'), zone),
          insert('BRANCH', 'community_id', communityId('liming'), committee),
          insert('COMMUNITY', 'community_id', communityId('huilan'), zone),
          broken(community.rows(`update party_organisation set kind = 'UNION' where id = ?`, [demoId('pto', 'tuotu')])),
        ]),
      ).toEqual([
        'party_organisation_parent_tier',
        'party_organisation_parent_tier',
        'party_organisation_parent_tier',
        'party_organisation_top_check',
        'party_organisation_of_check',
        'party_organisation_community_once',
        'party_organisation_parent_tier',
      ]);
    });

    test('needs a place, and one only', async () => {
      const places = [{}, { communityId: communityId('jinxiu'), enterpriseId: enterpriseId('tuotu') }];

      const asked = await Promise.all(
        places.map((place) => send(jinxiu, 'openPartyOrganisation', { kind: 'PARTY', name, ...place }, value)),
      );

      expect(asked.map(({ topLevel }) => topLevel)).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
    });
  });

  test.each<[string, string, PersonLike | typeof nobody]>([
    ['nobody', 'UNAUTHENTICATED', nobody],
    ['a worker', 'FORBIDDEN', persona('welder')],
    ['the HR of an enterprise', 'FORBIDDEN', persona('hr')],
    ['the staff of another community', 'FORBIDDEN', staffOf('lingfeng')],
    ['an auditor', 'FORBIDDEN', persona('auditor')],
  ])('%s changes none of it: %s', async (_who, code, caller) => {
    const ids = { communityId: communityId('liming'), enterpriseId: enterpriseId('baoge') };
    const text = { zh: '文' };
    const inputs: [string, object, string][] = [
      ['formAlliance', { communityId: ids.communityId, name, purpose: text, memberIds: [] }, 'alliance { id }'],
      ['joinAlliance', { allianceId: demoId('all', 'red-sock'), enterpriseId: ids.enterpriseId }, 'member { id }'],
      ['leaveAlliance', { allianceId: demoId('all', 'red-sock'), enterpriseId: ids.enterpriseId }, 'alliance { id }'],
      [
        'signAgreement',
        {
          communityId: ids.communityId,
          title: text,
          signedOn: '2026-11-01',
          clauses: [text],
          enterpriseIds: [ids.enterpriseId],
        },
        'agreement { id }',
      ],
      [
        'joinAgreement',
        { agreementId: demoId('agr', 'liming'), enterpriseId: ids.enterpriseId, signedOn: '2026-11-01' },
        'party { id }',
      ],
      ['openPartyOrganisation', { kind: 'PARTY', name, districtId: demoId('dis', 'zhuji') }, 'organisation { id }'],
      ['openPartyOrganisation', { kind: 'PARTY', name, enterpriseId: ids.enterpriseId }, 'organisation { id }'],
      ['movePartyOrganisation', { organisationId: demoId('pto', 'jinxiu') }, 'organisation { id }'],
    ];

    const answers = await Promise.all(
      inputs.map(([mutation, input, value]) =>
        act(community, caller, mutation, { input: { idempotencyKey: newId('key'), ...input }, value }),
      ),
    );

    expect(answers.map(({ topLevel }) => topLevel)).toEqual(inputs.map(() => [code]));
  });

  test('the staff of a community opens no organisation of a zone', async () => {
    const asked = await send(
      liming,
      'openPartyOrganisation',
      { kind: 'PARTY', name, districtId: demoId('dis', 'zhuji') },
      'organisation { id }',
    );

    expect(asked.topLevel).toEqual(['FORBIDDEN']);
  });
});
