import type { EntityManager } from '@mikro-orm/postgresql';
import {
  brokenConstraint,
  type Caller,
  GeoPoint,
  localized,
  newId,
  ok,
  once,
  refuse,
  type Refused,
  type Result,
  sql,
} from '@millgate/kit';
import { Community } from '../place/place.entity.ts';
import { Worker } from '../worker/worker.entity.ts';
import type { OpenGridInput, RedrawGridsInput } from './areas.inputs.ts';
import type { OpenGridErrorCode, RedrawGridsErrorCode } from './areas.payloads.ts';
import { Grid, GridMember } from './grid.entity.ts';
import { GridRole } from './grid.enums.ts';

interface Request<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

type Drawn = 'OVERLAPS' | 'SITE_LEFT_OUT';

/** A grid begins with its border and its officer; neither is ever without the other (C4). */
export const openGrid = (
  em: EntityManager,
  { caller, now, input }: Request<OpenGridInput>,
): Promise<Result<Grid, keyof typeof OpenGridErrorCode>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'openGrid', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (grid) => grid.id, find: (id) => tx.findOneOrFail(Grid, id) },
      (inner) => open(inner, input),
    ),
  );

async function open(tx: EntityManager, input: OpenGridInput): Promise<Result<Grid, keyof typeof OpenGridErrorCode>> {
  const { communityId, code, name, officer, from } = input;
  if ((await tx.count(Community, { id: communityId })) === 0) {
    return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
  }
  if (officer.workerId && (await tx.count(Worker, { id: officer.workerId })) === 0) {
    return refuse('WORKER_NOT_FOUND', { path: ['officer', 'workerId'], rule: 'worker' });
  }
  const id = newId('grd');
  const drawn = await draw<'CODE_TAKEN'>(tx, communityId, ['area'], [{ gridId: id, area: input.area }], (attempt) => {
    const area = input.area.map(({ latitude, longitude }) => GeoPoint.at(latitude, longitude));
    attempt.create(Grid, { id, code, names: localized(name), communityRef: communityId, area });
    attempt.create(GridMember, {
      id: newId('gmb'),
      gridRef: id,
      role: GridRole.FULL_TIME_OFFICER,
      workerRef: officer.workerId ?? null,
      officialNames: officer.name ? localized(officer.name) : null,
      accountId: officer.accountId ?? null,
      from,
    });
  });
  return drawn ?? ok(await tx.findOneOrFail(Grid, id));
}

/** Borders move together: one grid grows by what the other gives up. */
export const redrawGrids = (
  em: EntityManager,
  { caller, now, input }: Request<RedrawGridsInput>,
): Promise<Result<Grid[], keyof typeof RedrawGridsErrorCode>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'redrawGrids', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: () => input.communityId, find: () => redrawn(tx, input) },
      (inner) => redraw(inner, input),
    ),
  );

async function redraw(
  tx: EntityManager,
  input: RedrawGridsInput,
): Promise<Result<Grid[], keyof typeof RedrawGridsErrorCode>> {
  if ((await tx.count(Community, { id: input.communityId })) === 0) {
    return refuse('COMMUNITY_NOT_FOUND', { path: ['communityId'], rule: 'community' });
  }
  const known = new Set((await redrawn(tx, input)).map(({ id }) => id));
  const stranger = input.grids.findIndex(({ gridId }) => !known.has(gridId));
  if (stranger >= 0) return refuse('GRID_NOT_FOUND', { path: ['grids', String(stranger), 'gridId'], rule: 'grid' });
  const drawn = await draw<never>(tx, input.communityId, ['grids'], input.grids, async (attempt) => {
    const grids = new Map((await redrawn(attempt, input)).map((grid) => [grid.id, grid]));
    for (const { gridId, area } of input.grids) {
      const grid = grids.get(gridId);
      if (grid) grid.area = area.map(({ latitude, longitude }) => GeoPoint.at(latitude, longitude));
    }
  });
  return drawn ?? ok(await redrawn(tx, input));
}

async function redrawn(tx: EntityManager, { communityId, grids }: RedrawGridsInput): Promise<Grid[]> {
  const ids = grids.map(({ gridId }) => gridId);
  const found = await tx.find(Grid, { id: { $in: ids }, communityRef: communityId });
  return ids.flatMap((id) => found.find((grid) => grid.id === id) ?? []);
}

/** Writes borders and has the database judge them at once, as it would at the end; says what it refuses. */
async function draw<Other extends 'CODE_TAKEN'>(
  tx: EntityManager,
  communityId: string,
  path: readonly string[],
  areas: readonly { readonly gridId: string; readonly area: readonly GeoPoint[] }[],
  write: (attempt: EntityManager) => Promise<void> | void,
): Promise<Refused<Drawn | Other> | null> {
  try {
    await tx.transactional(async (attempt) => {
      await attempt.execute('set constraints grid_c4 deferred');
      await write(attempt);
      await attempt.flush();
      await attempt.execute('set constraints all immediate');
    });
    return null;
  } catch (cause) {
    const drawings = JSON.stringify(areas.map(({ gridId, area }) => ({ id: gridId, area })));
    switch (brokenConstraint(cause)) {
      case 'grid_c4': {
        return refuse('OVERLAPS', { path, rule: 'C4', details: { overlapsId: await takenFrom(tx, drawings) } });
      }
      case 'enterprise_c4_site': {
        const details = { siteId: await leftOut(tx, communityId, drawings) };
        return refuse('SITE_LEFT_OUT', { path, rule: 'C4', details });
      }
      case 'grid_code_unique':
        return refuse('CODE_TAKEN' as Other, { path: ['code'], rule: 'code' });
      default:
        throw cause;
    }
  }
}

/** A grid that a drawing overlaps; among the drawn ones where they overlap each other. */
async function takenFrom(tx: EntityManager, drawings: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }>(
    tx,
    `with drawn as (select id, grid_core(area) as core from jsonb_to_recordset(?::jsonb) as d(id text, area jsonb))
     select other.id from drawn join (
         select id, core from drawn union all
         select id, core from grid where id not in (select id from drawn)) other
       on other.id <> drawn.id and other.core && drawn.core
      order by (other.id in (select id from grid)) desc, other.id limit 1`,
    [drawings],
  );
  return row?.id;
}

/** A site that lies in no grid as drawn. */
async function leftOut(tx: EntityManager, communityId: string, drawings: string): Promise<string | undefined> {
  const [row] = await sql<{ id: string }>(
    tx,
    `with drawn as (select id, grid_ground(area) as ground from jsonb_to_recordset(?::jsonb) as d(id text, area jsonb))
     select e.id from enterprise e
      where e.community_id = ? and e.site_latitude is not null and not exists (
        select 1 from (
          select ground from drawn union all
          select ground from grid where community_id = ? and id not in (select id from drawn)) grounds
         where ground @> point(e.site_longitude, e.site_latitude))
      order by e.id limit 1`,
    [drawings, communityId, communityId],
  );
  return row?.id;
}
