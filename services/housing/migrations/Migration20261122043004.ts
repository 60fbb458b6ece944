import { Migration } from '@mikro-orm/migrations';

/** Rent is charged and paid; tenants ask for repairs. */
export class Migration20261122043004 extends Migration {
  override up(): void {
    this.addSql(`
      create table "rent_charge" (
        "id" text primary key,
        "lease_id" text not null references "lease" ("id"),
        "period_from" date not null,
        "period_until" date not null,
        "due_on" date not null,
        "amount_fen" bigint not null,
        "paid_fen" bigint not null default 0,
        constraint "rent_charge_period_check" check ("period_from" < "period_until"),
        -- Nobody pays more than is due, whoever records it how often.
        constraint "rent_charge_paid_check" check ("paid_fen" >= 0 and "paid_fen" <= "amount_fen"),
        constraint "rent_charge_once" unique ("lease_id", "period_from")
      );
      create index "rent_charge_open" on "rent_charge" ("due_on", "id") where "paid_fen" < "amount_fen";

      create table "rent_payment" (
        "id" text primary key,
        "charge_id" text not null references "rent_charge" ("id"),
        "amount_fen" bigint not null check ("amount_fen" > 0),
        "paid_on" date not null,
        "reference" text not null,
        "recorded_by" text not null,
        "recorded_at" timestamptz not null,
        constraint "rent_payment_reference_once" unique ("reference")
      );
      create index "rent_payment_of_charge" on "rent_payment" ("charge_id", "paid_on", "id");

      -- First day for which no rent was charged yet. What was due before was collected without this program.
      alter table "lease" add column "rent_charged_until" date null;
      update "lease" set "rent_charged_until" = ("let_from" + make_interval(months =>
          (extract(year from age(current_date, "let_from")) * 12 + extract(month from age(current_date, "let_from")))::int))::date
        where "payer" = 'WORKER' and "let_from" < current_date;
      create index "lease_to_charge" on "lease" ((coalesce("rent_charged_until", "let_from")))
        where "payer" = 'WORKER' and "rent_fen" > 0 and "state" in ('SIGNED', 'ACTIVE', 'NOTICE', 'ENDED');

      create table "maintenance_request" (
        "id" text primary key,
        "lease_id" text not null references "lease" ("id"),
        "unit_id" text not null references "unit" ("id"),
        "tenant_id" text not null,
        "kind" text not null check ("kind" in ('PLUMBING', 'ELECTRICITY', 'HEATING', 'DOORS', 'FURNITURE', 'OTHER')),
        "description" text not null,
        "state" text not null check ("state" in ('REPORTED', 'ACCEPTED', 'DONE', 'CLOSED', 'DECLINED')),
        "reported_at" timestamptz not null,
        "answer_by" timestamptz not null,
        "done_by" date null,
        "done_at" timestamptz null,
        "version" int not null default 1,
        constraint "maintenance_request_promise_check" check ("state" <> 'ACCEPTED' or "done_by" is not null)
      );
      create index "maintenance_request_of_tenant" on "maintenance_request" ("tenant_id", "id");
      create index "maintenance_request_of_lease" on "maintenance_request" ("lease_id", "id");
      create index "maintenance_request_by_state" on "maintenance_request" ("state", "id");

      create table "maintenance_step" (
        "id" text primary key,
        "request_id" text not null references "maintenance_request" ("id"),
        "action" text not null check ("action" in ('REPORT', 'ACCEPT', 'DECLINE', 'COMPLETE', 'CONFIRM', 'REOPEN', 'CLOSE')),
        "done_at" timestamptz not null,
        "actor" text null,
        "note" text null,
        "state_before" text null,
        "state_after" text not null
      );
      create index "maintenance_step_of_request" on "maintenance_step" ("request_id", "done_at", "id");
    `);
  }
}
