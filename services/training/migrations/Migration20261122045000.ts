import { Migration } from '@mikro-orm/migrations';

/** Courses that demand pools ask for: one sitting a pool, and its founders have first call on the seats. */
export class Migration20261122045000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "course_request" (
        "id" text not null primary key,
        "community_id" text not null,
        "topic" text not null,
        "founder_ids" text[] not null,
        "headcount" int not null,
        "reached_at" timestamptz not null
      );
      alter table "course_instance" add column "pool_id" text null references "course_request" ("id");
      alter table "course_instance" add column "founders_first_until" timestamptz null;
      create unique index "course_instance_t2_pool" on "course_instance" ("pool_id");
      alter table "course_instance" add constraint "course_instance_founders_check"
        check ("founders_first_until" is null or ("pool_id" is not null and "founders_first_until" <= "cutoff_at"));
      alter table "enrolment" drop constraint "enrolment_wait_reason_check";
      alter table "enrolment" add constraint "enrolment_wait_reason_check"
        check ("wait_reason" in ('FULL', 'ENTERPRISE_QUOTA', 'FOUNDERS_FIRST'));
    `);
  }
}
