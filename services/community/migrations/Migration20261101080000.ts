import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101080000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "district" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        primary key ("id")
      );

      create table "community" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "founded_on" date null,
        "district_id" text not null,
        primary key ("id")
      );
      alter table "community" add constraint "community_kind_check" check ("kind" in ('INDUSTRIAL', 'INDUSTRY_THEMED', 'PARK', 'RESIDENTIAL'));

      create table "enterprise" (
        "id" text not null,
        "uscc" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "stage" text not null,
        "community_id" text not null,
        primary key ("id")
      );
      alter table "enterprise" add constraint "enterprise_uscc_unique" unique ("uscc");
      alter table "enterprise" add constraint "enterprise_stage_check" check ("stage" in ('INCUBATION', 'GROWTH', 'MATURE'));

      create table "worker" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "resident_id_hash" text null,
        "resident_id_sealed" text null,
        "phone_number" text null,
        "born_on" date null,
        "community_id" text not null,
        "settled_on" date null,
        "revision" int not null default 1,
        primary key ("id")
      );

      create table "employment" (
        "id" text not null,
        "worker_id" text not null,
        "enterprise_id" text not null,
        "post_zh" text not null,
        "post_en" text not null,
        "primary" boolean not null,
        "employed_from" date not null,
        "employed_until" date null,
        "salary_fen" bigint null,
        "salary_currency" text null default 'CNY',
        primary key ("id")
      );

      alter table "community" add constraint "community_district_id_foreign" foreign key ("district_id") references "district" ("id");

      alter table "enterprise" add constraint "enterprise_community_id_foreign" foreign key ("community_id") references "community" ("id");

      alter table "worker" add constraint "worker_community_id_foreign" foreign key ("community_id") references "community" ("id");

      alter table "employment" add constraint "employment_worker_id_foreign" foreign key ("worker_id") references "worker" ("id");
      alter table "employment" add constraint "employment_enterprise_id_foreign" foreign key ("enterprise_id") references "enterprise" ("id");

      -- C1: one resident ID, one worker; two registrations of one person collide here.
      create unique index "worker_c1" on "worker" ("resident_id_hash");

      -- C3: at most one primary employment of a worker at any instant; half-open, so one may begin on the day another ends.
      create extension if not exists btree_gist;
      alter table "employment" add constraint "employment_dates_check" check ("employed_until" is null or "employed_from" < "employed_until");
      alter table "employment" add constraint "employment_c3" exclude using gist (
        "worker_id" with =, daterange("employed_from", "employed_until") with &&
      ) where ("primary");
      create index "employment_of_worker" on "employment" ("worker_id");
      create index "employment_of_enterprise" on "employment" ("enterprise_id");
      create index "community_of_district" on "community" ("district_id", "id");
      create index "enterprise_of_community" on "enterprise" ("community_id", "id");
      create index "worker_of_community" on "worker" ("community_id", "id");
    `);
  }
}
