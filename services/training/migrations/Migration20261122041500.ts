import { Migration } from '@mikro-orm/migrations';

/** Seats that become free go to those who wait; sittings are settled at their cut-off; people are told. */
export class Migration20261122041500 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "enrolment" add column "confirm_until" timestamptz null;
      alter table "enrolment" add column "withdrawn_because" text null;
      alter table "enrolment" add column "paid_by" text not null default 'WORKER';
      alter table "enrolment" add constraint "enrolment_offer_check" check ("confirm_until" is null or "state" = 'SEATED');
      alter table "enrolment" add constraint "enrolment_withdrawn_check"
        check ("withdrawn_because" is null or ("withdrawn_because" in ('WORKER', 'OFFER_LAPSED', 'MERGED') and "state" = 'WITHDRAWN'));
      alter table "enrolment" add constraint "enrolment_paid_by_check" check ("paid_by" in ('WORKER', 'ENTERPRISE'));
      create index "enrolment_offered" on "enrolment" ("confirm_until") where "confirm_until" is not null;

      -- What became of a sitting at its cut-off is written down: whoever withdraws later does not call it off.
      alter table "course_instance" add column "confirmed_at" timestamptz null;
      alter table "course_instance" add constraint "course_instance_settled_check"
        check ("confirmed_at" is null or "confirmed_at" >= "cutoff_at");
      create index "course_instance_to_settle" on "course_instance" ("cutoff_at")
        where "confirmed_at" is null and "cancelled_at" is null;

      create table "training_notice" (
        "id" text not null primary key,
        "worker_id" text not null,
        "enrolment_id" text not null references "enrolment" ("id"),
        "kind" text not null,
        "told_at" timestamptz not null,
        constraint "training_notice_kind_check" check ("kind" in ('SEAT_OFFERED', 'OFFER_LAPSED', 'SITTING_CANCELLED'))
      );
      create index "training_notice_of_worker" on "training_notice" ("worker_id", "id");

      alter table "credential" add column "revoked_because" text null;
      alter table "credential" add constraint "credential_revoked_check" check ("revoked_because" is null or "revoked_on" is not null);
    `);
  }
}
