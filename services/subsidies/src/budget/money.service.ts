import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, sql } from '@millgate/kit';

/** A grant that asks an appropriation for money. */
export interface Reservation {
  readonly programId: string;
  readonly fiscalYear: number;
  readonly claimId: string;
  readonly fen: number;
  readonly at: Date;
}

/**
 * Takes the money of a grant and books it, in one statement: both happen, or neither. False where too little is left
 * (S2), or somebody else has been waiting for money (S8). The last thing a decision does, since everybody's claims meet
 * in the appropriation's row.
 */
export async function reserve(tx: EntityManager, reservation: Reservation): Promise<boolean> {
  const { programId, fiscalYear, claimId, fen, at } = reservation;
  const booked = await sql(
    tx,
    `with taken as (
       update appropriation set reserved_fen = reserved_fen + ?
        where program_id = ? and fiscal_year = ?
          and amount_fen - reserved_fen - committed_fen - paid_fen + recovered_fen >= ?
          and not exists (
            select 1 from claim where program_id = ? and state = 'WAITING_BUDGET' and id <> ?
              and (completed_at, id) < (select completed_at, id from claim where id = ?))
       returning id)
     insert into ledger_entry (id, appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at)
     select ?, id, ?, 'AVAILABLE', 'RESERVED', ?, ? from taken
     returning id`,
    [fen, programId, fiscalYear, fen, programId, claimId, claimId, newId('led'), claimId, fen, at],
  );
  return booked.length > 0;
}
