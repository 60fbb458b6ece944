import { IsOptional, Min, ValidateNested } from 'class-validator';
import { LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { IndicatorPrecision } from './indicator.entity.ts';

@InputType({
  description: 'What a figure says by right. Its name, unit, place and period stay: another is another figure.',
})
export class CorrectIndicatorInput extends RepeatableInput {
  @Field(() => ID, { description: 'The figure.' })
  indicatorId!: string;

  @Field(() => Int, { description: 'The version that was read; where it is another by now, nothing is changed.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => Float, { nullable: true, description: 'The figure; none exactly where the precision is NOT_STATED.' })
  value?: number | null;

  @Field(() => IndicatorPrecision, { description: 'How exactly the source states it.' })
  precision!: IndicatorPrecision;

  @Field(() => LocalizedTextInput, {
    nullable: true,
    description: 'Who states it now, and when; without it, the source stays.',
  })
  @IsOptional()
  @ValidateNested()
  source?: LocalizedTextInput | null;

  @Field(() => LocalizedTextInput, { description: 'Why it is corrected; shown with what it said before.' })
  @ValidateNested()
  reason!: LocalizedTextInput;
}
