import { Embedded, Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { connectionOf, type Context, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { CredentialKind } from '../credential/credential.entity.ts';
import { SkillLevel } from '../credential/skill-level.ts';
import { DegreeLevel } from './degree-level.ts';

export enum CourseKind {
  COMMISSIONED = 'COMMISSIONED',
  CATALOGUE = 'CATALOGUE',
  DEGREE = 'DEGREE',
  SESSION = 'SESSION',
}

export enum CourseTheme {
  MANAGEMENT = 'MANAGEMENT',
  TALENT = 'TALENT',
  POLICY = 'POLICY',
  FINANCE = 'FINANCE',
  QUALITY = 'QUALITY',
  MANUFACTURING = 'MANUFACTURING',
  ENGINEERING = 'ENGINEERING',
  TRADE_SKILL = 'TRADE_SKILL',
}

registerEnumType(CourseKind, {
  name: 'CourseKind',
  description: 'How a course comes about.',
  valuesConfig: {
    COMMISSIONED: {
      description: 'Made to order for enterprises that asked; content and lecturer are theirs to propose.',
    },
    CATALOGUE: { description: 'Offered again and again.' },
    DEGREE: { description: 'Leads to a college diploma or a degree.' },
    SESSION: { description: 'One session: a lecture or a sharing of experience.' },
  },
});

registerEnumType(CourseTheme, {
  name: 'CourseTheme',
  description: 'What a course is about.',
  valuesConfig: {
    MANAGEMENT: { description: 'Running an enterprise or a project.' },
    TALENT: { description: 'Developing people.' },
    POLICY: { description: 'Public policy and how to use it.' },
    FINANCE: { description: 'Budgets and money.' },
    QUALITY: { description: 'Quality management and audit.' },
    MANUFACTURING: { description: 'How things are made: lean, smart, industry by industry.' },
    ENGINEERING: { description: 'An engineering discipline.' },
    TRADE_SKILL: { description: 'The skill of a trade, such as welding.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Something that can be learned. Dates, places and seats are those of its sittings.' })
export class Course {
  @Field(() => ID, { description: 'Opaque id, `crs_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => CourseKind, { description: 'How it comes about.' })
  @Enum({ items: () => CourseKind, type: 'text' })
  kind!: CourseKind;

  @Field(() => CourseTheme, { description: 'What it is about.' })
  @Enum({ items: () => CourseTheme, type: 'text' })
  theme!: CourseTheme;

  @Field(() => SkillLevel, {
    nullable: true,
    description: 'The least skill level, or title of the same rank, that it asks of whoever enrols; null if none.',
  })
  @Enum({ items: () => SkillLevel, type: 'text', nullable: true })
  prerequisiteLevel: SkillLevel | null = null;

  @Field(() => CredentialKind, {
    nullable: true,
    description: 'The kind of credential that whoever completes it is awarded; null if none.',
  })
  @Enum({ items: () => CredentialKind, type: 'text', nullable: true })
  awards: CredentialKind | null = null;

  /** What a degree course leads to, in how many terms, for how many credits: all of it, or nothing. */
  @Enum({ items: () => DegreeLevel, type: 'text', nullable: true })
  degreeLevel: DegreeLevel | null = null;

  @Property({ type: 'int', nullable: true })
  terms: number | null = null;

  @Property({ type: 'int', nullable: true })
  creditsRequired: number | null = null;

  @Field(() => String, { description: 'What people call it.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}

export const CourseConnection = connectionOf(Course);
