import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { subgraph } from '../src/subgraph.ts';
import { asAdvisor, change, givenAdvisor, givenSlot, now, registry, seen } from './support/advisors.ts';

const welder = persona('welder');
const liming = communityId('liming');
const staff: PersonLike = { id: demoId('acc', 's'), roles: [{ role: 'COMMUNITY_STAFF', scope: liming }] };
const manager = persona('manager');

const Figures = /* GraphQL */ `
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      ... on Figures {
        advice {
          asked
          answered
          reassigned
          settled
          medianHoursToContact
          contactedOnTimeShare
          meanRating
          askers {
            value
            withheld
          }
          byKind {
            kind
            asked
          }
          byChain {
            asked
          }
          cited {
            code
            times
          }
          load {
            advisor {
              id
            }
            open
          }
          series(by: MONTH) {
            from
            to
            asked
          }
        }
      }
    }
  }
`;

const figuresOf = async (advisors: TestSubgraph, who: PersonLike) => {
  const key = { scopeId: liming, from: '2026-10-01', to: '2026-11-30' };
  const of = [{ __typename: 'Figures', ...key, communityIds: [liming] }];
  const { data, errors } = await advisors.as(who).ask<{ _entities: [{ advice: object | null }] }>(Figures, { of });
  return { advice: data?._entities[0].advice ?? null, code: errors?.[0]?.extensions?.['code'] };
};

describe('a sealed consultation, asked, declined, visited, answered and overdue, is', () => {
  let advisors: TestSubgraph;
  let before: object;
  let slotBefore: object;
  let id: string;
  let normal: { readonly id: string; readonly advisorId: string };
  const read = { who: manager };
  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now, graph: registry({ chains: [] }) });
    const [one, two] = [
      await givenAdvisor(advisors, { kind: AdvisorKind.INTEGRITY }),
      await givenAdvisor(advisors, { kind: AdvisorKind.INTEGRITY }),
    ];
    const open = await givenAdvisor(advisors, { kind: AdvisorKind.LEGAL });
    await givenSlot(advisors, one);
    const ask = (kind: string) =>
      change(advisors, welder, 'requestConsultation', {
        ...{ idempotencyKey: kind, kind, communityId: liming, question: '有人要送礼' },
      });
    const legal = await ask('LEGAL');
    normal = { id: legal.consultation?.id ?? '', advisorId: open };
    await change(advisors, asAdvisor(open), 'answerConsultation', {
      ...{ consultationId: normal.id, expectedVersion: legal.consultation?.version, answer: '好' },
    });
    before = await everything();
    slotBefore = await slots();

    const { consultation } = await ask('INTEGRITY');
    id = consultation?.id ?? '';
    const having = async () => {
      const author = await seen(advisors, welder, id);
      return {
        who: asAdvisor(author?.advisor?.id ?? ''),
        on: { consultationId: id, expectedVersion: author?.version },
      };
    };
    const first = await having();
    await change(advisors, first.who, 'declineConsultation', { ...first.on, reason: '忙' });
    const second = await having();
    expect([one, two]).toContain(second.who.id);
    expect(second.who.id).not.toBe(first.who.id);
    // Everything that time does to it: overdue, and a follow-up.
    await advisors.subgraph.runDue(new Date('2026-11-23T12:00:00+08:00'));
    await change(advisors, second.who, 'recordVisit', { ...second.on, note: '面谈' }, '2026-11-23T13:00:00+08:00');
    const met = await having();
    await change(
      advisors,
      met.who,
      'answerConsultation',
      { ...met.on, answer: '保密答复' },
      '2026-11-23T14:00:00+08:00',
    );
    await advisors.subgraph.runDue(new Date('2026-12-30T12:00:00+08:00'));
  });
  afterAll(() => advisors.stop());

  const everything = async () => ({
    figures: await figuresOf(advisors, read.who),
    notices: await advisors.as(staff).data('{ myAdvisorNotices { nodes { id } } }'),
  });
  const slots = () =>
    advisors
      .as(manager)
      .data(
        '{ freeSlots(from: "2026-11-22T00:00:00+08:00", until: "2026-12-30T00:00:00+08:00", first: 100) { nodes { id } } }',
      );

  test('there for its author and its adviser', async () => {
    expect(await seen(advisors, welder, id)).toMatchObject({ state: 'ANSWERED', answer: '保密答复' });
    const own = await advisors
      .as(welder)
      .data<{ myAdvisorNotices: { nodes: { kind: string }[] } }>('{ myAdvisorNotices { nodes { kind } } }');
    expect(own.myAdvisorNotices.nodes.map(({ kind }) => kind)).toContain('MOVED');
  });

  test('in no figure, no load, no series and no notice of the staff: all stand as if it had never been asked', async () => {
    expect(await everything()).toEqual(before);
    expect(await slots()).toEqual(slotBefore);
    expect((await figuresOf(advisors, manager)).advice).toMatchObject({
      asked: 1,
      answered: 1,
      reassigned: 0,
      // One person asked: withheld, as under five always.
      askers: { value: null, withheld: 'SMALL_COUNT' },
      byKind: [{ kind: 'LEGAL', asked: 1 }],
      series: [
        { from: '2026-10-01', to: '2026-10-31', asked: 0 },
        { from: '2026-11-01', to: '2026-11-30', asked: 1 },
      ],
    });
  });

  test('in no event, and in no access log: nothing of it leaves the subgraph', async () => {
    expect(await advisors.published()).toEqual([]);
  });

  test('in no access log, in which a consultation that is not sealed stands', async () => {
    const readings = async () =>
      (await advisors.published())
        .filter(({ type }) => type === 'PersonalDataRead')
        .flatMap(({ payload }) => payload['readings'] as Record<string, unknown>[])
        .map(({ workerId, field, actorId, relation, purpose }) => [workerId, field, actorId, relation, purpose]);
    const author = await seen(advisors, welder, id);

    const sealed = await seen(advisors, asAdvisor(author?.advisor?.id ?? ''), id);
    expect([sealed?.state, await readings()]).toEqual(['ANSWERED', []]);

    const open = await seen(advisors, asAdvisor(normal.advisorId), normal.id);
    expect([open?.state, await readings()]).toEqual([
      'ANSWERED',
      [[welder.id, 'Worker.consultations', normal.advisorId, 'ADVISER', 'ADVICE']],
    ]);
  });

  test('not changed by whoever may not read it, with the answer of one that does not exist', async () => {
    const answers = await Promise.all(
      [manager, staff, persona('auditor'), persona('packer')].flatMap((who) =>
        [id, demoId('cns', 'none')].map((consultationId) =>
          change(advisors, who, 'cancelConsultation', { consultationId, expectedVersion: 1 }),
        ),
      ),
    );

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.codes).toEqual(['CONSULTATION_NOT_FOUND']);
  });

  test('no longer there for the adviser who declined it', async () => {
    const [{ advisor_id: declined } = { advisor_id: '' }] = await advisors.rows<{ advisor_id: string }>(
      `select advisor_id from assignment where consultation_id = ? and ending = 'DECLINED'`,
      [id],
    );

    expect(await seen(advisors, asAdvisor(declined), id)).toBeNull();
    const { myConsultations } = await advisors
      .as(asAdvisor(declined))
      .data<{ myConsultations: { nodes: object[] } }>('{ myConsultations { nodes { id } } }');
    expect(myConsultations.nodes).toEqual([]);
  });

  test.each(['welder', 'hr', 'clerk', 'adviser', 'partner'])('figures of advice are not for %s', async (who) => {
    expect(await figuresOf(advisors, persona(who))).toEqual({ advice: null, code: 'FORBIDDEN' });
  });
});
