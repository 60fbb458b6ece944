import { type Context, DateScalar, Lang, langArgument } from '@millgate/kit';
import { Arg, Ctx, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Lease } from '../lease/lease.entity.ts';
import { sinceWhen } from '../limits/limits.rules.ts';
import { type LodgingReason, LodgingReasonCode, LodgingStanding } from './lodging-entitlement.rules.ts';

registerEnumType(LodgingStanding, {
  name: 'LodgingStanding',
  description: 'Where somebody stands with the free lodging of job-seekers.',
  valuesConfig: {
    ENTITLED: { description: 'May be checked in on the day, wherever a bed is free.' },
    UNDER_WAY: { description: 'Lodges free on the day.' },
    NOT_ENTITLED: { description: 'May not be checked in; `reasons` say why.' },
  },
});

registerEnumType(LodgingReasonCode, {
  name: 'LodgingReasonCode',
  description: 'Why somebody may not lodge free.',
  valuesConfig: {
    NOT_IN_FORCE: { description: 'Lodging was not given yet on the day; `effectiveFrom` says since when it is.' },
    EMPLOYED: { description: 'She has a job on the day; `since` is its first day.' },
    FREE_LODGING_USED: { description: 'She lodged free before, once a person; `since` is the first day of that stay.' },
  },
});

const texts = {
  NOT_IN_FORCE: { zh: '当日尚未实行求职免费住宿。', en: 'Free lodging was not given yet on that day.' },
  EMPLOYED: { zh: '当日已就业，不符合求职住宿条件。', en: 'She has a job on that day, and does not look for one.' },
  FREE_LODGING_USED: {
    zh: '求职免费住宿每人限一次，已使用。',
    en: 'Free lodging is given once a person, and was used.',
  },
} as const satisfies Record<LodgingReasonCode, { readonly zh: string; readonly en: string }>;

@ObjectType('LodgingReason', { description: 'One reason why somebody may not lodge free.' })
export class LodgingReasonLine {
  @Field(() => LodgingReasonCode, { description: 'What a program acts on.' })
  code!: LodgingReasonCode;

  @Field(() => String, { description: 'The rule that says so, as refusals name it.' })
  rule!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Since when it stands against her; null where it always did.',
  })
  since!: string | null;

  @Field(() => DateScalar, { nullable: true, description: sinceWhen })
  effectiveFrom!: string | null;

  static from(reason: LodgingReason): LodgingReasonLine {
    return Object.assign(new LodgingReasonLine(), reason, { rule: 'H3' });
  }

  @Field(() => String, { description: 'What it says to a person.' })
  message(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(texts[this.code], lang);
  }
}

@ObjectType({
  description:
    'What is left of somebody’s free lodging: three calendar months, once a person, for who has no job. By what check-in decides by, as housing has been told of it.',
})
export class LodgingEntitlement {
  @Field(() => DateScalar, { description: 'The day the answer is about.' })
  on!: string;

  @Field(() => LodgingStanding, { description: 'Where she stands on the day.' })
  standing!: LodgingStanding;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First free day: of the stay under way, or of one that begins on the day; null if there is none.',
  })
  from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day that is no longer free; null if there is none.' })
  until!: string | null;

  @Field(() => Int, { description: 'Free nights that are left from the day on; 0 if there are none.' })
  nightsLeft!: number;

  @Field(() => Lease, {
    nullable: true,
    description: 'The free stay that is counted against once a person; null if she had none by the day.',
  })
  stay!: Lease | null;

  @Field(() => [LodgingReasonLine], {
    description: 'All that stands against a free stay on the day; empty if nothing.',
  })
  reasons!: LodgingReasonLine[];
}
