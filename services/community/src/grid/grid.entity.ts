import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  forbidden,
  GeoPoint,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, ObjectType } from 'type-graphql';
import { Community } from '../place/place.entity.ts';
import { Worker } from '../worker/worker.entity.ts';
import { workerById } from '../worker/worker.reference.ts';
import { GridRole } from './grid.enums.ts';
import { mayKnowMember } from './grid.policy.ts';

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A part of a community that a team of its own looks after.' })
export class Grid {
  @Field(() => ID, { description: 'Opaque id, `grd_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Field(() => String, { description: 'Its number, unique within the community.' })
  @Property({ type: 'text' })
  code!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @ManyToOne(() => Community, { ref: true, fieldName: 'community_id' })
  communityRef!: Ref<Community>;

  @Field(() => [GeoPoint], { description: 'Corners of its area, in order; empty where it is not surveyed.' })
  @Property({ type: 'json' })
  area: Opt<GeoPoint[]> = [];

  @Field(() => String, { description: 'Its name.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => Community, { description: 'The community it is part of.' })
  async community(@Ctx() context: Context): Promise<Community | null> {
    return loadById(context, Community, this.communityRef.id);
  }
}

export const GridConnection = connectionOf(Grid);

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Somebody’s place in the team of a grid, from a day until another.' })
export class GridMember {
  @Field(() => ID, { description: 'Opaque id, `gmb_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Grid, { ref: true, fieldName: 'grid_id' })
  gridRef!: Ref<Grid>;

  @Field(() => GridRole, { description: 'What the member is in the team.' })
  @Enum({ items: () => GridRole, type: 'text' })
  role!: GridRole;

  /** Null for staff, who are known by their account. */
  @ManyToOne(() => Worker, { ref: true, nullable: true, fieldName: 'worker_id' })
  workerRef: Ref<Worker> | null = null;

  /** The staff account of an officer or cadre. */
  @Property({ type: 'text', nullable: true })
  accountId: string | null = null;

  @Embedded(() => LocalizedText, { prefix: 'name_', nullable: true })
  officialNames: LocalizedText | null = null;

  @Field(() => DateScalar, { description: 'First day in office.' })
  @Property({ type: 'date', fieldName: 'in_office_from' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day no longer in office; null while it lasts.' })
  @Property({ type: 'date', nullable: true, fieldName: 'in_office_until' })
  until: string | null = null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of an official, by which people call on them; null for a worker, whose name is the worker’s.',
  })
  officialName(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string | null {
    return this.officialNames && context.text(this.officialNames, lang);
  }

  @Field(() => Grid, { description: 'The grid.' })
  async grid(@Ctx() context: Context): Promise<Grid | null> {
    return loadById(context, Grid, this.gridRef.id);
  }

  @Field(() => Worker, {
    nullable: true,
    description:
      'The worker who is the member; null for staff. That somebody is a Party member or helps is for the member, the grid’s officer and the community’s staff.',
  })
  async worker(@Ctx() context: Context): Promise<Worker | null> {
    if (!this.workerRef) return null;
    const grid = await loadById(context, Grid, this.gridRef.id);
    if (!grid || !mayKnowMember(context.caller, this, grid)) throw forbidden();
    return workerById(context, this.workerRef.id);
  }
}

export const GridMemberConnection = connectionOf(GridMember);
