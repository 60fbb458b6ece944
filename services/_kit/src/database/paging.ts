import {
  type EntityClass,
  type EntityManager,
  type FilterQuery,
  type QueryOrderMap,
  Reference,
} from '@mikro-orm/postgresql';
import type { Context } from '../runtime/context.ts';
import type { Page } from '../schema/connection.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

type Direction = 'asc' | 'desc';

/** A total order: the last property is unique. Properties are not null. */
export type Order<T> = readonly (readonly [property: keyof T & string, direction: Direction])[];

export interface PageRequest {
  readonly first: number;
  readonly after?: string | null | undefined;
}

export interface ListQuery<T extends object> {
  readonly entity: EntityClass<T>;
  /** Names the field, so that a cursor of one list is none of another. */
  readonly field: string;
  readonly where: FilterQuery<T>;
  /** What a cursor is bound to instead of `where`, which may hold what moves between two pages, as the present does. */
  readonly filter?: unknown;
  readonly order: Order<T>;
}

/** One page of a list, by keyset: stable under inserts, as fast on the last page as on the first. */
export async function page<T extends object>(
  context: Context,
  list: ListQuery<T>,
  request: PageRequest,
): Promise<Page<T>> {
  const binding = bindingOf(list);
  const where = after(context, list, binding, request.after);
  const rows = await find(context.em, list, where, request.first + 1);
  return toPage(context, list, binding, rows, request);
}

/**
 * The same page for many parents at once: two statements whatever their number. The first ranks ids within each parent,
 * the second loads what is shown.
 */
export function pageOfMany<T extends object>(
  context: Context,
  list: ListQuery<T> & { readonly parent: keyof T & string },
  request: PageRequest,
  parentId: string,
): Promise<Page<T>> {
  const binding = bindingOf(list);
  const variant = JSON.stringify([binding, list.parent, request.first, request.after ?? null]);
  const batch = async (parentIds: readonly string[]): Promise<Page<T>[]> => {
    const where = after(context, list, binding, request.after);
    const byParent = await rankedRows(context.em, list, where, parentIds, request.first + 1);
    return parentIds.map((id) => toPage(context, list, binding, byParent.get(id) ?? [], request));
  };
  return context.loadWith(list.entity, variant, batch, parentId) as Promise<Page<T>>;
}

const bindingOf = <T extends object>(list: ListQuery<T>) =>
  JSON.stringify([list.field, list.filter ?? list.where, list.order]);

function after<T extends object>(
  context: Context,
  list: ListQuery<T>,
  binding: string,
  cursor: string | null | undefined,
): FilterQuery<T> {
  if (!cursor) return list.where;
  const values = decodeCursor(context.services.secret('cursor'), binding, cursor);
  // (a, b) after (x, y): a > x, or a = x and b > y; each comparison in its property's direction.
  const alternatives = list.order.map(([property, direction], index) => ({
    ...Object.fromEntries(list.order.slice(0, index).map(([earlier], at) => [earlier, values[at]])),
    [property]: { [direction === 'asc' ? '$gt' : '$lt']: values[index] },
  }));
  return { $and: [list.where, { $or: alternatives }] } as FilterQuery<T>;
}

/** What refers to another row sorts by its id. */
const sortValue = (value: unknown): unknown =>
  Reference.isReference(value) ? (value.unwrap() as { id: string }).id : value;

const orderBy = <T>(order: Order<T>) =>
  order.map(([property, direction]) => ({ [property]: direction })) as QueryOrderMap<T>[];

const find = <T extends object>(em: EntityManager, list: ListQuery<T>, where: FilterQuery<T>, limit: number) =>
  em.find(list.entity, where as never, { orderBy: orderBy(list.order), limit }) as Promise<T[]>;

async function rankedRows<T extends object>(
  em: EntityManager,
  list: ListQuery<T> & { readonly parent: keyof T & string },
  where: FilterQuery<T>,
  parentIds: readonly string[],
  limit: number,
): Promise<Map<string, T[]>> {
  const column = (property: string) =>
    em.getMetadata().get(list.entity).properties[property as never] as { fieldNames: string[] };
  const parentColumn = column(list.parent).fieldNames[0];
  const order = list.order
    .map(([property, direction]) => `"e"."${column(property).fieldNames[0]}" ${direction}`)
    .join(', ');
  const inner = em
    .createQueryBuilder(list.entity, 'e')
    .select(['id' as never])
    .where({ $and: [where, { [list.parent]: { $in: [...parentIds] } }] } as never);
  const ranked = inner
    .getFormattedQuery()
    .replace(
      /^select "e"\."id"/,
      `select "e"."id", "e"."${parentColumn}" as parent, row_number() over (partition by "e"."${parentColumn}" order by ${order}) as rank`,
    );
  const rows = await em.execute<{ id: string; parent: string }[]>(
    `select id, parent from (${ranked}) ranked where rank <= ${limit} order by parent, rank`,
  );
  const shown = (await em.find(list.entity, { id: { $in: rows.map(({ id }) => id) } } as never)) as (T & {
    id: string;
  })[];
  const entities = new Map(shown.map((entity) => [entity.id, entity]));
  const byParent = new Map<string, T[]>();
  for (const row of rows) {
    const entity = entities.get(row.id);
    if (!entity) continue;
    const siblings = byParent.get(row.parent);
    if (siblings) siblings.push(entity);
    else byParent.set(row.parent, [entity]);
  }
  return byParent;
}

function toPage<T extends object>(
  context: Context,
  list: ListQuery<T>,
  binding: string,
  rows: T[],
  request: PageRequest,
): Page<T> {
  const nodes = rows.slice(0, request.first);
  const edges = nodes.map((node) => ({
    node,
    // Computed when asked for: most callers read a cursor of the last item only.
    get cursor() {
      return encodeCursor(
        context.services.secret('cursor'),
        binding,
        list.order.map(([property]) => sortValue(node[property])),
      );
    },
  }));
  const pageInfo = {
    hasNextPage: rows.length > request.first,
    hasPreviousPage: Boolean(request.after),
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  };
  return { edges, nodes, pageInfo };
}
