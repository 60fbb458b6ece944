import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const welder = persona('welder');
const lingfeng = communityId('lingfeng');
const caseId = demoId('cas', 'hers');
const handler = persona('handler');
const colleague: PersonLike = { id: demoId('acc', 'handler-2'), roles: [{ role: 'HANDLER' }] };
const elsewhere: PersonLike = {
  id: demoId('acc', 'clerk-2'),
  roles: [{ role: 'CLERK', scope: communityId('liming') }],
};

const fields = {
  name: 'displayName(lang: EN)',
  phone: 'phone',
  residentId: 'residentId',
  children: 'dependants { id }',
  birthDate: 'birthDate',
  jobs: 'employments { id }',
};

describe('what the handler of a case reads of the person it is about', () => {
  let community: TestSubgraph;
  let events = 0;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());
  beforeEach(() => closed());

  const tell = (type: string, payload: object, id = `evt_case_${(events += 1)}`) =>
    community.subgraph.receive({
      id,
      type,
      aggregate: caseId,
      occurredAt: '2026-11-22T02:00:00.000Z',
      payload: payload as Record<string, unknown>,
    });
  const opened = (more: object = {}) =>
    tell('CaseOpened', {
      ...{ caseId, workerId: welder.id, communityId: lingfeng, handlerId: handler.id },
      ...{ kind: 'APPLICATION', theme: 'TALENT' },
      ...more,
    });
  const closed = () => tell('CaseClosed', { caseId, workerId: welder.id });

  const naming = (id: string) => `CASE; case=${id}`;
  /** Which fields are there; the name as it is shown. */
  const seen = async (who: PersonLike, purpose?: string) => {
    const selected = Object.entries(fields).map(([name, field]) => `${name}: ${field}`);
    const { data } = await community
      .as(who, undefined, purpose === undefined ? {} : { 'millgate-purpose': purpose })
      .ask<{ worker: Record<string, unknown> }>(`{ worker(id: "${welder.id}") { ${selected.join(' ')} } }`);
    const { name, ...rest } = data?.worker ?? {};
    return [name, ...Object.keys(rest).filter((key) => rest[key] !== null)];
  };

  test('without a case is a family name', async () => {
    expect(await seen(handler, naming(caseId))).toEqual(['Lin*']);
  });

  test('with an open one is the name, and the rest when the case is named', async () => {
    await opened();

    expect(await seen(handler)).toEqual(['Lin Xiaolan']);
    expect(await seen(handler, 'EMERGENCY')).toEqual(['Lin Xiaolan']);
    expect(await seen(handler, naming(caseId))).toEqual(['Lin Xiaolan', 'phone', 'residentId']);
  });

  test.each([
    ['no case', 'CASE'],
    ['another case', naming(demoId('cas', 'another'))],
  ])('whoever says that they read for a case, and names %s, has none', async (_what, purpose) => {
    await opened();

    expect(await seen(handler, purpose)).toEqual(['Lin*']);
  });

  test.each([
    ['a question needs no resident ID', { kind: 'CONSULTATION' }, ['Lin Xiaolan', 'phone']],
    [
      'a matter of schooling needs the children',
      { kind: 'HELP_REQUEST', theme: 'SCHOOLING' },
      ['Lin Xiaolan', 'phone', 'children'],
    ],
  ])('%s', async (_what, more, expected) => {
    await opened(more);

    expect(await seen(handler, naming(caseId))).toEqual(expected);
  });

  test('is the handler’s alone; before there is one, the clerks’ of that community', async () => {
    const clerk = persona('clerk');
    await opened();
    expect(await seen(colleague, naming(caseId))).toEqual(['Lin*']);
    expect(await seen(clerk, naming(caseId))).toEqual(['Lin*']);

    await opened({ handlerId: null });
    expect(await seen(clerk, naming(caseId))).toEqual(['Lin Xiaolan', 'phone', 'residentId']);
    expect(await seen(elsewhere, naming(caseId))).toEqual(['Lin*']);
    expect(await seen(handler, naming(caseId))).toEqual(['Lin*']);
  });

  test('passes with the case to whoever has it next', async () => {
    await opened();
    await opened({ handlerId: colleague.id });

    expect(await seen(handler, naming(caseId))).toEqual(['Lin*']);
    expect(await seen(colleague, naming(caseId))).toEqual(['Lin Xiaolan', 'phone', 'residentId']);
  });

  test('is nothing any more when the case is closed', async () => {
    await opened();
    await closed();

    expect(await seen(handler, naming(caseId))).toEqual(['Lin*']);
  });

  test('is the same of her children as entities, and for nobody else', async () => {
    await opened({ theme: 'SCHOOLING' });
    const child = async (who: PersonLike, purpose = naming(caseId)) => {
      const { data } = await community
        .as(who, undefined, { 'millgate-purpose': purpose })
        .ask<{ _entities: unknown[] }>(
          `{ _entities(representations: [{ __typename: "Dependant", id: "${demoId('dep', 'welder-1')}" }]) { ... on Dependant { name(lang: EN) } } }`,
        );
      return data?._entities[0];
    };

    expect(await child(handler)).toEqual({ name: 'Lin Zhiyuan' });
    expect(await child(handler, 'EMERGENCY')).toBeNull();
    expect(await child(colleague)).toBeNull();
  });

  test('stands in the log that she reads, with the case', async () => {
    await opened();
    const before = (await community.rows('select id from access_log where actor_id = ?', [handler.id])).length;

    await seen(handler);
    await seen(handler, naming(caseId));

    expect(
      await community.rows(
        `select field, actor_en, purpose_en, case_id from
           (select * from access_log where actor_id = ? order by id offset ?) latest order by field`,
        [handler.id, before],
      ),
    ).toEqual(
      [
        ['Worker.phone', 'Handler of a case'],
        ['Worker.residentId', 'Handler of an application'],
      ].map(([field, actor_en]) => ({ field, actor_en, purpose_en: 'Handling a case', case_id: caseId })),
    );
  });
});
