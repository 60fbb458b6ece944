import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import { childrenOf, connectionOf, type Context, Lang, langArgument, loadById, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CaseChannel } from '../case/case.enums.ts';
import { Theme } from '../case/theme.ts';
import { Department } from '../office/department.entity.ts';

export enum ServiceItemKind {
  INSTANT = 'INSTANT',
  PROMISED = 'PROMISED',
  CONSULTATION = 'CONSULTATION',
}

registerEnumType(ServiceItemKind, {
  name: 'ServiceItemKind',
  description: 'How an item is handled.',
  valuesConfig: {
    INSTANT: { description: 'Done while the person waits (即办件).' },
    PROMISED: { description: 'Done within a promised limit (承诺件).' },
    CONSULTATION: { description: 'A question is answered.' },
  },
});

export enum ServiceAudience {
  WORKER = 'WORKER',
  ENTERPRISE = 'ENTERPRISE',
  BOTH = 'BOTH',
}

registerEnumType(ServiceAudience, {
  name: 'ServiceAudience',
  description: 'Whom an item serves.',
  valuesConfig: {
    WORKER: { description: 'People.' },
    ENTERPRISE: { description: 'Enterprises.' },
    BOTH: { description: 'Both.' },
  },
});

export enum ServiceItemStatus {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  RETIRED = 'RETIRED',
}

registerEnumType(ServiceItemStatus, {
  name: 'ServiceItemStatus',
  description: 'Whether an item is offered.',
  valuesConfig: {
    ACTIVE: { description: 'It is offered.' },
    PAUSED: { description: 'Not for now: nothing is filed for it, and nobody finds it.' },
    RETIRED: { description: 'No more; what was filed for it goes its way.' },
  },
});

/** Whether something can be filed for it. */
export const isOffered = ({ status }: { readonly status: ServiceItemStatus }): boolean =>
  status === ServiceItemStatus.ACTIVE;

@ObjectType({ description: 'A paper that an item asks for.', simpleResolvers: true })
export class Material {
  @Field(() => String, { description: 'What it is called, in Chinese.' }) zh!: string;
  @Field(() => String, { description: 'What it is called, in English.' }) en!: string;
}

@Entity()
@Directive('@key(fields: "id")')
@Directive('@key(fields: "code")')
@ObjectType({ description: 'A public service that the one window offers (CPSV-AP: Public Service).' })
export class ServiceItem {
  @Field(() => ID, { description: 'Opaque id, `svi_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'Its code in the lists.' })
  @Property({ type: 'text' })
  code!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => Theme, { description: 'What it is about: the life event or need it belongs to.' })
  @Enum({ items: () => Theme, type: 'text' })
  theme!: Theme;

  @Field(() => ServiceItemKind, { description: 'How it is handled.' })
  @Enum({ items: () => ServiceItemKind, type: 'text' })
  kind!: ServiceItemKind;

  @Field(() => ServiceAudience, { description: 'Whom it serves.' })
  @Enum({ items: () => ServiceAudience, type: 'text' })
  audience!: ServiceAudience;

  @ManyToOne(() => Department, { ref: true, fieldName: 'department_id' })
  departmentRef!: Ref<Department>;

  @Field(() => Int, { description: 'The statutory limit, in working days.' })
  @Property({ type: 'int' })
  statutoryDays!: number;

  @Field(() => Int, { description: 'The limit promised, in working days; never longer than the statutory.' })
  @Property({ type: 'int' })
  promisedDays!: number;

  @Field(() => [CaseChannel], { description: 'By which doors it can be asked for.' })
  @Property({ type: 'array', columnType: 'text[]' })
  channels!: CaseChannel[];

  @Field(() => [Material], {
    description:
      'Papers it asks for. What the graph knows already, such as employment or residence, is not among them.',
  })
  @Property({ type: 'json' })
  materials!: Material[];

  @Field(() => ServiceItemStatus, { description: 'Whether it is offered.' })
  @Enum({ items: () => ServiceItemStatus, type: 'text' })
  status: Opt<ServiceItemStatus> = ServiceItemStatus.ACTIVE;

  @Field(() => Int, { description: 'Counts how often it was published, from 1 on.' })
  @Property({ type: 'int' })
  version: Opt<number> = 1;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Department, {
    nullable: true,
    description: 'The department that handles it (CPSV-AP: competent authority).',
  })
  async department(@Ctx() context: Context): Promise<Department | null> {
    return loadById(context, Department, this.departmentRef.id);
  }
}

export const ServiceItemConnection = connectionOf(ServiceItem);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A published list of service items, such as the ten for resuming work.' })
export class ServiceList {
  @Field(() => ID, { description: 'Opaque id, `lst_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Property({ type: 'text' })
  communityId!: string;

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => [ServiceItem], { description: 'What it lists of what is offered, in its order.' })
  async items(@Ctx() context: Context): Promise<ServiceItem[]> {
    const order = [['position', 'asc']] as const;
    const entries = await childrenOf(context, { entity: ServiceListEntry, parent: 'listRef', order }, this.id);
    const items = await Promise.all(entries.map(({ itemRef }) => loadById(context, ServiceItem, itemRef.id)));
    return items.filter((item) => item !== null && isOffered(item)) as ServiceItem[];
  }
}

@Entity()
export class ServiceListEntry {
  @ManyToOne(() => ServiceList, { ref: true, primary: true, fieldName: 'list_id' })
  listRef!: Ref<ServiceList>;

  @ManyToOne(() => ServiceItem, { ref: true, primary: true, fieldName: 'item_id' })
  itemRef!: Ref<ServiceItem>;

  @Property({ type: 'int' })
  position!: number;
}
