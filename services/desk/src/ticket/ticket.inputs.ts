import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Where somebody takes a number.' })
export class TakeTicketInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community whose window it is.' })
  communityId!: string;

  @Field(() => ID, { nullable: true, description: 'Who waits: oneself; a clerk may leave it out, or name another.' })
  workerId?: string | null;
}

@InputType({ description: 'Which counter is free.' })
export class CallNextTicketInput {
  @Field(() => ID, { description: 'The counter.' })
  counterId!: string;
}

@InputType({ description: 'Which number is done.' })
export class CloseTicketInput {
  @Field(() => ID, { description: 'The ticket.' })
  ticketId!: string;
}
