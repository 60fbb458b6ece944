import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communities, communityId, demoId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const now = '2026-11-22T09:00:00+08:00';
const registrar = persona('registrar');
const lingfeng = communityId('lingfeng');

describe('samples', () => {
  let samples: TestSubgraph;
  beforeAll(async () => {
    samples = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => samples.stop());

  const RegisterSample = /* GraphQL */ `
    mutation RegisterSample($input: RegisterSampleInput!) {
      registerSample(input: $input) {
        sample {
          id
          name(lang: EN)
          registeredAt
          community {
            id
          }
        }
        userErrors {
          code
          path
          rule
          existing {
            id
          }
        }
      }
    }
  `;
  interface RegisterSampleData {
    readonly registerSample: {
      readonly sample: { readonly id: string } | null;
      readonly userErrors: readonly { readonly code: string }[];
    };
  }
  let attempts = 0;
  const register = (input: Record<string, unknown> = {}, who: Parameters<TestSubgraph['as']>[0] = registrar) =>
    samples.as(who).ask<RegisterSampleData>(RegisterSample, {
      input: {
        idempotencyKey: `attempt-${(attempts += 1)}`,
        communityId: lingfeng,
        nameZh: '北门',
        nameEn: 'North Gate',
        ...input,
      },
    });
  const count = async () => (await samples.rows('select id from "sample"')).length;

  test('are there for every community of the demo data, page by page', async () => {
    const List = `query ($after: String) { samples(first: 4, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { samples: page }: { samples: IdPage } = await samples.as(nobody).data(List, { after });
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);

    expect(seen).toEqual(communities.map(({ key }) => demoId('smp', key)).toSorted());
  });

  test('of 10 communities cost as many SQL statements as of one', async () => {
    const OfCommunities = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { samples { nodes { name } } } } }`;
    const statements = (number: number) => {
      const of = communities.slice(0, number).map(({ id }) => ({ __typename: 'Community', id }));
      return samples.statementsOf(() => samples.as(nobody).data(OfCommunities, { of }));
    };

    const [one, ten] = [await statements(1), await statements(10)];

    expect(ten).toBe(one);
  });

  test('are registered by the community’s staff', async () => {
    const { data } = await register({ nameZh: '南门', nameEn: 'South Gate' });

    expect(data?.registerSample).toEqual({
      sample: {
        id: expect.stringMatching(/^smp_/),
        name: 'South Gate',
        registeredAt: '2026-11-22T01:00:00.000Z',
        community: { id: lingfeng },
      },
      userErrors: [],
    });
  });

  test('are refused when one of the community reads alike, and nothing changes', async () => {
    const { data: first } = await register({ nameZh: 'A1 门', nameEn: 'Gate A1' });
    const before = await count();

    const { data } = await register({ nameZh: 'ａ１门', nameEn: 'Gate a1' });

    const existing = { id: first?.registerSample.sample?.id };
    expect(data?.registerSample).toEqual({
      sample: null,
      userErrors: [{ code: 'NAME_TAKEN', path: ['nameZh'], rule: 'N1', existing }],
    });
    expect(await count()).toBe(before);
  });

  test('are registered once when 20 people press at once', async () => {
    const before = await count();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => register({ nameZh: '东门', nameEn: 'East Gate' })),
    );

    expect(answers.filter(({ data }) => data?.registerSample.sample).length).toBe(1);
    expect(answers.filter(({ data }) => data?.registerSample.userErrors[0]?.code === 'NAME_TAKEN').length).toBe(19);
    expect(await count()).toBe(before + 1);
  });

  test('are registered once when the same attempt is sent again; with another name it is a conflict', async () => {
    const first = await register({ idempotencyKey: 'again', nameZh: '西门', nameEn: 'West Gate' });

    const second = await register({ idempotencyKey: 'again', nameZh: '西门', nameEn: 'West Gate' });
    const third = await register({ idempotencyKey: 'again', nameZh: '中门', nameEn: 'Middle Gate' });

    expect(second).toEqual(first);
    expect(third.errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
  });

  test.each([
    ['nobody who is not signed in', nobody, 'UNAUTHENTICATED'],
    ['a worker', persona('welder'), 'FORBIDDEN'],
    [
      'the staff of another community',
      { ...registrar, roles: [{ role: 'COMMUNITY_STAFF' as const, scope: communityId('liming') }] },
      'FORBIDDEN',
    ],
  ])('are not registered by %s', async (_who, who, code) => {
    const before = await count();

    const { data, errors } = await register({ nameZh: '侧门', nameEn: 'Side Gate' }, who);

    expect({ data, code: errors?.[0]?.extensions?.['code'] }).toEqual({ data: null, code });
    expect(await count()).toBe(before);
  });

  test.each([
    ['no name', { nameZh: '' }, ['input', 'nameZh']],
    ['a name of spaces', { nameEn: '   ' }, ['input', 'nameEn']],
    ['a name of 81 characters', { nameZh: '门'.repeat(81) }, ['input', 'nameZh']],
  ])('are not registered with %s', async (_what, input, path) => {
    const { errors } = await register(input);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path });
  });
});

interface IdPage {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
