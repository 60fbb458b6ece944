import { demoId } from '@millgate/demo';
import { instantAt, LocalizedText, newId } from '@millgate/kit';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';
import { Advisor, Appointment, DeclaredInterest } from '../../src/advisor/advisor.entity.ts';
import { AdvisorChannel, AdvisorKind } from '../../src/advisor/advisor.enums.ts';
import { Confidentiality } from '../../src/consultation/confidentiality.rules.ts';
import { Consultation, ConsultationState } from '../../src/consultation/consultation.entity.ts';
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
      channels: [AdvisorChannel.VISIT],
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
      ...rest,
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
