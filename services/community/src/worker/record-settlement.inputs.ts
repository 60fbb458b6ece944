import { IsOptional, Length } from 'class-validator';
import { DateScalar } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { ResidentIdScalar } from './resident-id.scalar.ts';

@InputType({
  description: 'A household that was registered here (落户). Name the worker by id or by resident ID, not by both.',
})
export class RecordSettlementInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { nullable: true, description: 'Id of the worker.' })
  workerId?: string | null;

  @Field(() => ResidentIdScalar, { nullable: true, description: 'The number in the worker’s papers.' })
  @IsOptional()
  residentId?: string | null;

  @Field(() => DateScalar, { description: 'The day on which the household was registered here.' })
  settledOn!: string;
}
