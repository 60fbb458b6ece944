import { ArrayMaxSize, IsEmail, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { DateTimeScalar } from '@millgate/kit';
import { Field, InputType } from 'type-graphql';
import { NoticeKind } from './notice.entity.ts';

@InputType({ description: 'Where else to send the caller’s notices; what is left out is switched off.' })
export class SetNoticePreferencesInput {
  @Field(() => String, { nullable: true, description: 'A web hook, `https:` and public, at most 2,000 characters.' })
  @IsOptional()
  @MaxLength(2_000)
  hookUrl?: string | null;

  @Field(() => String, { nullable: true, description: 'A mail address; a code is sent there, which confirms it.' })
  @IsOptional()
  @IsEmail()
  @Length(3, 254)
  email?: string | null;

  @Field(() => [NoticeKind], { nullable: true, description: 'Only these kinds; without it, all.' })
  @IsOptional()
  @ArrayMaxSize(10)
  kinds?: NoticeKind[] | null;
}

@InputType({ description: 'The code that was mailed.' })
export class ConfirmNoticeEmailInput {
  @Field(() => String, { description: 'Six digits.' })
  @Matches(/^\d{6}$/)
  code!: string;
}

@InputType({ description: 'Which notices to send again.' })
export class ReplayNoticesInput {
  @Field(() => DateTimeScalar, { description: 'Those written then or later.' })
  since!: Date;
}

@InputType({ description: 'Up to when notices were read.' })
export class ReadNoticesInput {
  @Field(() => DateTimeScalar, { description: 'All that were written then or earlier.' })
  upTo!: Date;
}
