import { dayOf, type DueTask, newId, sql } from '@millgate/kit';
import { LeaseAction } from './lease.entity.ts';
import { LeaseState } from './lease.rules.ts';

/** What time alone did to leases since the last run, written down: the same changes that `leaseState` reads from the time. */
export const recordWhatTimeChanged: DueTask = async (tx, now) => {
  const today = dayOf(now);
  const changed = await sql<{ id: string; before: LeaseState; after: LeaseState }>(
    tx,
    `with due as (
       select id, state as before, case
                when state = 'OFFERED' and (offer_expires_at <= ? or let_until <= ?) then 'LAPSED'
                when state in ('SIGNED', 'ACTIVE', 'NOTICE') and let_until <= ? then 'ENDED'
                when state = 'SIGNED' and let_from <= ? then 'ACTIVE'
              end as after
         from lease where state in ('OFFERED', 'SIGNED', 'ACTIVE', 'NOTICE') for update skip locked)
     update lease set state = due.after, version = version + 1 from due
      where lease.id = due.id and due.after is not null
      returning lease.id, due.before, due.after`,
    [now, today, today, today],
  );
  if (changed.length === 0) return 0;
  const steps = changed.map(({ id, before, after }) => ({
    step: newId('lsp'),
    id,
    action: actions[after],
    before,
    after,
  }));
  await sql(
    tx,
    `insert into lease_step (id, lease_id, action, done_at, actor, state_before, state_after)
     select step, id, action, ?, null, before, after
       from jsonb_to_recordset(?::jsonb) as changed(step text, id text, action text, before text, after text)`,
    [now, JSON.stringify(steps)],
  );
  return changed.length;
};

const actions: Readonly<Partial<Record<LeaseState, LeaseAction>>> = {
  [LeaseState.LAPSED]: LeaseAction.LAPSE,
  [LeaseState.ENDED]: LeaseAction.END,
  [LeaseState.ACTIVE]: LeaseAction.BEGIN,
};
