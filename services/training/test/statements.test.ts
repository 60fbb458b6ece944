import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, enterpriseId, persona } from '@millgate/demo';
import { startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { bulk, enrolIn, givenEmployment, givenSitting, now } from './support/sittings.ts';

const trainer = persona('trainer');

describe('the number of statements does not grow with the page', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now, seeded: true });
    // A waiting list in several sittings of one community, so that positions are asked for too.
    for (const [index, at] of [0, 1, 2].entries()) {
      const id = await givenSitting(training, { capacity: 1, community: communityId('jinxiu') });
      for (const who of [at, at + 10, at + 20]) {
        await givenEmployment(training, bulk(who), `maker-${index}`);
        await enrolIn(training, id)(bulk(who));
      }
    }
  });
  afterAll(() => training.stop());

  // Where a trainer learns whose something is, one statement tells all of those people.
  const sitting = `id state remaining course { name } provider { name } requestedBy { id } community { id }`;
  const lists: readonly (readonly [string, string, number])[] = [
    [
      'Query.courses',
      `{ courses(first: $first) { nodes { name prerequisiteRank courseInstances(first: 3) { nodes { ${sitting} myEnrolment { id } } } } } }`,
      6,
    ],
    [
      'Query.courseInstances',
      `{ courseInstances(first: $first) { nodes { ${sitting} myEnrolment { state position } } } }`,
      5,
    ],
    [
      'Query.courseInstances by theme',
      `{ courseInstances(first: $first, theme: ENGINEERING, open: false) { nodes { ${sitting} } } }`,
      3,
    ],
    [
      'CourseInstance.enrolments',
      `{ courseInstances(first: $first) { nodes { enrolments(first: 5) { nodes { state position worker { id } courseInstance { course { name } } } } } } }`,
      6,
    ],
    [
      'Query.providers',
      `{ providers(first: $first) { nodes { name courseInstances(first: 2, theme: MANUFACTURING) { nodes { ${sitting} } } } } }`,
      5,
    ],
  ];

  test.each(lists)('%s', async (_list, query, most) => {
    const count = (first: number) =>
      training.statementsOf(() => training.as(trainer).data(query.replace('$first', String(first))));

    const [one, twenty] = [await count(2), await count(20)];

    expect(twenty).toBeLessThanOrEqual(most);
    expect(one).toBeLessThanOrEqual(twenty);
  });

  const ofOthers: readonly (readonly [string, string, (index: number) => string, string, number])[] = [
    [
      'Worker.enrolments',
      'Worker',
      (index) => bulk(index).id,
      'enrolments(first: 5) { nodes { state position courseInstance { course { name } } } }',
      6,
    ],
    [
      'Worker.credentials',
      'Worker',
      (index) => bulk(index).id,
      'credentials(first: 5) { nodes { subject issuer { name } } }',
      4,
    ],
    [
      'Worker.titleEvaluations',
      'Worker',
      (index) => bulk(index).id,
      'titleEvaluations { nodes { title panel { size } credential { rank } } }',
      5,
    ],
    ['Worker.skillLeaderAppointments', 'Worker', (index) => bulk(index).id, 'skillLeaderAppointments { post }', 2],
    [
      'Enterprise.enrolments',
      'Enterprise',
      (index) => enterpriseId(['zhenzhi', 'dingyi', 'hangdi'][index % 3] ?? ''),
      'enrolments { seated waiting completed } skillLeaderAppointments { nodes { post } }',
      3,
    ],
    [
      'Community.courseInstances',
      'Community',
      (index) => communityId((['jinshan', 'lingfeng', 'xinzhuang', 'jinxiu'] as const)[index % 4] ?? 'jinshan'),
      `courseInstances(first: 3, open: true, theme: MANUFACTURING) { nodes { ${sitting} } } cohorts { nodes { field } }`,
      6,
    ],
  ];

  test.each(ofOthers)('%s', async (_list, type, id, fields, most) => {
    const count = (parents: number) =>
      training.statementsOf(() =>
        training
          .as(trainer)
          .data(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${fields} } } }`, {
            of: Array.from({ length: parents }, (_, index) => ({ __typename: type, id: id(index) })),
          }),
      );

    const [few, many] = [await count(4), await count(20)];

    expect(many).toBeLessThanOrEqual(most);
    expect(few).toBeLessThanOrEqual(many);
  });
});
