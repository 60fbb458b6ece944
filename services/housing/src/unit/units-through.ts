import type { Ref } from '@mikro-orm/postgresql';
import { type Context, loadById, type Page } from '@millgate/kit';
import { Unit } from './unit.entity.ts';

/** A page of rows that name units, as the page of those units; the cursors stay those of the rows. */
export async function unitsThrough(
  context: Context,
  rows: Page<{ readonly id: string; readonly unitRef: Ref<Unit> }>,
): Promise<Page<Unit>> {
  const loaded = await Promise.all(rows.nodes.map(({ unitRef }) => loadById(context, Unit, unitRef.id)));
  const nodes = loaded.filter((unit) => unit !== null);
  const edges = nodes.map((node, at) => ({
    node,
    get cursor() {
      return rows.edges[at]?.cursor ?? '';
    },
  }));
  return { nodes, edges, pageInfo: rows.pageInfo };
}
