import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import { Application } from './application.entity.ts';
import { ApplicationAction, ApplicationState } from './listing.rules.ts';
import { moveApplication } from './move-application.ts';

/** The applicant took what was offered. The caller holds the unit's row, as whoever lets the offer lapse must. */
export async function placeApplicant(
  tx: EntityManager,
  applicationId: string,
  now: Date,
  actor: string,
): Promise<void> {
  const application = await tx.findOneOrFail(Application, applicationId, { refresh: true });
  const { state }: { readonly state: ApplicationState } = application;
  if (state !== ApplicationState.OFFERED) return;
  moveApplication(tx, application, ApplicationState.PLACED, { action: ApplicationAction.ACCEPT, now, actor });
}

/**
 * For whom a flat that is sold is kept: for the applicant to whom it is offered, else for the others of its listing;
 * null for nobody.
 */
export async function reservationOf(
  tx: EntityManager,
  unitId: string,
  workerId: string,
  now: Date,
): Promise<{ readonly applicationId: string } | 'FOR_OTHERS' | null> {
  const rows = await sql<{ id: string | null }>(
    tx,
    `select a.id from listing_unit lu
       join listing l on l.id = lu.listing_id and l.state not in ('DRAFT', 'DONE')
       left join application a on a.listing_id = l.id and a.offered_unit_id = lu.unit_id and a.state = 'OFFERED'
            and a.applicant_id = ? and a.offer_expires_at > ?
      where lu.unit_id = ? order by a.id limit 1`,
    [workerId, now, unitId],
  );
  const [row] = rows;
  if (!row) return null;
  return row.id ? { applicationId: row.id } : 'FOR_OTHERS';
}
