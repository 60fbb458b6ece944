import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What is shown at the counter: the QR code as scanned, or serving and code as typed.' })
export class PickUpMealInput {
  @Field(() => String, { nullable: true, description: 'The content of the QR code; then nothing else.' })
  @Length(1, 100)
  qr?: string | null;

  @Field(() => ID, { nullable: true, description: 'The serving, where the code is typed.' })
  servingId?: string | null;

  @Field(() => String, { nullable: true, description: 'The eight digits of the pick-up code, where they are typed.' })
  @Length(8, 8)
  code?: string | null;
}
