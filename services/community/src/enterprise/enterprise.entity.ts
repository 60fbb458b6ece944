import {
  BeforeCreate,
  BeforeUpdate,
  Embedded,
  Entity,
  Enum,
  ManyToOne,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { connectionOf, type Context, GeoPoint, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Grid } from '../grid/grid.entity.ts';
import { Community } from '../place/place.entity.ts';
import { searchableOf, spellingsOf } from '../search/search.rules.ts';

export enum EnterpriseStage {
  INCUBATION = 'INCUBATION',
  GROWTH = 'GROWTH',
  MATURE = 'MATURE',
}

registerEnumType(EnterpriseStage, {
  name: 'EnterpriseStage',
  description: 'Where an enterprise stands in its life.',
  valuesConfig: {
    INCUBATION: { description: 'Being founded.' },
    GROWTH: { description: 'Growing.' },
    MATURE: { description: 'Established.' },
  },
});

export enum EnterpriseStatus {
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  LEFT = 'LEFT',
}

registerEnumType(EnterpriseStatus, {
  name: 'EnterpriseStatus',
  description: 'Whether an enterprise is in business in its community.',
  valuesConfig: {
    ACTIVE: { description: 'In business.' },
    SUSPENDED: { description: 'Business is suspended; employments go on.' },
    LEFT: { description: 'Gone; nobody can be employed there any more.' },
  },
});

export enum PayPractice {
  ANNUAL_SALARY = 'ANNUAL_SALARY',
  EQUITY = 'EQUITY',
  OPTIONS = 'OPTIONS',
  POST_VALUE = 'POST_VALUE',
}

registerEnumType(PayPractice, {
  name: 'PayPractice',
  description: 'A way of paying that rewards skill.',
  valuesConfig: {
    ANNUAL_SALARY: { description: 'An annual salary (年薪制).' },
    EQUITY: { description: 'Shares (股权制).' },
    OPTIONS: { description: 'Options (期权制).' },
    POST_VALUE: { description: 'By the value of the post, competence and contribution.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@Directive('@key(fields: "uscc")')
@ObjectType({ description: 'An enterprise of a community.' })
export class Enterprise {
  @Field(() => ID, { description: 'Opaque id, `ent_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => ID, { description: 'Unified social credit code, 18 characters with check character (GB 32100).' })
  @Property({ type: 'text', unique: true })
  uscc!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => EnterpriseStage, { description: 'Where it stands in its life.' })
  @Enum({ items: () => EnterpriseStage, type: 'text' })
  stage!: EnterpriseStage;

  @Field(() => EnterpriseStatus, { description: 'Whether it is in business in its community.' })
  @Enum({ items: () => EnterpriseStatus, type: 'text' })
  status: EnterpriseStatus = EnterpriseStatus.ACTIVE;

  @Field(() => Boolean, { description: 'Whether the community counts it among its key enterprises (重点企业).' })
  @Property({ type: 'boolean' })
  keyEnterprise: Opt<boolean> = false;

  @Field(() => Int, {
    description: 'Counts the changes of the record, from 1; an edit names the version it was made on.',
  })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  /** Only `enterprise.resolver.ts` decides who reads them. */
  @Property({ type: 'array', columnType: 'text[]' })
  payPracticeCodes: Opt<PayPractice[]> = [];

  @Field(() => GeoPoint, { nullable: true, description: 'Where its site lies; null where that is not known.' })
  @Embedded(() => GeoPoint, { prefix: 'site_', nullable: true })
  site: GeoPoint | null = null;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @ManyToOne(() => Grid, { ref: true, nullable: true, fieldName: 'grid_id' })
  gridRef: Ref<Grid> | null = null;

  /** What it is found by; read by the index alone, so that no list carries it. */
  @Property({ type: 'text', nullable: true, hidden: true, lazy: true })
  searchText?: string | null;

  @Property({ type: 'array', columnType: 'text[]', nullable: true, hidden: true, lazy: true })
  searchGrams?: string[] | null;

  @BeforeCreate()
  @BeforeUpdate()
  spellOut(): void {
    const { text, grams } = searchableOf(spellingsOf(this.names, this.uscc));
    this.searchText = text;
    this.searchGrams = grams;
  }

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { description: 'The community it belongs to.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }

  @Field(() => Grid, { nullable: true, description: 'The grid its site lies in; null while it is in none.' })
  async grid(@Ctx() context: Context): Promise<Grid | null> {
    return this.gridRef && loadById(context, Grid, this.gridRef.id);
  }
}

export const EnterpriseConnection = connectionOf(Enterprise);
