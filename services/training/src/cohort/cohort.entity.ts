import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Ref } from '@mikro-orm/postgresql';
import {
  childrenOf,
  connectionOf,
  type Context,
  DateScalar,
  dayOf,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Community, Enterprise, IndustryChain } from '../links/links.stub.ts';
import { Provider } from '../provider/provider.entity.ts';
import { CohortOrder } from './cohort-order.entity.ts';
import { CohortStage, CohortState, cohortState } from './cohort.rules.ts';

registerEnumType(CohortState, {
  name: 'CohortState',
  description: 'Where a cohort stands.',
  valuesConfig: {
    ORDERED: { description: 'Enterprises have named jobs; others may join, and no provider has agreed.' },
    AGREED: { description: 'A provider will train it.' },
    TRAINING: { description: 'It is trained, or trained to the end and nobody told yet how many graduated.' },
    COMPLETED: { description: 'It was trained.' },
    CANCELLED: { description: 'All enterprises that ordered it gave it up before anybody agreed.' },
  },
});

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Students trained to order: for jobs that enterprises named before the training began.' })
export class Cohort {
  @Field(() => ID, { description: 'Opaque id, `coh_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'field_' })
  fields!: LocalizedText;

  @Field(() => Int, { description: 'How many students; while it is ordered, for how many there are jobs.' })
  @Property({ type: 'int' })
  students!: number;

  @Property({ type: 'text' })
  communityId!: string;

  @Property({ type: 'text', nullable: true })
  chainId: string | null = null;

  @ManyToOne(() => Provider, { ref: true, nullable: true, fieldName: 'provider_id' })
  providerRef: Ref<Provider> | null = null;

  @Property({ type: 'array', columnType: 'text[]', nullable: true })
  employerIds: string[] | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'First day; null where it is not known.' })
  @Property({ type: 'date', nullable: true, fieldName: 'trained_from' })
  from: string | null = null;

  @Field(() => DateScalar, { nullable: true, description: 'First day after the last; null where it is not known.' })
  @Property({ type: 'date', nullable: true, fieldName: 'trained_until' })
  until: string | null = null;

  @Enum({ items: () => CohortStage, type: 'text', fieldName: 'state' })
  stage!: CohortStage;

  @Field(() => Int, { nullable: true, description: 'How many graduated; null until it is told.' })
  @Property({ type: 'int', nullable: true })
  graduates: number | null = null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'By when the enterprise that ordered it first needs them; null for whenever.',
  })
  @Property({ type: 'date', nullable: true })
  neededBy: string | null = null;

  @Field(() => CohortState, { description: 'Where it stands on the day of the request.' })
  state(@Ctx() context: Context): CohortState {
    return cohortState(this, dayOf(context.now));
  }

  @Field(() => [CohortOrder], {
    description: 'What enterprises ordered, the first first; empty where it is not known.',
  })
  async orders(@Ctx() context: Context): Promise<CohortOrder[]> {
    const list = {
      entity: CohortOrder,
      parent: 'cohortId',
      order: [
        ['orderedAt', 'asc'],
        ['id', 'asc'],
      ],
    } as const;
    return childrenOf(context, list, this.id);
  }

  @Field(() => String, { description: 'What they are trained for.' })
  field(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.fields, lang);
  }

  @Field(() => Provider, { nullable: true, description: 'Who trains them; null where it is not known.' })
  async provider(@Ctx() context: Context): Promise<Provider | null> {
    return this.providerRef && loadById(context, Provider, this.providerRef.id);
  }

  @Field(() => [Enterprise], {
    nullable: true,
    description: 'The enterprises that take them on; null where they are not known.',
  })
  employers(): Enterprise[] | null {
    return this.employerIds && this.employerIds.map((id) => ({ id }));
  }

  @Field(() => Community, { nullable: true, description: 'The community they are trained for.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Field(() => IndustryChain, {
    nullable: true,
    description: 'The industry chain they are trained for; null if no one chain.',
  })
  chain(): IndustryChain | null {
    return this.chainId === null ? null : { id: this.chainId };
  }
}

export const CohortConnection = connectionOf(Cohort);
