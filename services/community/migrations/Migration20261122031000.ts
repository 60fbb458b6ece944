import { Migration } from '@mikro-orm/migrations';

/**
 * People: telephone numbers are sealed, records of one person are merged, children and consents end. `phone_number` stays
 * until every row is sealed, which `due` sees to; a later release drops it.
 */
export class Migration20261122031000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "worker" add column "phone_hash" text null;
      alter table "worker" add column "phone_sealed" text null;
      create index "worker_by_phone" on "worker" ("phone_hash") where "phone_hash" is not null;
      create index "worker_phone_unsealed" on "worker" ("id") where "phone_number" is not null;

      -- A merged record stays, as an alias. What it points at is a record that stands, and nothing points at it:
      -- \`live\` is part of the keys that others refer to, so that whoever races with a merge breaks a constraint.
      alter table "worker" add column "merged_into" text null;
      alter table "worker" add column "live" boolean not null generated always as ("merged_into" is null) stored;
      alter table "worker" add column "merged_into_live" boolean null
        generated always as (case when "merged_into" is null then null else true end) stored;
      alter table "worker" add constraint "worker_live" unique ("id", "live");
      alter table "worker" add constraint "worker_merged_into" foreign key ("merged_into", "merged_into_live") references "worker" ("id", "live");
      alter table "worker" add constraint "worker_merged_check" check ("merged_into" <> "id");
      create index "worker_of_merged" on "worker" ("merged_into") where "merged_into" is not null;

      alter table "employment" add column "worker_live" boolean not null generated always as (true) stored;
      alter table "employment" add constraint "employment_worker_live" foreign key ("worker_id", "worker_live") references "worker" ("id", "live");
      alter table "dependant" add column "guardian_live" boolean not null generated always as (true) stored;
      alter table "dependant" add constraint "dependant_guardian_live" foreign key ("guardian_id", "guardian_live") references "worker" ("id", "live");
      alter table "consent" add column "worker_live" boolean not null generated always as (true) stored;
      alter table "consent" add constraint "consent_worker_live" foreign key ("worker_id", "worker_live") references "worker" ("id", "live");

      create table "worker_merge" (
        "id" text not null,
        "kept_id" text not null references "worker" ("id"),
        "merged_id" text not null references "worker" ("id"),
        "reason" text not null,
        "proposed_by" text not null,
        "proposed_at" timestamptz(3) not null,
        "confirmed_by" text null,
        "confirmed_at" timestamptz(3) null,
        "moved_jobs" int null,
        "secondary_jobs" int null,
        "ended_consents" int null,
        "ended_dependants" int null,
        primary key ("id")
      );
      alter table "worker_merge" add constraint "worker_merge_two_check" check ("kept_id" <> "merged_id");
      alter table "worker_merge" add constraint "worker_merge_four_eyes" check ("confirmed_by" <> "proposed_by");
      alter table "worker_merge" add constraint "worker_merge_confirmed_check" check (("confirmed_by" is null) = ("confirmed_at" is null));
      create unique index "worker_merge_once" on "worker_merge" ("merged_id") where "confirmed_at" is not null;
      create unique index "worker_merge_open" on "worker_merge" (least("kept_id", "merged_id"), greatest("kept_id", "merged_id")) where "confirmed_at" is null;

      alter table "dependant" add column "ended_on" date null;
      create unique index "dependant_once" on "dependant" ("guardian_id", "born_on", "name_zh") where "ended_on" is null;

      -- A consent may be withdrawn in the instant in which it was given; of one purpose there is one at a time.
      alter table "consent" drop constraint "consent_dates_check";
      alter table "consent" add constraint "consent_dates_check" check ("ends_at" is null or "given_at" <= "ends_at");
      create unique index "consent_once" on "consent" ("worker_id", "purpose") where "ends_at" is null;
    `);
  }
}
