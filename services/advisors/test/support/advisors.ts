import { demoId } from '@millgate/demo';
import { type GraphTransport, instantAt, LocalizedText, newId } from '@millgate/kit';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';
import { Advisor, Appointment, DeclaredInterest } from '../../src/advisor/advisor.entity.ts';
import { AdvisorChannel, AdvisorKind } from '../../src/advisor/advisor.enums.ts';
import { Confidentiality } from '../../src/consultation/confidentiality.rules.ts';
import { Consultation, ConsultationState } from '../../src/consultation/consultation.entity.ts';
import { Assignment, AssignmentReason } from '../../src/matching/assignment.entity.ts';
import { Slot } from '../../src/slot/slot.entity.ts';

/** Sunday, 09:00 in the community. */
export const now = '2026-11-22T09:00:00+08:00';

export const asAdvisor = (id: string): PersonLike => ({ id, roles: [{ role: 'ADVISOR', scope: id }] });

export const hrOf = (enterpriseId: string, name = 'hr'): PersonLike => ({
  id: demoId('acc', `${name}-${enterpriseId}`),
  roles: [{ role: 'HR', scope: enterpriseId }],
});

/** An adviser in office since April, with free slots of the next days at these times. */
export async function givenAdvisor(
  advisors: TestSubgraph,
  given: {
    kind?: AdvisorKind;
    communityId?: string;
    chainIds?: string[];
    office?: { from: string; until: string | null };
    interestIn?: string;
    channels?: AdvisorChannel[];
  } = {},
): Promise<string> {
  const id = newId('adv');
  await advisors.given((tx) => {
    tx.create(Advisor, {
      id,
      names: LocalizedText.of('甲', 'A'),
      kind: given.kind ?? AdvisorKind.INDUSTRY,
      organisations: LocalizedText.of('协会', 'Association'),
      specialtyTexts: [],
      channels: given.channels ?? [AdvisorChannel.VISIT],
      chainIds: given.chainIds ?? [],
      communityId: given.communityId ?? demoId('com', 'liming'),
    });
    const office = given.office ?? { from: '2026-04-01', until: null };
    tx.create(Appointment, { id: newId('apt'), advisorRef: id, ...office, batch: 1 });
    if (given.interestIn) {
      const interest = { id: newId('int'), enterpriseId: given.interestIn, from: '2020-01-01', until: null };
      tx.create(DeclaredInterest, { ...interest, advisorRef: id });
    }
  });
  return id;
}

export async function givenSlot(
  advisors: TestSubgraph,
  advisorRef: string,
  day = '2026-11-23',
  time = '09:30',
): Promise<string> {
  const id = newId('slt');
  const startsAt = instantAt(day, time);
  const endsAt = new Date(startsAt.getTime() + 30 * 60_000);
  await advisors.given((tx) => {
    tx.create(Slot, { id, advisorRef, startsAt, endsAt, mode: AdvisorChannel.VISIT });
  });
  return id;
}

export async function givenConsultation(
  advisors: TestSubgraph,
  given: {
    advisorRef: string;
    slotRef?: string;
    kind?: AdvisorKind;
    authorId: string;
    workerId?: string;
    enterpriseId?: string;
    confidentiality?: Confidentiality;
    state?: ConsultationState;
    askedAt?: string;
  },
): Promise<string> {
  const id = newId('cns');
  const { askedAt = now, ...rest } = given;
  await advisors.given((tx) => {
    tx.create(Consultation, {
      id,
      kind: AdvisorKind.INDUSTRY,
      workerId: null,
      enterpriseId: null,
      question: '?',
      confidentiality: Confidentiality.NORMAL,
      state: ConsultationState.ASSIGNED,
      firstRequestedAt: new Date(askedAt),
      assignedOn: '2026-11-23',
      ...rest,
    });
    tx.create(Assignment, {
      id: newId('asg'),
      consultationRef: id,
      advisorRef: given.advisorRef,
      assignedAt: new Date(askedAt),
      why: [AssignmentReason.ON_DUTY],
      considered: 1,
    });
  });
  return id;
}

export const BookAdvisorSlot = /* GraphQL */ `
  mutation BookAdvisorSlot($input: BookAdvisorSlotInput!) {
    bookAdvisorSlot(input: $input) {
      consultation {
        id
        kind
        question
        confidentiality
        state
        mode
        firstRequestedAt
        advisor {
          id
        }
        slot {
          id
        }
        worker {
          id
        }
        enterprise {
          id
        }
      }
      userErrors {
        code
        message
        path
        rule
        on
        enterprise {
          id
        }
        nextSlot {
          id
        }
      }
    }
  }
`;

export interface BookAdvisorSlotData {
  readonly bookAdvisorSlot: {
    readonly consultation: ({ readonly id: string } & Record<string, unknown>) | null;
    readonly userErrors: readonly { readonly code: string; readonly [detail: string]: unknown }[];
  };
}

const shown = `id state version kind question confidentiality mode answer rating firstRequestedAt firstContactAt assignBy acceptBy contactBy answerBy
  advisor { id } slot { id } policyRefs { code title(lang: EN) source { kind } } assignments { advisor { id } why considered ending reason }
  steps { action before after note } visits { state plannedFor madeAt mode note shared } followUps { dueOn doneAt result }`;

export interface Shown {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly advisor: { readonly id: string } | null;
  readonly slot: { readonly id: string } | null;
  readonly firstRequestedAt: string;
  readonly [field: string]: unknown;
}

type Speaker = Parameters<TestSubgraph['as']>[0];

/** Changes a consultation; answers it as it stands for whoever did. */
export async function change(
  advisors: TestSubgraph,
  who: Speaker,
  mutation: string,
  input: Record<string, unknown>,
  at?: string,
): Promise<{ consultation: Shown | null; codes: string[]; errors: readonly Record<string, unknown>[] }> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const result = mutation === 'declineConsultation' ? 'assignment { ending }' : `consultation { ${shown} }`;
  const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${result} userErrors { code path rule } } }`;
  const data = await advisors
    .as(who, at)
    .data<Record<string, { consultation?: Shown; userErrors: { code: string }[] }>>(document, { input });
  const { consultation = null, userErrors } = data[mutation] ?? { userErrors: [] };
  return { consultation, codes: userErrors.map(({ code }) => code), errors: userErrors };
}

/** The consultation as somebody sees it; null where it does not exist for them. */
export async function seen(advisors: TestSubgraph, who: Speaker, id: string, at?: string): Promise<Shown | null> {
  const { consultation } = await advisors
    .as(who, at)
    .data<{ consultation: Shown | null }>(`query ($id: ID!) { consultation(id: $id) { ${shown} } }`, { id });
  return consultation;
}

/** A registry that knows one community and these chains of every enterprise, or does not answer at all. */
export const registry =
  (answers: { chains: string[]; community?: string } | null): GraphTransport =>
  () =>
    answers === null
      ? Promise.reject(new Error('no answer'))
      : Promise.resolve(
          JSON.stringify({
            data: {
              enterprise: {
                community: { id: answers.community ?? demoId('com', 'liming') },
                chains: answers.chains.map((id) => ({ id })),
              },
            },
          }),
        );
