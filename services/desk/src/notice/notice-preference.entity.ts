import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { type Context, isSelf } from '@millgate/kit';
import { Ctx, Field, ObjectType } from 'type-graphql';
import { hookSecret } from './hook-signature.ts';
import { NoticeKind } from './notice.entity.ts';

@Entity()
@ObjectType({ description: 'Where else a person wants notices, besides in the list; shown to that person alone.' })
export class NoticePreference {
  @PrimaryKey({ type: 'text' })
  personId!: string;

  @Field(() => String, { nullable: true, description: 'The web hook that is called; null for none.' })
  @Property({ type: 'text', nullable: true })
  hookUrl!: Opt<string> | null;

  /** Counts the secrets there were: the secret itself is derived, and lies in no table. */
  @Property({ type: 'int' })
  hookNo: Opt<number> = 1;

  @Field(() => String, { nullable: true, description: 'The mail address that is written to; null for none.' })
  @Property({ type: 'text', nullable: true })
  email!: Opt<string> | null;

  @Property({ type: 'timestamptz', nullable: true })
  emailConfirmedAt!: Opt<Date> | null;

  @Property({ type: 'text', nullable: true })
  emailCodeHash!: Opt<string> | null;

  @Property({ type: 'timestamptz', nullable: true })
  emailCodeSentAt!: Opt<Date> | null;

  @Property({ type: 'int' })
  emailCodeTries: Opt<number> = 0;

  @Field(() => [NoticeKind], { description: 'The kinds of notice that go out.' })
  @Property({ type: 'array', columnType: 'text[]' })
  kinds!: NoticeKind[];

  @Field(() => Boolean, {
    description: 'Whether the person proved that the mail address is theirs; before, nothing is sent.',
  })
  emailConfirmed(): boolean {
    return this.emailConfirmedAt !== null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The secret that calls are signed with, `whsec_…` (Standard Webhooks); null without a hook.',
  })
  hookSecret(@Ctx() { caller, services }: Context): string | null {
    if (this.hookUrl === null || !isSelf(caller, this.personId)) return null;
    return hookSecret(services.secret('notice-hook'), this.personId, this.hookNo);
  }
}
