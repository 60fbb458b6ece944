import { Migration } from '@mikro-orm/migrations';

/** S7: balances are what the ledger makes of them. Nobody else moves them, so that they cannot differ from its sums. */
export class Migration20261122030100 extends Migration {
  override up(): void {
    this.addSql(`
      create function "ledger_sums"() returns table (
        "appropriation_id" text, "amount" numeric, "reserved" numeric, "committed" numeric, "paid" numeric, "recovered" numeric
      ) language sql stable as $$
        select appropriation_id,
               sum(amount_fen * ((from_account = 'TREASURY')::int - (to_account = 'TREASURY')::int)),
               sum(amount_fen * ((to_account = 'RESERVED')::int - (from_account = 'RESERVED')::int)),
               sum(amount_fen * ((to_account = 'COMMITTED')::int - (from_account = 'COMMITTED')::int)),
               sum(amount_fen * ((to_account = 'PAID')::int - (from_account = 'PAID')::int)),
               sum(amount_fen * ((from_account = 'RECOVERED')::int - (to_account = 'RECOVERED')::int))
          from ledger_entry group by appropriation_id
      $$;

      -- Books that do not balance are mended by people, not carried over.
      do $$ begin
        if exists (
          select 1 from appropriation a left join ledger_sums() s on s.appropriation_id = a.id
           where (a.amount_fen, a.reserved_fen, a.committed_fen, a.paid_fen, a.recovered_fen)
                 is distinct from (coalesce(s.amount, 0), coalesce(s.reserved, 0), coalesce(s.committed, 0), coalesce(s.paid, 0), coalesce(s.recovered, 0))
        ) then
          raise exception 'an appropriation differs from the sums of its ledger';
        end if;
      end $$;

      create function "ledger_moves_balances"() returns trigger language plpgsql as $$
        begin
          update appropriation a
             set amount_fen = a.amount_fen + m.amount, reserved_fen = a.reserved_fen + m.reserved,
                 committed_fen = a.committed_fen + m.committed, paid_fen = a.paid_fen + m.paid,
                 recovered_fen = a.recovered_fen + m.recovered
            from (
              select appropriation_id,
                     sum(amount_fen * ((from_account = 'TREASURY')::int - (to_account = 'TREASURY')::int)) as amount,
                     sum(amount_fen * ((to_account = 'RESERVED')::int - (from_account = 'RESERVED')::int)) as reserved,
                     sum(amount_fen * ((to_account = 'COMMITTED')::int - (from_account = 'COMMITTED')::int)) as committed,
                     sum(amount_fen * ((to_account = 'PAID')::int - (from_account = 'PAID')::int)) as paid,
                     sum(amount_fen * ((from_account = 'RECOVERED')::int - (to_account = 'RECOVERED')::int)) as recovered
                from booked group by appropriation_id) m
           where a.id = m.appropriation_id;
          return null;
        end $$;
      create trigger "ledger_entry_moves_balances" after insert on "ledger_entry"
        referencing new table as "booked" for each statement execute function "ledger_moves_balances"();

      create function "refuse_unbooked"() returns trigger language plpgsql as $$
        begin
          if tg_op = 'INSERT' then
            if greatest(new.amount_fen, new.reserved_fen, new.committed_fen, new.paid_fen, new.recovered_fen) = 0 then
              return new;
            end if;
          -- Deeper than this trigger lies another: the ledger's.
          elsif pg_trigger_depth() > 1 then
            return new;
          end if;
          raise exception 'balances move with the ledger alone' using errcode = 'restrict_violation', constraint = 'appropriation_s7';
        end $$;
      create trigger "appropriation_s7" before insert or update of "amount_fen", "reserved_fen", "committed_fen", "paid_fen", "recovered_fen"
        on "appropriation" for each row execute function "refuse_unbooked"();

      -- Each step of a claim's money happens once, whoever takes it and however often.
      create unique index "ledger_entry_committed_once" on "ledger_entry" ("claim_id") where "to_account" = 'COMMITTED';
      create unique index "ledger_entry_paid_once" on "ledger_entry" ("claim_id") where "to_account" = 'PAID';
      create unique index "ledger_entry_released_once" on "ledger_entry" ("claim_id") where "from_account" = 'RESERVED' and "to_account" = 'AVAILABLE';
      create unique index "ledger_entry_recovered_once" on "ledger_entry" ("claim_id") where "from_account" = 'RECOVERED';
    `);
  }
}
