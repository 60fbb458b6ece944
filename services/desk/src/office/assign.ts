import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import type { Case } from '../case/case.entity.ts';
import { NoticeKind } from '../notice/notice.entity.ts';
import { notify } from '../notice/notify.ts';
import { Department, RoutingRule } from './department.entity.ts';
import { fallbackDepartment } from './fallback.ts';

const communityOffice = (tx: EntityManager): Promise<Department> =>
  tx.findOneOrFail(Department, { code: fallbackDepartment });

/** The department of a matter: its item’s, else its theme’s, else the community’s office. */
export async function routeOf(tx: EntityManager, one: Case): Promise<Department> {
  const item = one.itemRef && (await one.itemRef.loadOrFail());
  const rule = item ?? (await tx.findOne(RoutingRule, { theme: one.theme }));
  return rule ? tx.findOneOrFail(Department, rule.departmentRef.id) : communityOffice(tx);
}

/** Gives a case to somebody of the department, or where nobody of it is there, of the community’s office. */
export const giveToSomebody = async (
  tx: EntityManager,
  one: Case,
  department: Department,
  at: Date,
  not: string | null = null,
): Promise<boolean> =>
  (await giveTo(tx, one, department, at, not)) || giveTo(tx, one, await communityOffice(tx), at, not);

/** Gives a case to the person of the department who has the fewest; false where nobody is left. */
export async function giveTo(
  tx: EntityManager,
  one: Case,
  department: Department,
  at: Date,
  not: string | null = null,
): Promise<boolean> {
  const [chosen] = await sql<{ id: string }>(
    tx,
    `select o.id from officer o
      where o.department_id = ? and o.active and o.id is distinct from ?
      order by (select count(*) from "case" c
                 where c.owner_id = o.id and c.state in ('IN_PROGRESS', 'SUSPENDED', 'DECIDED')), o.id
      limit 1`,
    [department.id, not],
  );
  if (!chosen) return false;
  one.departmentRef = tx.getReference(Department, department.id, { wrapped: true });
  one.ownerId = chosen.id;
  notify(tx, { personId: chosen.id, kind: NoticeKind.CASE_ASSIGNED, one, at });
  return true;
}
