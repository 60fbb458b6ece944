import { type Context, DateScalar, loadById, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Enterprise } from '../links/links.stub.ts';
import { Slot } from '../slot/slot.entity.ts';
import { Consultation } from './consultation.entity.ts';

export enum BookAdvisorSlotErrorCode {
  SLOT_NOT_FOUND = 'SLOT_NOT_FOUND',
  SLOT_PAST = 'SLOT_PAST',
  SLOT_TAKEN = 'SLOT_TAKEN',
  ADVISOR_NOT_IN_OFFICE = 'ADVISOR_NOT_IN_OFFICE',
  ADVISOR_HAS_INTEREST = 'ADVISOR_HAS_INTEREST',
  INTEGRITY_IS_SEALED = 'INTEGRITY_IS_SEALED',
}

registerEnumType(BookAdvisorSlotErrorCode, {
  name: 'BookAdvisorSlotErrorCode',
  description: 'Why a slot was not booked.',
  valuesConfig: {
    SLOT_NOT_FOUND: { description: 'No slot has this id.' },
    SLOT_PAST: { description: 'The slot has begun.' },
    SLOT_TAKEN: { description: 'Another consultation has it; `nextSlot` is the adviser’s earliest free one.' },
    ADVISOR_NOT_IN_OFFICE: { description: 'The adviser is not in office on the day of the slot, `on`.' },
    ADVISOR_HAS_INTEREST: { description: 'The adviser has declared an interest in `enterprise`.' },
    INTEGRITY_IS_SEALED: { description: 'An integrity adviser is asked under seal, or not at all.' },
  },
});

export const bookAdvisorSlotMessages: Messages<BookAdvisorSlotErrorCode> = {
  SLOT_NOT_FOUND: { zh: '没有这个时段。', en: 'There is no such slot.' },
  SLOT_PAST: { zh: '这个时段已经开始。', en: 'This slot has begun.' },
  SLOT_TAKEN: { zh: '这个时段已被预约。', en: 'This slot is taken.' },
  ADVISOR_NOT_IN_OFFICE: { zh: '顾问当天不在任。', en: 'The adviser is not in office on that day.' },
  ADVISOR_HAS_INTEREST: {
    zh: '顾问已申报与该企业有利害关系。',
    en: 'The adviser has declared an interest in the enterprise.',
  },
  INTEGRITY_IS_SEALED: { zh: '向清廉顾问咨询一律保密。', en: 'An integrity adviser is asked under seal only.' },
};

@ObjectType({ description: 'Why a slot was not booked.' })
export class BookAdvisorSlotError extends UserError {
  @Field(() => BookAdvisorSlotErrorCode, { description: 'What a program acts on.' })
  code!: BookAdvisorSlotErrorCode;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'With ADVISOR_NOT_IN_OFFICE: the day on which the adviser is not in office.',
  })
  on?: string;

  enterpriseId?: string;
  nextSlotId?: string | null;

  @Field(() => Enterprise, {
    nullable: true,
    description: 'With ADVISOR_HAS_INTEREST: the enterprise that the interest is in.',
  })
  enterprise(): Enterprise | null {
    return this.enterpriseId ? { id: this.enterpriseId } : null;
  }

  @Field(() => Slot, {
    nullable: true,
    description: 'With SLOT_TAKEN: the adviser’s earliest slot that was free then; null if there was none.',
  })
  async nextSlot(@Ctx() context: Context): Promise<Slot | null> {
    return this.nextSlotId ? loadById(context, Slot, this.nextSlotId) : null;
  }
}

@ObjectType({ description: 'What came of booking a slot.' })
export class BookAdvisorSlotPayload {
  @Field(() => Consultation, { nullable: true, description: 'The consultation; null if it was refused.' })
  consultation!: Consultation | null;

  @Field(() => [BookAdvisorSlotError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: BookAdvisorSlotError[];
}
