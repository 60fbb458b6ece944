import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId, enterpriseId, persona } from '@millgate/demo';
import type { Caller } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { frontLine } from '../seeds/people.ts';
import { subgraph } from '../src/subgraph.ts';
import { now } from './support/sittings.ts';

const welder = persona('welder');
const [first] = frontLine;
const candidate: PersonLike = { id: first?.id ?? '', roles: [{ role: 'WORKER', scope: first?.id ?? '' }] };
const examined = demoId('tev', `bulk-${first?.index}`);
const zhenzhi = enterpriseId('zhenzhi');

const hrOf = (key: string): PersonLike => ({
  id: demoId('acc', `hr-${key}`),
  roles: [{ role: 'HR', scope: enterpriseId(key) }],
});

const EveryPath = /* GraphQL */ `
  query EveryPath($records: [_Any!]!, $worker: [_Any!]!, $enterprise: [_Any!]!, $instanceId: ID!, $evaluationId: ID!) {
    records: _entities(representations: $records) {
      __typename
    }
    worker: _entities(representations: $worker) {
      ... on Worker {
        enrolments {
          nodes {
            id
          }
        }
        credentials {
          nodes {
            id
          }
        }
        titleEvaluations {
          nodes {
            id
          }
        }
        skillLeaderAppointments {
          id
        }
        skillRankFacts {
          status
          value
        }
      }
    }
    enterprise: _entities(representations: $enterprise) {
      ... on Enterprise {
        enrolments {
          seated
        }
        skillLeaderAppointments {
          nodes {
            id
          }
        }
      }
    }
    courseInstance(id: $instanceId) {
      myEnrolment {
        id
      }
      enrolments {
        nodes {
          id
        }
      }
    }
    titleEvaluation(id: $evaluationId) {
      id
    }
  }
`;

interface Seen {
  readonly records: readonly ({ readonly __typename: string } | null)[];
  readonly worker: readonly [Record<string, unknown>];
  readonly enterprise: readonly [Record<string, unknown>];
  readonly courseInstance: Record<string, unknown>;
  readonly titleEvaluation: unknown;
}

describe('the records of the welder', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => training.stop());

  const [enrolment, waiting] = ['welder-next', 'welder-waiting'].map((key) => demoId('enr', key));
  const variables = async () => {
    const [row] = await training.rows<{ instance_id: string }>('select instance_id from enrolment where id = ?', [
      waiting,
    ]);
    return {
      instanceId: row?.instance_id,
      evaluationId: examined,
      worker: [{ __typename: 'Worker', id: welder.id }],
      enterprise: [{ __typename: 'Enterprise', id: zhenzhi }],
      records: [
        { __typename: 'Enrolment', id: enrolment },
        { __typename: 'Credential', id: demoId('crd', 'welder-3') },
        { __typename: 'TitleEvaluation', id: examined },
        { __typename: 'SkillLeaderAppointment', id: demoId('sla', 'welder') },
      ],
    };
  };

  /** Which of the paths, by name, gave the caller something. */
  const openTo = async (caller: Caller | PersonLike) => {
    const { data } = await training.as(caller).ask<Seen>(EveryPath, await variables());
    if (!data) throw new Error('no answer');
    const given = (name: string, value: unknown) => (value === null || value === undefined ? [] : [name]);
    return [
      ...data.records.flatMap((record) => given(`_entities ${record?.__typename}`, record)),
      ...Object.entries(data.worker[0])
        .filter(([field]) => field !== 'skillRankFacts')
        .flatMap(([field, value]) => given(`Worker.${field}`, value)),
      ...Object.entries(data.enterprise[0]).flatMap(([field, value]) => given(`Enterprise.${field}`, value)),
      ...Object.entries(data.courseInstance).flatMap(([field, value]) => given(`CourseInstance.${field}`, value)),
      ...given('titleEvaluation', data.titleEvaluation),
    ];
  };

  const ofWorker = [
    'Worker.enrolments',
    'Worker.credentials',
    'Worker.titleEvaluations',
    'Worker.skillLeaderAppointments',
  ];

  const table: readonly (readonly [string, Caller | PersonLike, readonly string[]])[] = [
    [
      'herself',
      welder,
      [
        '_entities Enrolment',
        '_entities Credential',
        '_entities SkillLeaderAppointment',
        ...ofWorker,
        'CourseInstance.myEnrolment',
      ],
    ],
    [
      'a trainer',
      persona('trainer'),
      [
        '_entities Enrolment',
        '_entities Credential',
        '_entities TitleEvaluation',
        '_entities SkillLeaderAppointment',
        ...ofWorker,
        'Enterprise.enrolments',
        'Enterprise.skillLeaderAppointments',
        'CourseInstance.enrolments',
        'titleEvaluation',
      ],
    ],
    [
      'HR of her enterprise',
      hrOf('zhenzhi'),
      ['_entities SkillLeaderAppointment', 'Enterprise.enrolments', 'Enterprise.skillLeaderAppointments'],
    ],
    ['the candidate for a title', candidate, ['_entities TitleEvaluation', 'titleEvaluation']],
    ['a manager', persona('manager'), ['Enterprise.enrolments']],
    ['HR of another enterprise', hrOf('dingyi'), []],
    ['another worker', persona('packer'), []],
    ['a panel member', persona('panel'), []],
    ['a grid officer', persona('grid-officer'), []],
    ['community staff', persona('registrar'), []],
    ['a programme officer', persona('program'), []],
    ['an auditor', persona('auditor'), []],
    ['a partner', persona('partner'), []],
    ['a service that decides a subsidy', { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' }, []],
    ['nobody', nobody, []],
  ];

  test.each(table)('are open to %s by exactly these paths', async (_who, caller, paths) => {
    expect((await openTo(caller)).toSorted()).toEqual(paths.toSorted());
  });

  test('what is closed is FORBIDDEN where somebody asks for it of a worker, and absent where a reference is guessed', async () => {
    const { data, errors } = await training.as(persona('packer')).ask<Seen>(EveryPath, await variables());

    expect(data?.records).toEqual([null, null, null, null]);
    expect(data?.titleEvaluation).toBeNull();
    expect(errors?.map(({ path, extensions }) => [path?.at(-1), extensions?.['code']])).toEqual(
      expect.arrayContaining([
        ['enrolments', 'FORBIDDEN'],
        ['credentials', 'FORBIDDEN'],
        ['titleEvaluations', 'FORBIDDEN'],
      ]),
    );
  });

  describe('as facts for rules', () => {
    const factsFor = async (caller: Caller | PersonLike, workerId: string) => {
      const { _entities } = await training.as(caller).data<{ _entities: { skillRankFacts: unknown }[] }>(
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Worker {
           skillRankFacts { value from until status source version } } } }`,
        { of: [{ __typename: 'Worker', id: workerId }] },
      );
      return _entities[0]?.skillRankFacts;
    };
    const fact = (key: string, value: number, from: string, until: string | null = null, revision = 1) => ({
      value,
      from,
      until,
      status: 'KNOWN',
      source: 'training:Credential',
      version: `${demoId('crd', key)}@${revision}`,
    });
    const withheld = (workerId: string) => [
      { value: null, from: null, until: null, status: 'WITHHELD', source: 'training:Credential', version: workerId },
    ];

    test.each<[string, Caller | PersonLike]>([
      ['herself', welder],
      ['a service that decides a subsidy', { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' }],
    ])('are told to %s: every rank with the days it held', async (_who, caller) => {
      expect(await factsFor(caller, welder.id)).toEqual([
        fact('welder-4', 2, '2018-06-15'),
        fact('welder-3', 3, '2020-09-20'),
      ]);
    });

    test.each<[string, Caller | PersonLike]>([
      ['a trainer', persona('trainer')],
      ['HR of her enterprise', hrOf('zhenzhi')],
      ['a programme officer', persona('program')],
      ['a service with another purpose', { kind: 'SERVICE', name: 'subsidies', purpose: 'FIGURES' }],
      ['nobody', nobody],
    ])('are withheld from %s, in words that do not tell whether there are any', async (_who, caller) => {
      const without = persona('packer').id;

      expect(await factsFor(caller, welder.id)).toEqual(withheld(welder.id));
      expect(await factsFor(caller, without)).toEqual(withheld(without));
    });

    test('say on which day a revoked level stopped counting, and nothing where nothing was ever held', async () => {
      const decides = { kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' } as const;

      expect(await factsFor(decides, persona('unknown-birth').id)).toEqual([
        fact('unknown-birth', 3, '2020-11-11', '2025-03-01', 2),
      ]);
      expect(await factsFor(decides, persona('packer').id)).toEqual([]);
    });
  });

  describe('by the number of a credential', () => {
    const Verify = `query ($id: ID!) { verifyCredential(id: $id) {
      credentialId kind subject(lang: EN) level grade rank holder(lang: ZH) issuer { name(lang: EN) } issuedOn status validUntil revokedOn } }`;
    const verify = async (key: string, at?: string) =>
      (await training.as(nobody, at).data(Verify, { id: demoId('crd', key) }))['verifyCredential'];

    test('tell anybody what it attests and that it counts, and of the holder the family name alone', async () => {
      expect(await verify('welder-3')).toEqual({
        credentialId: demoId('crd', 'welder-3'),
        kind: 'SKILL_LEVEL',
        subject: 'Welder',
        level: 'LEVEL_3',
        grade: null,
        rank: 3,
        holder: '林*',
        issuer: { name: 'Human resources and social security authority' },
        issuedOn: '2020-09-20',
        status: 'VALID',
        validUntil: null,
        revokedOn: null,
      });
    });

    test('show a revocation from its day on', async () => {
      expect(await verify('unknown-birth', '2025-02-28T23:59:59+08:00')).toMatchObject({ status: 'VALID' });
      expect(await verify('unknown-birth', '2025-03-01T00:00:00+08:00')).toMatchObject({ status: 'REVOKED' });
    });

    test('are null for a number that is none', async () => {
      expect(await verify('none')).toBeNull();
    });

    test('offer no way to the holder', async () => {
      const { errors } = await training.as(nobody).ask(`{ verifyCredential(id: "x") { worker { id } } }`);

      expect(errors?.[0]?.message).toMatch(/Cannot query field "worker"/);
    });
  });

  test('tell HR how many learn, and withhold counts of one to four', async () => {
    const colleague = bulkWorker(0);
    const counts = async () => {
      const { data } = await training
        .as(hrOf('zhenzhi'))
        .ask<Seen>(
          `query ($of: [_Any!]!) { enterprise: _entities(representations: $of) { ... on Enterprise { enrolments { seated waiting completed } } } }`,
          { of: [{ __typename: 'Enterprise', id: zhenzhi }] },
        );
      return data?.enterprise[0]['enrolments'];
    };
    await training.rows(`delete from credential where enrolment_id is not null`);
    await training.rows(`delete from enrolment where enterprise_id = ?`, [zhenzhi]);
    const [open] = await training.rows<{ id: string }>(
      `select id from course_instance where cutoff_at > ? and seated + 6 < capacity and quota_per_enterprise is null
        and not exists (select 1 from enrolment e where e.instance_id = course_instance.id and e.worker_id = ?) limit 1`,
      [now, colleague.id],
    );
    const seat = (worker: string) =>
      training.rows(
        `insert into enrolment (id, worker_id, instance_id, enterprise_id, state, enrolled_at) values (?, ?, ?, ?, 'SEATED', ?)`,
        [demoId('enr', `count-${worker}`), worker, open?.id, zhenzhi, now],
      );

    expect(await counts()).toEqual({ seated: 0, waiting: 0, completed: 0 });
    for (const worker of ['a', 'b', 'c', 'd']) await seat(worker);
    expect(await counts()).toEqual({ seated: null, waiting: 0, completed: 0 });
    await seat('e');
    expect(await counts()).toEqual({ seated: 5, waiting: 0, completed: 0 });
  });
});
