import { Embedded, Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { connectionOf, type Context, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Community } from '../links/links.stub.ts';

export enum ProviderKind {
  TALENT_PLATFORM = 'TALENT_PLATFORM',
  SKILLS_CENTRE = 'SKILLS_CENTRE',
  UNIVERSITY = 'UNIVERSITY',
  COMMUNITY = 'COMMUNITY',
  AUTHORITY = 'AUTHORITY',
}

registerEnumType(ProviderKind, {
  name: 'ProviderKind',
  description: 'What kind of organisation teaches, examines or confers.',
  valuesConfig: {
    TALENT_PLATFORM: { description: 'A service platform that a park commissions.' },
    SKILLS_CENTRE: { description: 'A public centre for skilled workers.' },
    UNIVERSITY: { description: 'A university or college.' },
    COMMUNITY: { description: 'An industrial community itself, or its alliance of enterprises.' },
    AUTHORITY: { description: 'The public body that examines skill levels and confers titles.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'An organisation that teaches, examines or confers.' })
export class Provider {
  @Field(() => ID, { description: 'Opaque id, `prv_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => ProviderKind, { description: 'What kind of organisation it is.' })
  @Enum({ items: () => ProviderKind, type: 'text' })
  kind!: ProviderKind;

  @Property({ type: 'text', nullable: true })
  communityId: string | null = null;

  @Field(() => String, { description: 'What people call it.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { nullable: true, description: 'The community it has its seat in; null for one outside.' })
  community(): Community | null {
    return this.communityId === null ? null : { id: this.communityId };
  }
}

export const ProviderConnection = connectionOf(Provider);
