import type { EntityManager } from '@mikro-orm/postgresql';
import { createAll, newId } from '@millgate/kit';
import type { TestSubgraph } from '@millgate/kit/testing';
import { parameterRows, parameterValueRows, programId, programRows } from '../../seeds/programs.ts';
import { Parameter, ParameterValue, SubsidyProgram } from '../../src/program/program.entity.ts';

/** The programmes of the demo data, without money and without a past. */
export async function givenPrograms(tx: EntityManager): Promise<void> {
  await createAll(tx, SubsidyProgram, programRows());
  await createAll(tx, Parameter, parameterRows());
  await createAll(tx, ParameterValue, parameterValueRows());
}

/** Gives a programme a fresh year of money; whoever was waiting, for money or for facts, waits no longer. */
export async function setAside(subsidies: TestSubgraph, code: string, year: number, yuan: number): Promise<void> {
  const program = programId(code);
  await subsidies.rows(
    `update claim set state = 'WITHDRAWN' where program_id = ? and state in ('PENDING_FACTS', 'WAITING_BUDGET')`,
    [program],
  );
  // A year that was used is moved out of the way: its ledger cannot be erased.
  await subsidies.rows(
    `update appropriation set fiscal_year = -(select count(*) from appropriation)::int where program_id = ? and fiscal_year = ?`,
    [program, year],
  );
  await subsidies.rows('insert into appropriation (id, program_id, fiscal_year, amount_fen) values (?, ?, ?, 0)', [
    newId('apr'),
    program,
    year,
  ]);
  await topUp(subsidies, code, year, yuan);
}

/** Adds money to a year that is open, and nothing else: whoever waits for it still waits. */
export const topUp = (subsidies: TestSubgraph, code: string, year: number, yuan: number) =>
  subsidies.rows(
    `insert into ledger_entry (id, appropriation_id, from_account, to_account, amount_fen, booked_at)
     select ?, id, 'TREASURY', 'AVAILABLE', ?, now() from appropriation where program_id = ? and fiscal_year = ?`,
    [newId('led'), yuan * 100, programId(code), year],
  );
