import { Migration } from '@mikro-orm/migrations';

/** Listings are opened, applied for, ranked and allocated; what others tell of calendars and jobs is remembered. */
export class Migration20261122034002 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "listing"
        add column "by_bed" boolean not null default false,
        add column "rent_fen" bigint null check ("rent_fen" >= 0),
        add column "rent_currency" text null,
        add column "deposit_fen" bigint null check ("deposit_fen" >= 0),
        add column "deposit_currency" text null,
        add column "let_months" int null check ("let_months" > 0),
        add column "move_in_on" date null,
        add column "entropy_source" text null,
        add column "entropy" text null,
        add column "entries_digest" text null,
        add column "entries_frozen_at" timestamptz null,
        add column "version" int not null default 1;
      create index "listing_moved_by_time" on "listing" ("state", "closes_at") where "state" in ('OPEN', 'ALLOCATING');

      alter table "application"
        add column "household" text[] not null default '{}',
        add column "flag_reviewed" boolean not null default false,
        add column "frozen" boolean not null default false,
        add column "rank_reason" text null,
        add column "offered_unit_id" text null references "unit" ("id"),
        add column "offered_bed" int null,
        add column "offer_expires_at" timestamptz null,
        add column "version" int not null default 1;
      update "application" set "frozen" = true where "rank" is not null;
      update "application" a set "offered_unit_id" = l."unit_id", "offered_bed" = l."bed", "offer_expires_at" = l."offer_expires_at"
        from "lease" l where l."application_id" = a."id" and l."state" = 'OFFERED' and a."state" = 'OFFERED';
      -- H7: a place is offered to one applicant at a time, the next in order.
      create unique index "application_h7_one_offer" on "application" ("offered_unit_id", coalesce("offered_bed", 0)) where "state" = 'OFFERED';
      create index "application_waiting" on "application" ("listing_id", "rank") where "state" in ('RANKED', 'OFFERED');

      create table "application_step" (
        "id" text primary key,
        "application_id" text not null references "application" ("id"),
        "action" text not null check ("action" in
          ('APPLY', 'FLAG', 'REVIEW', 'AWARD_POINTS', 'RANK', 'OFFER', 'ACCEPT', 'LAPSE', 'DECLINE', 'SKIP', 'WITHDRAW', 'END')),
        "done_at" timestamptz not null,
        "actor" text null,
        "reason" text null,
        "state_before" text null,
        "state_after" text not null,
        -- H7: whoever is passed over is told why.
        constraint "application_step_h7_reason_check" check ("action" not in ('SKIP', 'REVIEW') or "reason" is not null)
      );
      create index "application_step_of_application" on "application_step" ("application_id", "done_at", "id");
      create index "application_step_of_time" on "application_step" ("action", "done_at");

      alter table "lease_step" drop constraint "lease_step_action_check";
      alter table "lease_step" add constraint "lease_step_action_check" check ("action" in
        ('OFFER', 'ACCEPT', 'BEGIN', 'GIVE_NOTICE', 'END', 'LAPSE', 'DECLINE', 'SHORTEN'));
      alter table "lease_step" add column "reason" text null;

      create table "known_employment" (
        "id" text primary key,
        "worker_id" text not null,
        "enterprise_id" text not null,
        "employed_from" date not null,
        "employed_until" date null
      );
      create index "known_employment_of_worker" on "known_employment" ("worker_id", "enterprise_id");

      create table "known_calendar_year" (
        "year" int primary key,
        "no" int not null,
        "week" jsonb not null,
        "exceptions" jsonb not null
      );
    `);
  }
}
