import { type DueTask, Money, type Secrets, sql } from '@millgate/kit';
import { openSalary, sealSalary } from '../worker/seal.ts';
import type { Employment } from './employment.entity.ts';

/** A monthly salary; null where none is known. */
export const salaryOf = (secret: Secrets, { id, salary, salarySealed }: Employment): Money | null =>
  salarySealed === null ? salary : Money.fen(openSalary(secret, id, salarySealed));

const batch = 2_000;

/** Seals salaries that were stored before salaries were sealed; the key is the subgraph’s, so a migration could not. */
export const sealSalaries: DueTask = async (tx, _now, { secret }) => {
  const rows = await sql<{ id: string; fen: string }>(
    tx,
    `select id, salary_fen::text as fen from employment where salary_fen is not null order by id limit ? for update skip locked`,
    [batch],
  );
  if (rows.length === 0) return 0;
  const sealed = rows.map(({ id, fen }) => ({ id, sealed: sealSalary(secret, id, Number(fen)) }));
  await sql(
    tx,
    `update employment e set salary_sealed = s.sealed, salary_fen = null
       from jsonb_to_recordset(?::jsonb) as s(id text, sealed text) where e.id = s.id`,
    [JSON.stringify(sealed)],
  );
  return rows.length;
};
