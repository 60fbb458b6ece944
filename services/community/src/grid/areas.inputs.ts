import { ArrayMaxSize, ArrayMinSize, Length, ValidateNested } from 'class-validator';
import { DateScalar, GeoPointInput, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { mostCorners } from '../geo/border.rules.ts';
import { TeamMemberInput } from './team.inputs.ts';

const areaDescription = `Corners of its border in order, 3 to ${mostCorners}, at least a metre apart; the border does not cross itself.`;

@InputType({ description: 'A grid with its officer, who is there from the first day.' })
export class OpenGridInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community it is part of.' })
  communityId!: string;

  @Field(() => String, { description: 'Its number within the community, 1 to 20 characters.' })
  @Length(1, 20)
  code!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => [GeoPointInput], { description: areaDescription })
  @ValidateNested()
  area!: GeoPointInput[];

  @Field(() => TeamMemberInput, { description: 'Its full-time officer.' })
  @ValidateNested()
  officer!: TeamMemberInput;

  @Field(() => DateScalar, { description: 'First day of the officer.' })
  from!: string;
}

@InputType({ description: 'The new border of a grid.' })
export class GridAreaInput {
  @Field(() => ID, { description: 'The grid.' })
  gridId!: string;

  @Field(() => [GeoPointInput], { description: areaDescription })
  @ValidateNested()
  area!: GeoPointInput[];
}

@InputType({ description: 'New borders of grids of one community, drawn at once.' })
export class RedrawGridsInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community.' })
  communityId!: string;

  @Field(() => [GridAreaInput], { description: 'Each grid that changes, once; 1 to 50.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested()
  grids!: GridAreaInput[];
}
