import { onConnection } from '@millgate/kit';
import { runDue } from '../support/due.ts';
import { type RunningGraph, seededAt } from '../support/graph.ts';

/** What the demo data hold none or too little of: rent that is charged and paid, advice that came late, was passed on or rated. */
export async function giveEveryFigureSomething(graph: RunningGraph): Promise<void> {
  if (!(await runDue(graph, 'runHousingDue')).get('rent')) throw new Error('no rent was charged');
  await onConnection(graph.databaseUrl('housing'), async (client) => {
    await client.query(`
      insert into rent_payment (id, charge_id, amount_fen, paid_on, reference, recorded_by, recorded_at)
      select 'rpy_' || id, id, greatest(1, amount_fen / 3), due_on, 'R-' || id, 'wrk_1', '${seededAt}'
        from (select *, row_number() over (order by id) as nth from rent_charge) charge where nth % 3 > 0`);
    await client.query(`
      update rent_charge set paid_fen = rent_payment.amount_fen from rent_payment where charge_id = rent_charge.id`);
  });
  await onConnection(graph.databaseUrl('advisors'), async (client) => {
    const some = (share: number) => `abs(hashtext(id)) % ${share} = 0`;
    await client.query(
      `update consultation set rating = 1 + abs(hashtext(id)) % 5 where closed_at is not null or ${some(2)}`,
    );
    await client.query(`
      update consultation set first_contact_at = contact_by + interval '90 minutes'
       where first_contact_at is not null and contact_by is not null and ${some(3)}`);
    await client.query(`update assignment set ended_at = assigned_at + interval '1 hour', ending = 'DECLINED'
       where ended_at is null and ${some(4)}`);
    await client.query(`
      insert into follow_up (id, consultation_id, due_on, due_at, done_at, result)
      select 'fup_' || id, id, '2026-11-01', '2026-11-01T00:00Z', '2026-11-01T00:00Z',
             (array['SETTLED', 'PARTLY', 'UNSETTLED'])[1 + row_number() over (order by id) % 3]
        from consultation where answered_at is not null`);
  });
}
