import type { EntityManager } from '@mikro-orm/postgresql';
import { dayOf, type DueTask, newId, sql } from '@millgate/kit';
import { rentPeriods } from './rent.rules.ts';

/** Leases charged in one run; the next run goes on. */
const atOnce = 500;

interface ToCharge {
  readonly id: string;
  readonly from: string;
  readonly until: string;
  readonly rent: string;
}

/**
 * Charges what has begun, once a lease and month; mends what was charged for days that a lease lost when it was cut
 * short, and notes what is given back of what was paid for them.
 */
export const chargeRent: DueTask = async (tx, now) => {
  const today = dayOf(now);
  const leases = await sql<ToCharge>(
    tx,
    `select id, let_from::text as "from", let_until::text as "until", rent_fen as rent from lease
      where payer = 'WORKER' and rent_fen > 0 and state in ('SIGNED', 'ACTIVE', 'NOTICE', 'ENDED')
        and ((coalesce(rent_charged_until, let_from) <= ? and coalesce(rent_charged_until, let_from) < let_until)
             or rent_charged_until > let_until)
      order by id limit ${atOnce} for update skip locked`,
    [today],
  );
  for (const lease of leases) await charge(tx, lease, today, now);
  return leases.length;
};

async function charge(tx: EntityManager, { id, from, until, rent }: ToCharge, today: string, now: Date): Promise<void> {
  const periods = rentPeriods({ from, until, rentFen: Number(rent) }, today);
  const rows = periods.map((period) => ({ ...period, id: newId('rch') }));
  await sql(
    tx,
    `insert into rent_charge (id, lease_id, period_from, period_until, due_on, amount_fen)
     select r.id, l.id, r."from", r."until", r."dueOn", r."amountFen"
       from jsonb_to_recordset(?::jsonb) as r(id text, "from" date, "until" date, "dueOn" date, "amountFen" bigint) join lease l on l.id = ?
      where r."from" >= coalesce(l.rent_charged_until, l.let_from) or r."until" = l.let_until
     on conflict (lease_id, period_from) do update set period_until = excluded.period_until,
       amount_fen = excluded.amount_fen,
       refund_fen = greatest(rent_charge.refund_fen, rent_charge.paid_fen - excluded.amount_fen)`,
    [JSON.stringify(rows), id],
  );
  // Months that begin when the lease is over by now are not owed.
  await sql(tx, 'delete from rent_charge where lease_id = ? and period_from >= ? and paid_fen = 0', [id, until]);
  await sql(
    tx,
    'update rent_charge set amount_fen = 0, refund_fen = paid_fen where lease_id = ? and period_from >= ? and amount_fen > 0',
    [id, until],
  );
  await noteRefunds(tx, id, now);
  const end = periods.at(-1)?.until ?? from;
  await sql(tx, 'update lease set rent_charged_until = ? where id = ?', [end, id]);
}

/** A line for what is to be given back and no line says yet: staff pays it, and records that it did. */
async function noteRefunds(tx: EntityManager, leaseId: string, now: Date): Promise<void> {
  const owed = await sql<{ id: string; fen: string }>(
    tx,
    `select c.id, c.refund_fen - coalesce(sum(r.amount_fen), 0) as fen from rent_charge c left join rent_refund r on r.charge_id = c.id
      where c.lease_id = ? and c.refund_fen > 0 group by c.id having c.refund_fen > coalesce(sum(r.amount_fen), 0)`,
    [leaseId],
  );
  for (const { id, fen } of owed) {
    await sql(tx, 'insert into rent_refund (id, charge_id, amount_fen, noted_at) values (?, ?, ?, ?)', [
      newId('rrf'),
      id,
      fen,
      now,
    ]);
  }
}
