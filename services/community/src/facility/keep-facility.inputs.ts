import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { GeoPointInput, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DayOfWeek } from '../calendar/calendar.entity.ts';
import { FacilityKind, FacilityState, FacilityUsers } from './facility.enums.ts';

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const closing = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

@InputType({ description: 'When a facility is open on some days of the week.' })
export class OpeningHoursInput {
  @Field(() => [DayOfWeek], { description: 'The days of the week, 1 to 7, each once.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  days!: DayOfWeek[];

  @Field(() => String, { description: 'Opening time, `HH:MM` in the community’s zone.' })
  @Matches(clock)
  opensAt!: string;

  @Field(() => String, { description: 'Closing time, `HH:MM`, later than opening; `24:00` is midnight.' })
  @Matches(closing)
  closesAt!: string;
}

@InputType({ description: 'A facility to enter into the registry.' })
export class OpenFacilityInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community it belongs to.' })
  communityId!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => FacilityKind, { description: 'What it is.' })
  kind!: FacilityKind;

  @Field(() => FacilityState, { nullable: true, description: 'Whether it can be used; without it, it is OPEN.' })
  state?: FacilityState | null;

  @Field(() => GeoPointInput, { nullable: true, description: 'Where it lies; without it, no circle finds it.' })
  @IsOptional()
  @ValidateNested()
  location?: GeoPointInput | null;

  @Field(() => [OpeningHoursInput], { nullable: true, description: 'When it is open, at most 20 spans.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested()
  hours?: OpeningHoursInput[] | null;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'What it offers, at most 50 services.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested()
  services?: LocalizedTextInput[] | null;

  @Field(() => [FacilityUsers], { description: 'Who may use it, 1 to 3, each once.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  openTo!: FacilityUsers[];
}

@InputType({ description: 'What changes of a facility; what is not given, or null, stays.' })
export class UpdateFacilityInput extends RepeatableInput {
  @Field(() => ID, { description: 'The facility.' })
  facilityId!: string;

  @Field(() => Int, { description: 'The version it was changed from.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Its name.' })
  @IsOptional()
  @ValidateNested()
  name?: LocalizedTextInput | null;

  @Field(() => FacilityState, { nullable: true, description: 'Whether it can be used.' })
  state?: FacilityState | null;

  @Field(() => GeoPointInput, { nullable: true, description: 'Where it lies.' })
  @IsOptional()
  @ValidateNested()
  location?: GeoPointInput | null;

  @Field(() => [OpeningHoursInput], { nullable: true, description: 'When it is open, at most 20 spans.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested()
  hours?: OpeningHoursInput[] | null;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'What it offers, at most 50 services.' })
  @IsOptional()
  @ArrayMaxSize(50)
  @ValidateNested()
  services?: LocalizedTextInput[] | null;

  @Field(() => [FacilityUsers], { nullable: true, description: 'Who may use it, 1 to 3, each once.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayUnique()
  openTo?: FacilityUsers[] | null;
}

@InputType({ description: 'One term of the code of a network.' })
export class NetworkSlotInput {
  @Field(() => String, { description: 'The term as the code writes it, 1 to 10 characters: `1`, `10`, `X`.' })
  @Length(1, 10)
  @Matches(/^[^+\s]+$/)
  label!: string;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'What the term stands for, where that is known.' })
  @IsOptional()
  @ValidateNested()
  meaning?: LocalizedTextInput | null;
}

@InputType({ description: 'Facilities that are to work as one.' })
export class OpenFacilityNetworkInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community it serves.' })
  communityId!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => [NetworkSlotInput], {
    description: 'The terms of its code, in order, 1 to 20: `1`, `10` and `X` are the code `1+10+X`.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested()
  slots!: NetworkSlotInput[];
}

@InputType()
export abstract class NetworkSlotFacilityInput extends RepeatableInput {
  @Field(() => ID, { description: 'The slot.' })
  slotId!: string;

  @Field(() => ID, { description: 'The facility.' })
  facilityId!: string;
}

@InputType({ description: 'A facility that takes on a role in a network.' })
export class FillNetworkSlotInput extends NetworkSlotFacilityInput {}

@InputType({ description: 'A facility that lays down a role in a network.' })
export class VacateNetworkSlotInput extends NetworkSlotFacilityInput {}
