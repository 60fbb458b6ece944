import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, InputType, Int } from 'type-graphql';
import { CaseChannel } from '../case/case.enums.ts';
import { Theme } from '../case/theme.ts';
import { ServiceAudience, ServiceItemKind, ServiceItemStatus } from './service-item.entity.ts';

@InputType({ description: 'A service item as the one window offers it from now on.' })
export class PublishServiceItemInput extends RepeatableInput {
  @Field(() => String, { description: 'Its code in the lists, 2 to 40 of a–z, 0–9 and `-`; it never changes.' })
  @Matches(/^[a-z0-9][a-z0-9-]{1,39}$/)
  code!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was read, where it was published before; without it, the item is new.',
  })
  @IsOptional()
  @Min(1)
  expectedVersion?: number | null;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => String, { description: 'Code of the department that handles it.' })
  @Length(1, 100)
  departmentCode!: string;

  @Field(() => Theme, { description: 'The life event or need it belongs to.' })
  theme!: Theme;

  @Field(() => ServiceItemKind, { description: 'How it is handled.' })
  kind!: ServiceItemKind;

  @Field(() => ServiceAudience, { description: 'Whom it serves.' })
  audience!: ServiceAudience;

  @Field(() => Int, { description: 'The statutory limit, 0 to 365 working days.' })
  @Min(0)
  @Max(365)
  statutoryDays!: number;

  @Field(() => Int, { description: 'The limit promised, in working days; 0 while the person waits.' })
  @Min(0)
  @Max(365)
  promisedDays!: number;

  @Field(() => [CaseChannel], { description: 'By which doors it can be asked for; one at least, each once.' })
  @ArrayMinSize(1)
  @ArrayUnique()
  channels!: CaseChannel[];

  @Field(() => [LocalizedTextInput], { description: 'Papers it asks for, at most 30.' })
  @ArrayMaxSize(30)
  @ValidateNested()
  materials!: LocalizedTextInput[];

  @Field(() => ServiceItemStatus, {
    nullable: true,
    description: 'Whether it is offered; without it, a new one is, and another stays as it is.',
  })
  status?: ServiceItemStatus | null;
}
