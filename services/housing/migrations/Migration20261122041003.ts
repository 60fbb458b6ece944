import { Migration } from '@mikro-orm/migrations';

/** Places under a master lease stay within its days; lodging that ends early is followed by an offer; merges are followed. */
export class Migration20261122041003 extends Migration {
  override up(): void {
    this.addSql(`
      -- H2: a lease repeats the days of the master lease it is part of, kept equal by the key, so that its row alone can tell.
      alter table "lease" add column "master_from" date null, add column "master_until" date null;
      update "lease" l set "master_from" = m."let_from", "master_until" = m."let_until"
        from "master_lease" m where m."id" = l."master_lease_id";
      alter table "lease" add constraint "lease_h2_master_days_foreign" foreign key ("master_lease_id", "master_from", "master_until")
        references "master_lease" ("id", "let_from", "let_until") on update cascade;
      alter table "lease" add constraint "lease_h2_within_master_check" check (
        ("master_lease_id" is null) = ("master_from" is null) and ("master_lease_id" is null) = ("master_until" is null)
        and ("master_lease_id" is null or "state" in ('ENDED', 'LAPSED')
             or ("let_from" >= "master_from" and "let_until" <= "master_until")));

      alter table "unit" add column "bed_rent_fen" bigint null check ("bed_rent_fen" >= 0);
      alter table "property" add column "photos" text[] not null default '{}';

      create table "lodging_follow_up" (
        "id" text primary key,
        "lease_id" text not null unique references "lease" ("id"),
        "worker_id" text not null,
        "needed_from" date not null,
        "noted_at" timestamptz not null,
        "offered_lease_id" text null references "lease" ("id")
      );
      create index "lodging_follow_up_waiting" on "lodging_follow_up" ("noted_at") where "offered_lease_id" is null;

      create table "merge_conflict" (
        "id" text primary key,
        "rule" text not null,
        "worker_id" text not null,
        "merged_id" text not null,
        "subject_id" text not null unique,
        "noted_at" timestamptz not null
      );
    `);
  }
}
