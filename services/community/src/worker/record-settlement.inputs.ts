import { IsOptional } from 'class-validator';
import { DateScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { ResidentIdScalar } from './resident-id.scalar.ts';

@InputType({
  description: 'A household that was registered here (落户). Name the worker by id or by resident ID, not by both.',
})
export class RecordSettlementInput extends RepeatableInput {
  @Field(() => ID, { nullable: true, description: 'Id of the worker.' })
  workerId?: string | null;

  @Field(() => ResidentIdScalar, { nullable: true, description: 'The number in the worker’s papers.' })
  @IsOptional()
  residentId?: string | null;

  @Field(() => DateScalar, { description: 'The day on which the household was registered here.' })
  settledOn!: string;
}
