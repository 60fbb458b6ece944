import type { Ref } from '@mikro-orm/postgresql';
import { type Context, loadById, type Page } from '@millgate/kit';
import { Unit } from './unit.entity.ts';

/** A page of rows that name units, as the page of those units; the cursors stay those of the rows. */
export async function unitsThrough(
  context: Context,
  rows: Page<{ readonly id: string; readonly unitRef: Ref<Unit> }>,
): Promise<Page<Unit>> {
  const loaded = await Promise.all(
    rows.edges.map(async (edge) => ({ edge, node: await loadById(context, Unit, edge.node.unitRef.id) })),
  );
  const edges = loaded.flatMap(({ edge, node }) =>
    node === null
      ? []
      : [
          {
            node,
            get cursor() {
              return edge.cursor;
            },
          },
        ],
  );
  return { nodes: edges.map(({ node }) => node), edges, pageInfo: rows.pageInfo };
}
