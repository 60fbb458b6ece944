import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import type { Caller } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { AdvisorKind } from '../src/advisor/advisor.enums.ts';
import { Confidentiality } from '../src/consultation/confidentiality.rules.ts';
import { subgraph } from '../src/subgraph.ts';
import { asAdvisor, givenAdvisor, givenConsultation, givenSlot, hrOf, now } from './support/advisors.ts';

const welder = persona('welder');
const baoge = demoId('ent', 'baoge');

const EveryPath = /* GraphQL */ `
  query EveryPath($id: ID!, $slotId: ID!, $of: [_Any!]!) {
    consultation(id: $id) {
      id
    }
    slot(id: $slotId) {
      consultation {
        id
      }
    }
    myConsultations {
      nodes {
        id
      }
    }
    _entities(representations: $of) {
      ... on Consultation {
        id
        question
      }
      ... on Worker {
        consultations {
          nodes {
            id
          }
        }
      }
      ... on Enterprise {
        consultations {
          nodes {
            id
          }
        }
      }
      ... on Slot {
        consultation {
          id
        }
      }
    }
  }
`;

type Path = 'byId' | 'bySlot' | 'mine' | 'reference' | 'worker' | 'enterprise' | 'slotReference';

describe('a consultation is there', () => {
  let advisors: TestSubgraph;
  let advisorId: string;
  let otherAdvisorId: string;
  const consultations: Record<string, { id: string; slotId: string }> = {};

  beforeAll(async () => {
    advisors = await startTestSubgraph(subgraph, { now });
    advisorId = await givenAdvisor(advisors, { kind: AdvisorKind.INTEGRITY });
    otherAdvisorId = await givenAdvisor(advisors, { kind: AdvisorKind.INTEGRITY });
    const openAdvisorId = await givenAdvisor(advisors);
    const ask = async (key: string, day: string, confidentiality: Confidentiality, asker: object) => {
      const sealed = confidentiality === Confidentiality.SEALED;
      const advisorRef = sealed ? advisorId : openAdvisorId;
      const slotId = await givenSlot(advisors, advisorRef, day);
      const given = { advisorRef, slotRef: slotId, confidentiality, authorId: '', ...asker };
      consultations[key] = { slotId, id: await givenConsultation(advisors, given) };
    };
    const byWelder = { authorId: welder.id, workerId: welder.id };
    const byHr = { authorId: hrOf(baoge).id, enterpriseId: baoge };
    await ask('normal, of a worker', '2026-11-24', Confidentiality.NORMAL, byWelder);
    await ask('sealed, of a worker', '2026-11-24', Confidentiality.SEALED, byWelder);
    await ask('normal, of an enterprise', '2026-11-25', Confidentiality.NORMAL, byHr);
    await ask('sealed, of an enterprise', '2026-11-25', Confidentiality.SEALED, byHr);
  });
  afterAll(() => advisors.stop());

  /** The paths by which a caller reaches a consultation; whatever is withheld counts as not reached. */
  const reaches = async (key: string, who: Caller | PersonLike): Promise<Path[]> => {
    const { id, slotId } = consultations[key] ?? { id: '', slotId: '' };
    const of = [
      { __typename: 'Consultation', id },
      { __typename: 'Worker', id: welder.id },
      { __typename: 'Enterprise', id: baoge },
      { __typename: 'Slot', id: slotId },
    ];
    const { data } = await advisors.as(who).ask<Record<string, never>>(EveryPath, { id, slotId, of });
    const found = data as unknown as {
      consultation: Node | null;
      slot: { consultation: Node | null };
      myConsultations: Nodes | null;
      _entities: [
        Node | null,
        { consultations: Nodes | null },
        { consultations: Nodes | null },
        { consultation: Node },
      ];
    };
    const [reference, worker, enterprise, slot] = found._entities;
    const has = (list: Nodes | null) => Boolean(list?.nodes.some((node) => node.id === id));
    const paths: Record<Path, boolean> = {
      byId: found.consultation?.id === id,
      bySlot: found.slot.consultation?.id === id,
      mine: has(found.myConsultations),
      reference: reference?.id === id,
      worker: has(worker.consultations),
      enterprise: has(enterprise.consultations),
      slotReference: slot.consultation?.id === id,
    };
    return (Object.keys(paths) as Path[]).filter((path) => paths[path]);
  };

  const asEntity: Path[] = ['byId', 'bySlot', 'reference', 'slotReference'];
  const sorted = (...paths: Path[]) => paths.toSorted();

  const none: Path[] = [];
  const table: [string, () => Caller | PersonLike, Record<string, Path[]>][] = [
    [
      'for the worker who asked',
      () => welder,
      {
        'normal, of a worker': [...asEntity, 'mine', 'worker'],
        'sealed, of a worker': [...asEntity, 'mine', 'worker'],
        'normal, of an enterprise': none,
        'sealed, of an enterprise': none,
      },
    ],
    [
      'for the HR person who asked',
      () => hrOf(baoge),
      {
        'normal, of a worker': none,
        'sealed, of a worker': none,
        'normal, of an enterprise': [...asEntity, 'mine', 'enterprise'],
        'sealed, of an enterprise': [...asEntity, 'mine', 'enterprise'],
      },
    ],
    [
      'for her colleague in HR',
      () => hrOf(baoge, 'colleague'),
      {
        'normal, of a worker': none,
        'sealed, of a worker': none,
        'normal, of an enterprise': [...asEntity, 'enterprise'],
        'sealed, of an enterprise': none,
      },
    ],
    [
      'for the integrity adviser who has the sealed ones',
      () => asAdvisor(advisorId),
      {
        'normal, of a worker': none,
        'sealed, of a worker': [...asEntity, 'mine'],
        'normal, of an enterprise': none,
        'sealed, of an enterprise': [...asEntity, 'mine'],
      },
    ],
  ];

  test.each(table)('%s', async (_who, who, expected) => {
    for (const [key, paths] of Object.entries(expected)) {
      expect([key, (await reaches(key, who())).toSorted()]).toEqual([key, sorted(...paths)]);
    }
  });

  const strangers: [string, () => Caller | PersonLike][] = [
    ['another worker', () => persona('packer')],
    ['the HR of another enterprise', () => persona('hr')],
    ['another integrity adviser', () => asAdvisor(otherAdvisorId)],
    ['an adviser’s role without a scope', () => ({ id: 'acc_x', roles: [{ role: 'ADVISOR' }] })],
    ['the adviser’s role on another account', () => ({ id: 'acc_x', roles: [{ role: 'ADVISOR', scope: advisorId }] })],
    ['the adviser’s account without the role', () => ({ id: advisorId, roles: [] })],
    ['a manager', () => persona('manager')],
    ['an auditor', () => persona('auditor')],
    ['community staff', () => persona('registrar')],
    ['a handler', () => persona('handler')],
    ['a partner', () => persona('partner')],
    ['a service', () => ({ kind: 'SERVICE', name: 'subsidies', purpose: 'SUBSIDY_DECISION' })],
    ['nobody in particular', () => nobody],
  ];

  test.each(strangers)('by no path for %s', async (_who, who) => {
    for (const key of Object.keys(consultations)) expect([key, await reaches(key, who())]).toEqual([key, none]);
  });

  test('for a stranger exactly as much as one that does not exist', async () => {
    const { id } = consultations['sealed, of a worker'] ?? { id: '' };
    const Ask = `query ($id: ID!, $of: [_Any!]!) { consultation(id: $id) { id } _entities(representations: $of) { __typename } }`;
    const ask = (which: string) =>
      advisors.as(persona('manager')).ask(Ask, { id: which, of: [{ __typename: 'Consultation', id: which }] });

    expect(await ask(id)).toEqual(await ask(demoId('cns', 'none')));
    expect(await ask(id)).toEqual({ data: { consultation: null, _entities: [null] } });
  });

  test('not even in the number or the pages of the enterprise’s list: a colleague’s page is full of what she may read', async () => {
    const List = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Enterprise {
      consultations(first: 1) { nodes { confidentiality } pageInfo { hasNextPage } } } } }`;

    const { _entities } = await advisors
      .as(hrOf(baoge, 'colleague'))
      .data<{ _entities: unknown[] }>(List, { of: [{ __typename: 'Enterprise', id: baoge }] });

    expect(_entities).toEqual([
      { consultations: { nodes: [{ confidentiality: 'NORMAL' }], pageInfo: { hasNextPage: false } } },
    ]);
  });

  test('forbidden as a list to whoever is not its subject, with the field null and the rest answered', async () => {
    const List = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Worker { id consultations { nodes { id } } } ... on Enterprise { id consultations { nodes { id } } } } }`;
    const of = [
      { __typename: 'Worker', id: welder.id },
      { __typename: 'Enterprise', id: baoge },
    ];

    const { data, errors } = await advisors.as(persona('manager')).ask(List, { of });

    expect(data).toEqual({
      _entities: [
        { id: welder.id, consultations: null },
        { id: baoge, consultations: null },
      ],
    });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });
});

interface Node {
  readonly id: string;
}

interface Nodes {
  readonly nodes: readonly Node[];
}
