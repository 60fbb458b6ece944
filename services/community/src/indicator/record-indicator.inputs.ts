import { IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, Float, ID, InputType } from 'type-graphql';
import { IndicatorPrecision, IndicatorUnit } from './indicator.entity.ts';

@InputType({
  description: 'A figure that a source states. Name the district, the community or the alliance it is about.',
})
export class RecordIndicatorInput extends RepeatableInput {
  @Field(() => ID, { nullable: true, description: 'The district it is about.' })
  districtId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The community it is about.' })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The alliance it is about.' })
  allianceId?: string | null;

  @Field(() => LocalizedTextInput, { description: 'What it measures.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => Float, { nullable: true, description: 'The figure; none exactly where the precision is NOT_STATED.' })
  value?: number | null;

  @Field(() => IndicatorPrecision, { description: 'How exactly the source states it.' })
  precision!: IndicatorPrecision;

  @Field(() => IndicatorUnit, { description: 'What it counts.' })
  unit!: IndicatorUnit;

  @Field(() => String, {
    nullable: true,
    description: 'The period it is about, as exactly as the source states it: `2018`, `2018-Q1`, `2018-04`, `YEAR`.',
  })
  @IsOptional()
  @Length(4, 10)
  @Matches(/^(\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?|YEAR)$/)
  period?: string | null;

  @Field(() => LocalizedTextInput, { description: 'Who states it, and when.' })
  @ValidateNested()
  source!: LocalizedTextInput;
}
