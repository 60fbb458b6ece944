import { type Context, loadById, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { Grid } from './grid.entity.ts';

/** What stands in the way of a border, said by id: an answer may be remembered. */
@ObjectType()
abstract class DrawingError extends UserError {
  overlapsId?: string;

  siteId?: string;

  @Field(() => Grid, { nullable: true, description: 'With OVERLAPS: a grid whose ground a border takes.' })
  async overlaps(@Ctx() context: Context): Promise<Grid | null> {
    return this.overlapsId ? loadById(context, Grid, this.overlapsId) : null;
  }

  @Field(() => Enterprise, {
    nullable: true,
    description: 'With SITE_LEFT_OUT: an enterprise whose site is in no grid.',
  })
  async site(@Ctx() context: Context): Promise<Enterprise | null> {
    return this.siteId ? loadById(context, Enterprise, this.siteId) : null;
  }
}

export enum OpenGridErrorCode {
  COMMUNITY_NOT_FOUND = 'COMMUNITY_NOT_FOUND',
  WORKER_NOT_FOUND = 'WORKER_NOT_FOUND',
  CODE_TAKEN = 'CODE_TAKEN',
  OVERLAPS = 'OVERLAPS',
  SITE_LEFT_OUT = 'SITE_LEFT_OUT',
}

const overlaps = { zh: '网格边界与另一网格重叠。', en: 'The border takes ground of another grid.' };
const siteLeftOut = { zh: '有企业不在任何网格内。', en: 'A site would lie in no grid.' };

registerEnumType(OpenGridErrorCode, {
  name: 'OpenGridErrorCode',
  description: 'Why a grid was not opened.',
  valuesConfig: {
    COMMUNITY_NOT_FOUND: { description: 'No community has this id.' },
    WORKER_NOT_FOUND: { description: 'No worker has this id.' },
    CODE_TAKEN: { description: 'Another grid of the community has this number.' },
    OVERLAPS: { description: 'The border takes ground of another grid: `overlaps`.' },
    SITE_LEFT_OUT: { description: 'A site of the community would lie in none of its grids: `site`.' },
  },
});

export const openGridMessages: Messages<OpenGridErrorCode> = {
  COMMUNITY_NOT_FOUND: { zh: '没有这个社区。', en: 'There is no such community.' },
  WORKER_NOT_FOUND: { zh: '没有这名职工。', en: 'There is no such worker.' },
  CODE_TAKEN: { zh: '该网格编号已被使用。', en: 'Another grid of the community has this number.' },
  OVERLAPS: overlaps,
  SITE_LEFT_OUT: siteLeftOut,
};

@ObjectType({ description: 'Why a grid was not opened.' })
export class OpenGridError extends DrawingError {
  @Field(() => OpenGridErrorCode, { description: 'What a program acts on.' })
  code!: OpenGridErrorCode;
}

@ObjectType({ description: 'What came of opening a grid.' })
export class OpenGridPayload {
  @Field(() => Grid, { nullable: true, description: 'The grid; null if refused.' })
  grid!: Grid | null;

  @Field(() => [OpenGridError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: OpenGridError[];
}

export enum RedrawGridsErrorCode {
  COMMUNITY_NOT_FOUND = 'COMMUNITY_NOT_FOUND',
  GRID_NOT_FOUND = 'GRID_NOT_FOUND',
  OVERLAPS = 'OVERLAPS',
  SITE_LEFT_OUT = 'SITE_LEFT_OUT',
}

registerEnumType(RedrawGridsErrorCode, {
  name: 'RedrawGridsErrorCode',
  description: 'Why grids were not redrawn.',
  valuesConfig: {
    COMMUNITY_NOT_FOUND: { description: 'No community has this id.' },
    GRID_NOT_FOUND: { description: 'The community has no grid with this id.' },
    OVERLAPS: { description: 'A border takes ground of another grid: `overlaps`.' },
    SITE_LEFT_OUT: { description: 'A site of the community would lie in none of its grids: `site`.' },
  },
});

export const redrawGridsMessages: Messages<RedrawGridsErrorCode> = {
  COMMUNITY_NOT_FOUND: { zh: '没有这个社区。', en: 'There is no such community.' },
  GRID_NOT_FOUND: { zh: '该社区没有这个网格。', en: 'The community has no such grid.' },
  OVERLAPS: overlaps,
  SITE_LEFT_OUT: siteLeftOut,
};

@ObjectType({ description: 'Why grids were not redrawn.' })
export class RedrawGridsError extends DrawingError {
  @Field(() => RedrawGridsErrorCode, { description: 'What a program acts on.' })
  code!: RedrawGridsErrorCode;
}

@ObjectType({ description: 'What came of redrawing grids.' })
export class RedrawGridsPayload {
  @Field(() => [Grid], { nullable: true, description: 'The grids that changed, as given; null if refused.' })
  grids!: Grid[] | null;

  @Field(() => [RedrawGridsError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RedrawGridsError[];
}
