import { type Context, DateScalar, dayOf, Lang, langArgument, loadById } from '@millgate/kit';
import { Arg, Ctx, Field, ID, Int, ObjectType } from 'type-graphql';
import { Provider } from '../provider/provider.entity.ts';
import { type Credential, CredentialKind } from './credential.entity.ts';
import { maskedHolder, statusOn } from './credential.rules.ts';
import { CredentialStatus, SkillLevel, TitleGrade } from './skill-level.ts';

/**
 * A type of its own, not the credential with some fields closed: it has no way to the worker, so that a number seen on
 * one paper does not lead to the others of the same person.
 */
@ObjectType({ description: 'What anybody who holds a credential’s number may learn of it.' })
export class CredentialVerification {
  readonly #credential: Credential;

  constructor(credential: Credential) {
    this.#credential = credential;
  }

  @Field(() => ID, { description: 'Number of the credential.' })
  credentialId(): string {
    return this.#credential.id;
  }

  @Field(() => CredentialKind, { description: 'What it attests.' })
  kind(): CredentialKind {
    return this.#credential.kind;
  }

  @Field(() => String, { description: 'Occupation, title, course or degree that it names.' })
  subject(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.#credential.subjects, lang);
  }

  @Field(() => SkillLevel, { nullable: true, description: 'Of a skill level: which; null for other kinds.' })
  level(): SkillLevel | null {
    return this.#credential.level;
  }

  @Field(() => TitleGrade, { nullable: true, description: 'Of a title: its grade; null for other kinds.' })
  grade(): TitleGrade | null {
    return this.#credential.grade;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Place on the ladder of skill, 0 to 7; null for kinds without one.',
  })
  rank(): number | null {
    return this.#credential.rank;
  }

  @Field(() => String, { description: 'The holder as printed, masked but for the family name (王*).' })
  holder(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return maskedHolder(context.text(this.#credential.holderNames, lang));
  }

  @Field(() => Provider, { description: 'Who issued it.' })
  async issuer(@Ctx() context: Context): Promise<Provider | null> {
    return loadById(context, Provider, this.#credential.issuerRef.id);
  }

  @Field(() => DateScalar, { description: 'Day of issue.' })
  issuedOn(): string {
    return this.#credential.issuedOn;
  }

  @Field(() => CredentialStatus, { description: 'What it is worth on the day of the request.' })
  status(@Ctx() context: Context): CredentialStatus {
    return statusOn(this.#credential, dayOf(context.now));
  }

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it has expired; null if it never does.' })
  validUntil(): string | null {
    return this.#credential.validUntil;
  }

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it was withdrawn for good; null if it was not.',
  })
  revokedOn(): string | null {
    return this.#credential.revokedOn;
  }
}
