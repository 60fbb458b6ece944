import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, enterpriseId, persona } from '@millgate/demo';
import { parse, visit } from 'graphql';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { now } from './support/sittings.ts';

const welder = persona('welder');

interface Nodes<T> {
  readonly nodes: T[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

describe('the demo data', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => training.stop());

  test('have the year programme of the park and the course it was asked for', async () => {
    const { courses } = await training
      .as(welder)
      .data<{ courses: Nodes<{ name: string }> }>(`{ courses(kind: COMMISSIONED) { nodes { name(lang: ZH) } } }`);

    expect(courses.nodes.map(({ name }) => name).toSorted()).toEqual(
      [
        '精益管理',
        '人才培训',
        '全面预算管理',
        '行业专题培训（汽车行业）',
        '面向智能制造与工业4.0的制造项目全过程管理',
        '汽车质量内审',
      ].toSorted(),
    );
  });

  test('offer thirty empty seats, five to an enterprise, of the audit course that Donghai Tianpu asked for', async () => {
    const { courseInstances } = await training.as(welder).data<{ courseInstances: Nodes<unknown> }>(
      `{ courseInstances(theme: QUALITY, open: true, first: 1) { nodes {
           state capacity remaining quotaPerEnterprise minimum price { fen } requestedBy { id }
           course { name(lang: EN) kind } provider { name(lang: EN) community { id } } community { id } } } }`,
    );

    expect(courseInstances.nodes).toEqual([
      {
        state: 'OPEN',
        capacity: 30,
        remaining: 30,
        quotaPerEnterprise: 5,
        minimum: 10,
        price: { fen: 120_000 },
        requestedBy: [{ id: enterpriseId('tianpu') }],
        course: { name: 'Automotive internal quality audit', kind: 'COMMISSIONED' },
        provider: {
          name: 'Zhangjiang (Jinshan Park) Talent Service Platform',
          community: { id: communityId('jinshan') },
        },
        community: { id: communityId('jinshan') },
      },
    ]);
  });

  test('give the welder a course done, a seat, a place on a waiting list, and her levels', async () => {
    const mine = await training.as(welder).data(
      `{ myEnrolments { nodes { state position courseInstance { state course { name(lang: EN) } } } }
         myCredentials { nodes { kind subject(lang: EN) level rank status } } }`,
    );

    expect(mine).toEqual({
      myEnrolments: {
        nodes: [
          {
            state: 'SEATED',
            position: null,
            courseInstance: { state: 'OPEN', course: { name: 'Lean production for mould makers' } },
          },
          {
            state: 'WAITLISTED',
            position: 3,
            courseInstance: { state: 'OPEN', course: { name: 'Welding technician (level 2)' } },
          },
          {
            state: 'COMPLETED',
            position: null,
            courseInstance: { state: 'COMPLETED', course: { name: 'Welding safety and quality' } },
          },
        ],
      },
      myCredentials: {
        nodes: [
          { kind: 'CERTIFICATE', subject: 'Welding safety and quality', level: null, rank: null, status: 'VALID' },
          { kind: 'SKILL_LEVEL', subject: 'Welder', level: 'LEVEL_3', rank: 3, status: 'VALID' },
          { kind: 'SKILL_LEVEL', subject: 'Welder', level: 'LEVEL_4', rank: 2, status: 'VALID' },
        ],
      },
    });
  });

  test('have a green channel under way, before a panel of thirteen of whom nine must be present', async () => {
    const { titleEvaluation } = await training.as(persona('trainer')).data(
      `query ($id: ID!) { titleEvaluation(id: $id) { title(lang: EN) grade route waivers state yearsOfService
         panel { size quorum passRatio } credential { id } tally { present } } }`,
      { id: demoId('tev', 'session-0') },
    );

    expect(titleEvaluation).toEqual({
      title: 'Assistant engineer',
      grade: 'ASSISTANT',
      route: 'GREEN_CHANNEL',
      waivers: ['EDUCATION', 'MAJOR'],
      state: 'PANEL',
      yearsOfService: expect.any(Number),
      panel: { size: 13, quorum: 9, passRatio: 2 / 3 },
      credential: null,
      tally: null,
    });
  });

  test('keep the figures of the articles: 13 titles, 304 students, more than 1,000 graduates', async () => {
    const [figures] = await training.rows(
      `select (select count(*)::int from title_evaluation where state = 'CONFERRED') as titles,
              (select sum(students)::int from cohort) as students,
              (select count(*)::int from credential where kind = 'DIPLOMA') as graduates`,
    );
    const { cohorts } = await training
      .as(welder)
      .data<{ cohorts: unknown }>(
        `{ cohorts { nodes { field(lang: EN) students employers { id } provider { id } from community { id } chain { id } } } }`,
      );

    expect(figures).toEqual({ titles: 13, students: 304, graduates: 1_024 });
    expect(cohorts).toEqual({
      nodes: [
        {
          field: 'Sock design, marketing and smart manufacturing',
          students: 304,
          employers: null,
          provider: null,
          from: null,
          community: { id: communityId('liming') },
          chain: { id: demoId('chn', 'knitting') },
        },
      ],
    });
  });

  test('no field of the graph leads to who sits on a panel or how they voted', async () => {
    const fields: string[] = [];
    visit(parse(training.subgraph.sdl), {
      ObjectTypeDefinition: ({ name, fields: own = [] }) => {
        if (name.value !== 'Mutation') fields.push(...own.map((field) => `${name.value}.${field.name.value}`));
      },
    });

    expect(
      fields.filter((name) => /vote|ballot|member|seal|person/i.test(name) && !/^CastVote(Payload|Error)\./.test(name)),
    ).toEqual([]);
    expect(fields).toContain('ExpertPanel.size');
  });

  const PageOfOpen = `query ($after: String, $open: Boolean) {
    courseInstances(first: 7, after: $after, open: $open) { nodes { id startsAt state } pageInfo { endCursor hasNextPage } } }`;

  const allPages = async (open: boolean | null) => {
    const found: { id: string; startsAt: string; state: string }[] = [];
    for (let after: string | null = null, more = true, minute = 0; more; minute += 1) {
      // Each page is asked for a minute later: a cursor outlives the instant it was given at.
      const at = new Date(Date.parse(now) + minute * 60_000).toISOString();
      const { courseInstances }: { courseInstances: Nodes<(typeof found)[number]> } = await training
        .as(welder, at)
        .data(PageOfOpen, { after, open });
      found.push(...courseInstances.nodes);
      after = courseInstances.pageInfo.endCursor;
      more = courseInstances.pageInfo.hasNextPage;
    }
    return found;
  };

  test('page through what is open, what is not, and both, each sitting once and by beginning', async () => {
    const [open, closed, all] = [await allPages(true), await allPages(false), await allPages(null)];

    expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['OPEN']));
    expect(closed.some(({ state }) => state === 'OPEN')).toBe(false);
    expect([...open, ...closed].map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    expect(all.map(({ startsAt }) => startsAt)).toEqual(all.map(({ startsAt }) => startsAt).toSorted());
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test.each([
    ['of another filter', 'first: 1, open: false', 'cursor'],
    ['that was forged', 'first: 1', 'cursor'],
  ])('a cursor %s is bad input', async (_what, args, rule) => {
    const { courseInstances } = await training
      .as(welder)
      .data<{ courseInstances: Nodes<unknown> }>(
        '{ courseInstances(first: 1, open: true) { pageInfo { endCursor } } }',
      );
    const after =
      rule && args.includes('open') ? courseInstances.pageInfo.endCursor : 'Zm9yZ2VkLWN1cnNvci1vZi1ub3RoaW5n';

    const { errors } = await training
      .as(welder)
      .ask(`{ courseInstances(${args}, after: "${after}") { nodes { id } } }`);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['after'], rule });
  });

  test.each([0, -1, 101, 100_000])('a page of %d is bad input', async (first) => {
    const { errors } = await training.as(welder).ask(`{ courses(first: ${first}) { nodes { id } } }`);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['first'] });
  });
});
