import { Embedded, Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { connectionOf, type Context, DateScalar, Lang, langArgument, LocalizedText, Sensitive } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { learnerOf } from '../links/access.ts';
import { Enterprise, Worker } from '../links/links.stub.ts';

export enum SkillLeaderKind {
  CHIEF_TECHNICIAN = 'CHIEF_TECHNICIAN',
  SPECIAL_TECHNICIAN = 'SPECIAL_TECHNICIAN',
}

registerEnumType(SkillLeaderKind, {
  name: 'SkillLeaderKind',
  description: 'As what an enterprise engages a skilled worker. An office, not a credential: it says nothing of rank.',
  valuesConfig: {
    CHIEF_TECHNICIAN: { description: 'Chief technician of the enterprise (首席技师).' },
    SPECIAL_TECHNICIAN: { description: 'Specially engaged technician (特聘技师).' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({
  description: 'A skilled worker put at a key post by an enterprise. For the worker, the enterprise’s HR and trainers.',
})
export class SkillLeaderAppointment {
  @Field(() => ID, { description: 'Opaque id, `sla_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => SkillLeaderKind, { description: 'As what.' })
  @Enum({ items: () => SkillLeaderKind, type: 'text' })
  kind!: SkillLeaderKind;

  @Property({ type: 'text' })
  workerId!: string;

  @Property({ type: 'text' })
  enterpriseId!: string;

  @Embedded(() => LocalizedText, { prefix: 'post_' })
  posts!: LocalizedText;

  @Field(() => DateScalar, { description: 'First day of the term.' })
  @Property({ type: 'date', fieldName: 'term_from' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day after the term; null while it is open-ended.' })
  @Property({ type: 'date', nullable: true, fieldName: 'term_until' })
  until: string | null = null;

  @Field(() => String, { description: 'The key post or process.' })
  post(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.posts, lang);
  }

  @Sensitive('PERSONAL')
  @Field(() => Worker, { nullable: true, description: 'Who is appointed.' })
  worker(@Ctx() context: Context): Promise<Worker> {
    return learnerOf(context, this, 'skillLeaderAppointments');
  }

  @Field(() => Enterprise, { nullable: true, description: 'Who appoints.' })
  enterprise(): Enterprise {
    return { id: this.enterpriseId };
  }
}

export const SkillLeaderAppointmentConnection = connectionOf(SkillLeaderAppointment);
