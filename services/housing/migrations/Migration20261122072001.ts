import { Migration } from '@mikro-orm/migrations';

/** What others were told of a lease; what is given back of rent that was paid for days a lease lost. */
export class Migration20261122072001 extends Migration {
  override up(): void {
    this.addSql(`
      -- The last day that LeaseSigned or LeaseEnded said; null while nobody was told.
      alter table "lease" add column "told_until" date null;
      create index "lease_untold" on "lease" ("id")
        where "state" in ('SIGNED', 'ACTIVE', 'NOTICE', 'ENDED') and "told_until" is distinct from "let_until";

      alter table "rent_charge" add column "refund_fen" bigint not null default 0;
      alter table "rent_charge" drop constraint "rent_charge_paid_check";
      -- Nobody pays more than is due, and is given back what was; never more than was paid.
      alter table "rent_charge" add constraint "rent_charge_paid_check" check (
        "paid_fen" >= 0 and "refund_fen" between 0 and "paid_fen" and "paid_fen" - "refund_fen" <= "amount_fen"
      );

      create table "rent_refund" (
        "id" text primary key,
        "charge_id" text not null references "rent_charge" ("id"),
        "amount_fen" bigint not null check ("amount_fen" > 0),
        "noted_at" timestamptz not null,
        "paid_on" date null,
        "reference" text null,
        "recorded_by" text null,
        constraint "rent_refund_reference_once" unique ("reference"),
        constraint "rent_refund_paid_check" check (num_nulls("paid_on", "reference", "recorded_by") in (0, 3))
      );
      create index "rent_refund_of_charge" on "rent_refund" ("charge_id", "id");
      create index "rent_refund_due" on "rent_refund" ("noted_at", "id") where "paid_on" is null;

      -- What is given back of a charge is what its refunds say: the last word when two shorten a lease at once.
      create function "rent_refunds_sum"() returns trigger language plpgsql as $$
      begin
        if exists (
          select 1 from rent_charge charge where id = coalesce(to_jsonb(new)->>'charge_id', new.id)
             and refund_fen <> (select coalesce(sum(amount_fen), 0) from rent_refund where charge_id = charge.id)
        ) then
          raise exception 'refunds sum to what is given back' using errcode = 'check_violation', constraint = 'rent_refund_sum';
        end if;
        return null;
      end $$;
      create constraint trigger "rent_refund_sum" after insert or update on "rent_refund"
        deferrable initially deferred for each row execute function "rent_refunds_sum"();
      create constraint trigger "rent_charge_refund_sum" after insert or update of "refund_fen" on "rent_charge"
        deferrable initially deferred for each row execute function "rent_refunds_sum"();
    `);
  }
}
