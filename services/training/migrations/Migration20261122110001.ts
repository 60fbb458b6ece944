import { Migration } from '@mikro-orm/migrations';

/** Degrees have terms and credits; cohorts are ordered by enterprises before they are trained. */
export class Migration20261122110001 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "course" add column "degree_level" text null, add column "terms" int null, add column "credits_required" int null;
      alter table "course" add constraint "course_degree_check" check (
        ("degree_level" is null) = ("terms" is null) and ("degree_level" is null) = ("credits_required" is null)
        and ("degree_level" is null or "kind" = 'DEGREE' and "degree_level" in ('JUNIOR_COLLEGE', 'BACHELOR')
             and "terms" between 1 and 20 and "credits_required" between 1 and 1000));
      alter table "course_instance" add column "term" int null, add column "credits" int null;
      alter table "course_instance" add constraint "course_instance_term_check" check (
        ("term" is null) = ("credits" is null) and ("term" is null or "term" between 1 and 20 and "credits" between 1 and 100));

      -- T5: one diploma of a degree, whichever of its terms it is issued for.
      alter table "credential" add column "degree_course_id" text null references "course" ("id");
      create unique index "credential_t5_degree" on "credential" ("worker_id", "degree_course_id") where "degree_course_id" is not null;

      -- Those that stand here were trained; how many of them finished nobody told.
      alter table "cohort" add column "state" text not null default 'COMPLETED', add column "graduates" int null,
        add column "needed_by" date null;
      alter table "cohort" alter column "state" drop default;
      alter table "cohort" add constraint "cohort_state_check" check ("state" in ('ORDERED', 'AGREED', 'COMPLETED', 'CANCELLED'));
      alter table "cohort" add constraint "cohort_agreed_check" check (
        "state" <> 'AGREED' or "provider_id" is not null and "trained_from" is not null and "trained_until" is not null);
      alter table "cohort" add constraint "cohort_graduates_check" check ("graduates" between 0 and "students");
      alter table "cohort" drop constraint "cohort_students_check";
      alter table "cohort" add constraint "cohort_students_check" check ("students" > 0 or "state" = 'CANCELLED' and "students" = 0);
      create table "cohort_order" (
        "id" text not null primary key,
        "cohort_id" text not null references "cohort" ("id"),
        "enterprise_id" text not null,
        "jobs" int not null,
        "hired" int null,
        "ordered_at" timestamptz not null,
        constraint "cohort_order_once" unique ("cohort_id", "enterprise_id"),
        constraint "cohort_order_jobs_check" check ("jobs" between 1 and 1000 and "hired" between 0 and "jobs")
      );
    `);
  }
}
