import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101140000 extends Migration {
  override up(): void {
    this.addSql(`
      -- Equality inside an exclusion constraint.
      create extension if not exists btree_gist;

      create table "advisor" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "organisation_zh" text not null,
        "organisation_en" text not null,
        "specialty_texts" jsonb not null,
        "channels" text[] not null,
        "chain_ids" text[] not null,
        "community_id" text not null,
        primary key ("id")
      );
      alter table "advisor" add constraint "advisor_kind_check" check ("kind" in ('INDUSTRY', 'FINANCE', 'LEGAL', 'INTEGRITY', 'CAREER', 'ELDERLY_CARE'));

      create table "appointment" (
        "id" text not null,
        "advisor_id" text not null,
        "office_from" date not null,
        "office_until" date null,
        "batch" int not null,
        primary key ("id")
      );

      create table "declared_interest" (
        "id" text not null,
        "advisor_id" text not null,
        "enterprise_id" text not null,
        "held_from" date not null,
        "held_until" date null,
        primary key ("id")
      );

      create table "slot" (
        "id" text not null,
        "advisor_id" text not null,
        "starts_at" timestamptz not null,
        "ends_at" timestamptz not null,
        "mode" text not null,
        primary key ("id")
      );
      alter table "slot" add constraint "slot_mode_check" check ("mode" in ('VISIT', 'OFFICE', 'ONLINE_24H'));

      create table "consultation" (
        "id" text not null,
        "kind" text not null,
        "author_id" text not null,
        "worker_id" text null,
        "enterprise_id" text null,
        "advisor_id" text null,
        "slot_id" text null,
        "question" text not null,
        "confidentiality" text not null,
        "mode" text null,
        "answer" text null,
        "citations" jsonb not null,
        "state" text not null,
        "first_requested_at" timestamptz not null,
        "first_contact_at" timestamptz null,
        primary key ("id")
      );
      alter table "consultation" add constraint "consultation_kind_check" check ("kind" in ('INDUSTRY', 'FINANCE', 'LEGAL', 'INTEGRITY', 'CAREER', 'ELDERLY_CARE'));
      alter table "consultation" add constraint "consultation_confidentiality_check" check ("confidentiality" in ('NORMAL', 'SEALED'));
      alter table "consultation" add constraint "consultation_mode_check" check ("mode" in ('VISIT', 'OFFICE', 'ONLINE_24H'));
      alter table "consultation" add constraint "consultation_state_check" check ("state" in ('REQUESTED', 'ASSIGNED', 'ACCEPTED', 'DECLINED', 'MET', 'ANSWERED', 'FOLLOWED_UP', 'CLOSED', 'CANCELLED'));

      alter table "appointment" add constraint "appointment_advisor_id_foreign" foreign key ("advisor_id") references "advisor" ("id");

      alter table "declared_interest" add constraint "declared_interest_advisor_id_foreign" foreign key ("advisor_id") references "advisor" ("id");

      alter table "slot" add constraint "slot_advisor_id_foreign" foreign key ("advisor_id") references "advisor" ("id");

      alter table "consultation" add constraint "consultation_advisor_id_foreign" foreign key ("advisor_id") references "advisor" ("id");
      alter table "consultation" add constraint "consultation_slot_id_foreign" foreign key ("slot_id") references "slot" ("id");
      alter table "appointment" add constraint "appointment_dates_check" check ("office_until" is null or "office_from" < "office_until");
      -- One term of office at a time: a renewal follows, it does not overlap.
      alter table "appointment" add constraint "appointment_terms_exclude"
        exclude using gist ("advisor_id" with =, daterange("office_from", "office_until") with &&);
      alter table "declared_interest" add constraint "declared_interest_dates_check" check ("held_until" is null or "held_from" < "held_until");
      create index "declared_interest_of_advisor" on "declared_interest" ("advisor_id", "enterprise_id");

      -- An adviser is in one place at a time; half-open, so that one slot may begin when another ends.
      alter table "slot" add constraint "slot_times_check" check ("starts_at" < "ends_at");
      alter table "slot" add constraint "slot_overlap_exclude"
        exclude using gist ("advisor_id" with =, tstzrange("starts_at", "ends_at") with &&);
      create index "slot_by_start" on "slot" ("starts_at", "id");

      -- A1: one slot, one consultation, whoever writes. Cancelled and declined ones let their slot go.
      create unique index "consultation_a1" on "consultation" ("slot_id") where "state" not in ('CANCELLED', 'DECLINED');
      -- A4: an integrity adviser is only ever asked under seal.
      alter table "consultation" add constraint "consultation_a4_check" check ("kind" <> 'INTEGRITY' or "confidentiality" = 'SEALED');
      alter table "consultation" add constraint "consultation_subject_check" check (num_nonnulls("worker_id", "enterprise_id") = 1);
      alter table "consultation" add constraint "consultation_slot_check" check ("slot_id" is null or "advisor_id" is not null);
      create index "consultation_of_worker" on "consultation" ("worker_id", "first_requested_at", "id") where "worker_id" is not null;
      create index "consultation_of_enterprise" on "consultation" ("enterprise_id", "first_requested_at", "id") where "enterprise_id" is not null;
      create index "consultation_of_author" on "consultation" ("author_id", "first_requested_at", "id");
      create index "consultation_of_advisor" on "consultation" ("advisor_id", "first_requested_at", "id");

      create index "advisor_of_community" on "advisor" ("community_id", "id");
      create index "advisor_of_chain" on "advisor" using gin ("chain_ids");
    `);
  }
}
