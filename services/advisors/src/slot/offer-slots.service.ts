import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Command,
  newId,
  ok,
  perform,
  refuse,
  type Result,
  sql,
  withoutTraceOfRefusals,
} from '@millgate/kit';
import { Advisor } from '../advisor/advisor.entity.ts';
import { isAdvisor } from '../advisor/advisor.policy.ts';
import type { CloseSlotInput, NewSlotInput, OpenSlotsInput } from '../office/office.inputs.ts';
import { Slot } from './slot.entity.ts';

export type OpenSlotsRefusal = 'NOT_YOURS' | 'SLOT_PAST' | 'SLOT_WRONG' | 'MODE_NOT_OFFERED' | 'SLOTS_OVERLAP';

const longestMillis = 8 * 3_600_000;

/** Offers time. The adviser alone: what clashes with what would tell others when somebody has been there. */
export const openSlots = (
  em: EntityManager,
  command: Command<OpenSlotsInput>,
): Promise<Result<Advisor, OpenSlotsRefusal>> =>
  perform(em, command, { mutation: 'openSlots', entity: Advisor }, async (tx) => {
    const { caller, now, input } = command;
    if (!isAdvisor(caller, input.advisorId)) return refuse('NOT_YOURS', { path: ['advisorId'], rule: 'slot' });
    // The row of the adviser first: of two offers at once, the second sees the first instead of breaking on it.
    const advisor = await tx.findOneOrFail(Advisor, input.advisorId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const wrong = input.slots.map((slot, at) => fault(slot, at, advisor, now)).find((one) => one !== null);
    if (wrong) return wrong;
    const clash = await clashOf(tx, advisor.id, input.slots);
    if (clash !== null) return refuse('SLOTS_OVERLAP', { path: ['slots', String(clash)], rule: 'A1' });
    for (const { startsAt, endsAt, mode } of input.slots) {
      tx.create(Slot, { id: newId('slt'), advisorRef: advisor, startsAt, endsAt, mode });
    }
    await tx.flush();
    return ok(advisor);
  });

function fault({ startsAt, endsAt, mode }: NewSlotInput, at: number, { channels }: Advisor, now: Date) {
  const path = ['slots', String(at)];
  if (startsAt <= now) return refuse('SLOT_PAST', { path, rule: 'slot' });
  const length = endsAt.getTime() - startsAt.getTime();
  if (length <= 0 || length > longestMillis) return refuse('SLOT_WRONG', { path, rule: 'slot' });
  return channels.includes(mode) ? null : refuse('MODE_NOT_OFFERED', { path, rule: 'slot' });
}

/** The first slot that overlaps one before it, or one that is there already. */
async function clashOf(tx: EntityManager, advisorId: string, slots: readonly NewSlotInput[]): Promise<number | null> {
  const [row] = await sql<{ at: number }>(
    tx,
    `with offered as (select * from jsonb_to_recordset(?::jsonb) as o(at int, "from" timestamptz, "until" timestamptz))
     select o.at from offered o
      where exists (select from slot s where s.advisor_id = ? and tstzrange(s.starts_at, s.ends_at) && tstzrange(o."from", o."until"))
         or exists (select from offered p where p.at < o.at and tstzrange(p."from", p."until") && tstzrange(o."from", o."until"))
      order by o.at limit 1`,
    [JSON.stringify(slots.map(({ startsAt, endsAt }, at) => ({ at, from: startsAt, until: endsAt }))), advisorId],
  );
  return row?.at ?? null;
}

export type CloseSlotRefusal = 'SLOT_NOT_FOUND' | 'SLOT_TAKEN';

/** Takes back time that nobody has taken. */
export const closeSlot = (
  em: EntityManager,
  { caller, input }: { caller: Caller; input: CloseSlotInput },
): Promise<Result<Advisor, CloseSlotRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const slot = await tx.findOne(Slot, input.slotId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!slot || !isAdvisor(caller, slot.advisorRef.id)) {
      return refuse('SLOT_NOT_FOUND', { path: ['slotId'], rule: 'slot' });
    }
    const used = await sql(tx, 'select 1 from consultation where slot_id = ?', [slot.id]);
    if (used.length > 0) return refuse('SLOT_TAKEN', { path: ['slotId'], rule: 'A1' });
    tx.remove(slot);
    await tx.flush();
    return ok(await tx.findOneOrFail(Advisor, slot.advisorRef.id));
  });
