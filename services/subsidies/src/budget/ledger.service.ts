import type { EntityManager } from '@mikro-orm/postgresql';
import { newId, sql } from '@millgate/kit';
import type { LedgerAccount } from './ledger.enums.ts';

/** Money that moves within an appropriation; its balances move with the entry, by trigger, and in no other way (S7). */
export interface Move {
  readonly from: LedgerAccount;
  readonly to: LedgerAccount;
  readonly at: Date;
}

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
    `with year as (
       select id from appropriation
        where program_id = ? and fiscal_year = ?
          and amount_fen - reserved_fen - committed_fen - paid_fen + recovered_fen >= ?
          and not exists (
            select 1 from claim where program_id = ? and state = 'WAITING_BUDGET' and id <> ?
              and (completed_at, id) < (select completed_at, id from claim where id = ?))
          for update)
     insert into ledger_entry (id, appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at)
     select ?, id, ?, 'AVAILABLE', 'RESERVED', ?, ? from year
     returning id`,
    [programId, fiscalYear, fen, programId, claimId, claimId, newId('led'), claimId, fen, at],
  );
  return booked.length > 0;
}

/** Moves what a claim reserved, whole, within the appropriation that it was reserved in. False where nothing was. */
export async function moveReserved(tx: EntityManager, claimId: string, { from, to, at }: Move): Promise<boolean> {
  const booked = await sql(
    tx,
    `insert into ledger_entry (id, appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at)
     select ?, appropriation_id, claim_id, ?, ?, amount_fen, ?
       from ledger_entry where claim_id = ? and from_account = 'AVAILABLE' and to_account = 'RESERVED'
     returning id`,
    [newId('led'), from, to, at, claimId],
  );
  return booked.length > 0;
}

/** Money that comes from outside, or goes back there. */
export async function bookTreasury(
  tx: EntityManager,
  appropriationId: string,
  fen: number,
  { from, to, at }: Move,
): Promise<void> {
  await sql(
    tx,
    `insert into ledger_entry (id, appropriation_id, claim_id, from_account, to_account, amount_fen, booked_at)
     values (?, ?, null, ?, ?, ?, ?)`,
    [newId('led'), appropriationId, from, to, fen, at],
  );
}
