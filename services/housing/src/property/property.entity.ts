import { Embedded, Entity, Enum, PrimaryKey, Property as Column } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { connectionOf, type Context, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Community } from '../links/links.stub.ts';

export enum PropertyKind {
  JOB_SEEKER_LODGING = 'JOB_SEEKER_LODGING',
  UNIT_RENTAL = 'UNIT_RENTAL',
  TALENT_APARTMENT = 'TALENT_APARTMENT',
  YOUTH_APARTMENT = 'YOUTH_APARTMENT',
}

registerEnumType(PropertyKind, {
  name: 'PropertyKind',
  description: 'On what terms people live in a property.',
  valuesConfig: {
    JOB_SEEKER_LODGING: { description: 'Free beds for people who look for work, three months at most, once a person.' },
    UNIT_RENTAL: { description: 'Let to enterprises, which house their own workers there.' },
    TALENT_APARTMENT: { description: 'Let to the tenants themselves, with services.' },
    YOUTH_APARTMENT: { description: 'Sold to young workers against a purchase code; never let.' },
  },
});

export enum PropertyService {
  CANTEEN = 'CANTEEN',
  GYM = 'GYM',
  COURT = 'COURT',
  BUTLER = 'BUTLER',
}

registerEnumType(PropertyService, {
  name: 'PropertyService',
  description: 'Something a property offers those who live there.',
  valuesConfig: {
    CANTEEN: { description: 'A canteen in the building.' },
    GYM: { description: 'A gym.' },
    COURT: { description: 'A sports court.' },
    BUTLER: { description: 'A butler-style desk that arranges what a tenant needs.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A building, or several under one name, in which workers of a community live.' })
export class Property {
  @Field(() => ID, { description: 'Opaque id, `prp_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => PropertyKind, { description: 'On what terms people live there.' })
  @Enum({ items: () => PropertyKind, type: 'text' })
  kind!: PropertyKind;

  @Column({ type: 'text' })
  communityId!: string;

  @Field(() => [PropertyService], { description: 'What it offers those who live there.' })
  @Enum({ items: () => PropertyService, array: true, columnType: 'text[]' })
  services!: PropertyService[];

  @Field(() => String, { nullable: true, description: 'Street address; null where no source states it.' })
  @Column({ type: 'text', nullable: true })
  address: string | null = null;

  @Field(() => Float, { nullable: true, description: 'Degrees north (WGS 84); null where no source states it.' })
  @Column({ type: 'double', nullable: true })
  latitude: number | null = null;

  @Field(() => Float, { nullable: true, description: 'Degrees east (WGS 84); null where no source states it.' })
  @Column({ type: 'double', nullable: true })
  longitude: number | null = null;

  @Field(() => Float, {
    nullable: true,
    description: 'Floor area it is planned to have in all, in square metres; null where no source states it.',
  })
  @Column({ type: 'double', nullable: true })
  plannedAreaM2: number | null = null;

  @Field(() => [String], { description: 'Where photographs of it lie: addresses, or paths below the front end’s own.' })
  @Column({ type: 'array', columnType: 'text[]' })
  photos: Opt<string[]> = [];

  @Field(() => String, { description: 'What people call it.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { nullable: true, description: 'The community it belongs to.' })
  community(): Community {
    return { id: this.communityId };
  }
}

export const PropertyConnection = connectionOf(Property);
