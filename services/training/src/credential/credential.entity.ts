import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  dayOf,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
  Sensitive,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { learnerOf } from '../links/access.ts';
import { Worker } from '../links/links.stub.ts';
import { Provider } from '../provider/provider.entity.ts';
import { statusOn } from './credential.rules.ts';
import { CredentialStatus, SkillLevel, TitleGrade } from './skill-level.ts';

export enum CredentialKind {
  SKILL_LEVEL = 'SKILL_LEVEL',
  TITLE = 'TITLE',
  CERTIFICATE = 'CERTIFICATE',
  DIPLOMA = 'DIPLOMA',
}

registerEnumType(CredentialKind, {
  name: 'CredentialKind',
  description: 'What a credential attests.',
  valuesConfig: {
    SKILL_LEVEL: { description: 'A vocational skill level in an occupation; has a `level` and a `rank`.' },
    TITLE: { description: 'A professional title; has a `grade` and a `rank`.' },
    CERTIFICATE: { description: 'That a course was completed.' },
    DIPLOMA: { description: 'A degree or college diploma.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'What somebody was attested. For its holder and trainers; anybody holding its id can ask `verifyCredential`.',
})
export class Credential {
  @Field(() => ID, { description: 'Opaque id, `crd_…`, printed on the credential.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Property({ type: 'text' })
  workerId!: string;

  /** As printed at the time of issue; a later change of name does not change it. Verifiers see it masked. */
  @Embedded(() => LocalizedText, { prefix: 'holder_' })
  holderNames!: LocalizedText;

  @Field(() => CredentialKind, { description: 'What it attests.' })
  @Enum({ items: () => CredentialKind, type: 'text' })
  kind!: CredentialKind;

  @Embedded(() => LocalizedText, { prefix: 'subject_' })
  subjects!: LocalizedText;

  @Field(() => SkillLevel, { nullable: true, description: 'Of a skill level: which; null for other kinds.' })
  @Enum({ items: () => SkillLevel, type: 'text', nullable: true })
  level: SkillLevel | null = null;

  @Field(() => TitleGrade, { nullable: true, description: 'Of a title: its grade; null for other kinds.' })
  @Enum({ items: () => TitleGrade, type: 'text', nullable: true })
  grade: TitleGrade | null = null;

  @Field(() => Int, {
    nullable: true,
    description: 'Place on the ladder of skill, 0 to 7, the higher the more skilled; null for kinds without one.',
  })
  @Property({ type: 'int', nullable: true })
  rank: number | null = null;

  @ManyToOne(() => Provider, { ref: true, fieldName: 'issuer_id' })
  issuerRef!: Ref<Provider>;

  /** The enrolment it was issued for, where there was one: at most one credential each (T5). */
  @Property({ type: 'text', nullable: true })
  enrolmentId: string | null = null;

  /** The degree whose diploma it is: at most one each (T5), whichever of its terms it was issued for. */
  @Property({ type: 'text', nullable: true })
  degreeCourseId: string | null = null;

  /** The evaluation it was conferred by, where it is a title: at most one each (T5). */
  @Property({ type: 'text', nullable: true })
  evaluationId: string | null = null;

  @Field(() => DateScalar, { description: 'Day of issue; it counts from then on.' })
  @Property({ type: 'date' })
  issuedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it has expired; null if it never does.' })
  @Property({ type: 'date', nullable: true })
  validUntil: string | null = null;

  @Property({ type: 'date', nullable: true })
  suspendedOn: string | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day on which it was withdrawn for good; null if it was not.',
  })
  @Property({ type: 'date', nullable: true })
  revokedOn: string | null = null;

  @Property({ type: 'text', nullable: true })
  revokedBecause: string | null = null;

  /** Its place in the status lists; given by the database, in order of issue. */
  @Property({ type: 'bigint', runtimeType: 'number', defaultRaw: `nextval('credential_status_index')` })
  readonly statusIndex!: Opt<number>;

  @Property({ type: 'int' })
  revision: Opt<number> = 1;

  @Field(() => String, { description: 'Occupation, title, course or degree that it names.' })
  subject(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.subjects, lang);
  }

  @Field(() => CredentialStatus, { description: 'What it is worth on the day of the request.' })
  status(@Ctx() context: Context): CredentialStatus {
    return statusOn(this, dayOf(context.now));
  }

  @Field(() => Provider, { description: 'Who issued it.' })
  async issuer(@Ctx() context: Context): Promise<Provider | null> {
    return loadById(context, Provider, this.issuerRef.id);
  }

  @Sensitive('PERSONAL')
  @Field(() => Worker, { nullable: true, description: 'Who holds it.' })
  worker(@Ctx() context: Context): Promise<Worker> {
    return learnerOf(context, this, 'credentials');
  }
}

export const CredentialConnection = connectionOf(Credential);
