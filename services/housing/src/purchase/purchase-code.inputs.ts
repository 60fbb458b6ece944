import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, Float, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'For whom to issue purchase codes, and for what.' })
export class IssuePurchaseCodesInput extends RepeatableInput {
  @Field(() => String, { description: 'Code of the programme that issues them, 1 to 100 characters.' })
  @Length(1, 100)
  programme!: string;

  @Field(() => [ID], { description: 'Workers who get one each, 1 to 100, nobody twice.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @Matches(/^wrk_[0-9A-HJKMNP-TV-Z]{26}$/, { each: true })
  holderIds!: string[];

  @Field(() => Float, { nullable: true, description: 'Smallest flat they buy, in square metres; none for no limit.' })
  @IsOptional()
  @Min(1)
  @Max(1_000)
  areaFromM2?: number | null;

  @Field(() => Float, { nullable: true, description: 'Largest flat they buy, in square metres; none for no limit.' })
  @IsOptional()
  @Min(1)
  @Max(1_000)
  areaToM2?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Months until they expire, 1 to 60; 24 unless this says otherwise.',
  })
  @IsOptional()
  @Min(1)
  @Max(60)
  validMonths?: number | null;
}

@InputType({ description: 'Which purchase code to take back.' })
export class RevokePurchaseCodeInput extends RepeatableInput {
  @Field(() => ID, { description: 'The code’s id; not the code.' })
  purchaseCodeId!: string;
}

@InputType({ description: 'A purchase code, and the flat to buy with it.' })
export class RedeemPurchaseCodeInput extends RepeatableInput {
  @Field(() => String, {
    description: 'The code as it was handed over; case, blanks and hyphens do not matter. At most 64 characters.',
  })
  @Length(1, 64)
  code!: string;

  @Field(() => ID, { description: 'The flat.' })
  unitId!: string;
}
