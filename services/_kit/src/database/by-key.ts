import type { EntityClass, FilterQuery } from '@mikro-orm/postgresql';
import type { Batch, Context } from '../runtime/context.ts';
import type { ReferenceResolver } from '../schema/definition.ts';
import type { Order } from './paging.ts';

type Keyed = { readonly id: string };

/** Loads an entity by one of its keys; all that a request asks for travel in one statement. */
export function loadBy<T extends object>(
  context: Context,
  entity: EntityClass<T>,
  key: keyof T & string,
  value: string,
): Promise<T | null> {
  const batch: Batch<string, T> = async (values) => {
    const found = (await context.em.find(entity, { [key]: { $in: [...values] } } as never)) as T[];
    const byKey = new Map(found.map((one) => [one[key] as string, one]));
    return values.map((wanted) => byKey.get(wanted) ?? null);
  };
  return context.loadWith(entity, `by ${key}`, batch, value);
}

export const loadById = <T extends Keyed>(context: Context, entity: EntityClass<T>, id: string): Promise<T | null> =>
  loadBy(context, entity, 'id', id);

/** Resolves references by `id`, and by other keys where the type has them; an unknown key gives null. */
export function entityReference<T extends Keyed>(
  entity: EntityClass<T>,
  ...otherKeys: (keyof T & string)[]
): ReferenceResolver {
  return (reference, context) => {
    for (const key of ['id' as keyof T & string, ...otherKeys]) {
      const value = reference[key];
      if (typeof value === 'string') return loadBy(context, entity, key, value);
    }
    return null;
  };
}

/** A reference to a type that another subgraph owns: whether it exists is for the owner to say. */
export const stubReference: ReferenceResolver = (reference) => ({ ...reference });

/** All entities of one parent, in order, for relations that stay small; all parents in one statement. */
export async function childrenOf<T extends object>(
  context: Context,
  list: { entity: EntityClass<T>; parent: keyof T & string; where?: FilterQuery<T>; order: Order<T> },
  parentId: string,
): Promise<T[]> {
  const batch: Batch<string, T[]> = async (parentIds) => {
    const where = { $and: [list.where ?? {}, { [list.parent]: { $in: [...parentIds] } }] };
    const orderBy = list.order.map(([property, direction]) => ({ [property]: direction }));
    const rows = (await context.em.find(list.entity, where as never, { orderBy })) as T[];
    const byParent = Map.groupBy(rows, (row) => idOf(row[list.parent]));
    return parentIds.map((id) => byParent.get(id) ?? []);
  };
  const variant = `of ${list.parent} ${JSON.stringify([list.where ?? {}, list.order])}`;
  return (await context.loadWith(list.entity, variant, batch, parentId)) ?? [];
}

/** A relation is an entity or its reference; a foreign id is a text. */
const idOf = (parent: unknown): string => (typeof parent === 'string' ? parent : (parent as Keyed).id);
