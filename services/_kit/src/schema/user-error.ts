import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Context } from '../runtime/context.ts';
import { inLang } from '../values/localized.ts';
import type { Refusal, Result } from '../values/result.ts';

/** What each code of a mutation says, in both languages. */
export type Messages<Code extends string> = Readonly<Record<Code, { readonly zh: string; readonly en: string }>>;

/** The fields every error type of a mutation has besides its own `code` and details. */
@ObjectType()
export abstract class UserError {
  text!: { readonly zh: string; readonly en: string };

  @Field(() => String, { description: 'What happened, in the language of the request, for the person to read.' })
  message(@Ctx() context: Context): string {
    return inLang(this.text, context.lang);
  }

  @Field(() => [String], {
    description: 'Where in the input the cause lies, from the top of `input`; empty for the input as a whole.',
  })
  path!: readonly string[];

  @Field(() => String, { description: 'The rule that refuses, as the documentation names it.' })
  rule!: string;
}

/** Refusals as the errors of a mutation; `details` become the fields that the error type adds. */
export function userErrors<Code extends string, E extends UserError>(
  ErrorType: new () => E,
  messages: Messages<Code>,
  result: Result<unknown, `${Code}`>,
): E[] {
  if (result.ok) return [];
  return result.refusals.map(({ code, path, rule, details }: Refusal<`${Code}`>) =>
    Object.assign(new ErrorType(), { code, path, rule, text: messages[code as Code] }, details),
  );
}
