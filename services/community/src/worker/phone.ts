import { sql, type DueTask, type Secrets } from '@millgate/kit';
import { openPhone, sealedPhone } from './seal.ts';
import type { Worker } from './worker.entity.ts';

/** A worker’s telephone number; null where none is known. */
export const phoneOf = (secret: Secrets, worker: Worker): string | null =>
  worker.phoneSealed === null ? worker.phoneNumber : openPhone(secret, worker.id, worker.phoneSealed);

const batch = 500;

/** Seals numbers that were stored before numbers were sealed; the key is the subgraph’s, so a migration could not. */
export const sealPhones: DueTask = async (tx, _now, { secret }) => {
  const rows = await sql<{ id: string; phone: string }>(
    tx,
    `select id, phone_number as phone from worker where phone_number is not null order by id limit ? for update skip locked`,
    [batch],
  );
  for (const { id, phone } of rows) {
    const { phoneSealed, phoneHash } = sealedPhone(secret, id, phone);
    await sql(tx, 'update worker set phone_sealed = ?, phone_hash = ?, phone_number = null where id = ?', [
      phoneSealed,
      phoneHash,
      id,
    ]);
  }
  return rows.length;
};
