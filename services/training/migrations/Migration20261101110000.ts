import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101110000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "course" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "theme" text not null,
        "prerequisite_level" text null,
        "awards" text null,
        primary key ("id")
      );
      alter table "course" add constraint "course_kind_check" check ("kind" in ('COMMISSIONED', 'CATALOGUE', 'DEGREE', 'SESSION'));
      alter table "course" add constraint "course_theme_check" check ("theme" in ('MANAGEMENT', 'TALENT', 'POLICY', 'FINANCE', 'QUALITY', 'MANUFACTURING', 'ENGINEERING', 'TRADE_SKILL'));
      alter table "course" add constraint "course_prerequisite_level_check" check ("prerequisite_level" in ('APPRENTICE', 'LEVEL_5', 'LEVEL_4', 'LEVEL_3', 'LEVEL_2', 'LEVEL_1', 'SPECIAL_TECHNICIAN', 'CHIEF_TECHNICIAN'));
      alter table "course" add constraint "course_awards_check" check ("awards" in ('SKILL_LEVEL', 'TITLE', 'CERTIFICATE', 'DIPLOMA'));

      create table "expert_panel" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "size" int not null,
        "quorum" int not null,
        "pass_numerator" int not null,
        "pass_denominator" int not null,
        "term_from" date not null,
        "term_until" date not null,
        primary key ("id")
      );

      create table "known_employment" (
        "id" text not null,
        "worker_id" text not null,
        "enterprise_id" text not null,
        "primary" boolean not null,
        "employed_from" date not null,
        "employed_until" date null,
        primary key ("id")
      );

      create table "panel_member" (
        "id" text not null,
        "panel_id" text not null,
        "organisation_zh" text not null,
        "organisation_en" text not null,
        "enterprise_id" text null,
        primary key ("id")
      );

      create table "provider" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "community_id" text null,
        primary key ("id")
      );
      alter table "provider" add constraint "provider_kind_check" check ("kind" in ('TALENT_PLATFORM', 'SKILLS_CENTRE', 'UNIVERSITY', 'COMMUNITY', 'AUTHORITY'));

      create table "credential" (
        "id" text not null,
        "worker_id" text not null,
        "holder_zh" text not null,
        "holder_en" text not null,
        "kind" text not null,
        "subject_zh" text not null,
        "subject_en" text not null,
        "level" text null,
        "grade" text null,
        "rank" int null,
        "issuer_id" text not null,
        "enrolment_id" text null,
        "issued_on" date not null,
        "valid_until" date null,
        "suspended_on" date null,
        "revoked_on" date null,
        "revision" int not null default 1,
        primary key ("id")
      );
      alter table "credential" add constraint "credential_kind_check" check ("kind" in ('SKILL_LEVEL', 'TITLE', 'CERTIFICATE', 'DIPLOMA'));
      alter table "credential" add constraint "credential_level_check" check ("level" in ('APPRENTICE', 'LEVEL_5', 'LEVEL_4', 'LEVEL_3', 'LEVEL_2', 'LEVEL_1', 'SPECIAL_TECHNICIAN', 'CHIEF_TECHNICIAN'));
      alter table "credential" add constraint "credential_grade_check" check ("grade" in ('TECHNICIAN', 'ASSISTANT', 'INTERMEDIATE', 'ASSOCIATE_SENIOR', 'SENIOR'));

      create table "course_instance" (
        "id" text not null,
        "course_id" text not null,
        "provider_id" text not null,
        "community_id" text not null,
        "instructor_zh" text null,
        "instructor_en" text null,
        "requested_by_ids" text[] not null,
        "mode" text not null,
        "capacity" int not null,
        "seated" int not null default 0,
        "waiting" int not null default 0,
        "minimum" int not null,
        "quota_per_enterprise" int null,
        "price_fen" bigint not null,
        "price_currency" text not null default 'CNY',
        "enrol_from" timestamptz not null,
        "cutoff_at" timestamptz not null,
        "starts_at" timestamptz not null,
        "ends_at" timestamptz not null,
        "cancelled_at" timestamptz null,
        primary key ("id")
      );
      alter table "course_instance" add constraint "course_instance_mode_check" check ("mode" in ('ONSITE', 'ONLINE', 'BLENDED'));

      create table "enrolment" (
        "id" text not null,
        "worker_id" text not null,
        "instance_id" text not null,
        "enterprise_id" text null,
        "state" text not null,
        "wait_number" int null,
        "wait_reason" text null,
        "enrolled_at" timestamptz not null,
        "revision" int not null default 1,
        primary key ("id")
      );
      alter table "enrolment" add constraint "enrolment_state_check" check ("state" in ('SEATED', 'WAITLISTED', 'ATTENDED', 'COMPLETED', 'NO_SHOW', 'WITHDRAWN'));
      alter table "enrolment" add constraint "enrolment_wait_reason_check" check ("wait_reason" in ('FULL', 'ENTERPRISE_QUOTA'));

      create table "cohort" (
        "id" text not null,
        "field_zh" text not null,
        "field_en" text not null,
        "students" int not null,
        "community_id" text not null,
        "provider_id" text null,
        "employer_ids" text[] null,
        "trained_from" date null,
        "trained_until" date null,
        primary key ("id")
      );

      create table "skill_leader_appointment" (
        "id" text not null,
        "kind" text not null,
        "worker_id" text not null,
        "enterprise_id" text not null,
        "post_zh" text not null,
        "post_en" text not null,
        "term_from" date not null,
        "term_until" date null,
        primary key ("id")
      );
      alter table "skill_leader_appointment" add constraint "skill_leader_appointment_kind_check" check ("kind" in ('CHIEF_TECHNICIAN', 'SPECIAL_TECHNICIAN'));

      create table "title_evaluation" (
        "id" text not null,
        "worker_id" text not null,
        "title_zh" text not null,
        "title_en" text not null,
        "grade" text not null,
        "route" text not null,
        "waivers" text[] not null,
        "years_of_service" int not null,
        "evidence_zh" text not null,
        "evidence_en" text not null,
        "panel_id" text null,
        "credential_id" text null,
        "state" text not null,
        "submitted_on" date not null,
        "decided_on" date null,
        primary key ("id")
      );
      alter table "title_evaluation" add constraint "title_evaluation_grade_check" check ("grade" in ('TECHNICIAN', 'ASSISTANT', 'INTERMEDIATE', 'ASSOCIATE_SENIOR', 'SENIOR'));
      alter table "title_evaluation" add constraint "title_evaluation_route_check" check ("route" in ('REGULAR', 'GREEN_CHANNEL'));
      alter table "title_evaluation" add constraint "title_evaluation_waivers_check" check ("waivers" <@ array['EDUCATION'::text, 'MAJOR'::text]);
      alter table "title_evaluation" add constraint "title_evaluation_state_check" check ("state" in ('SUBMITTED', 'SCREENED', 'PANEL', 'PASSED', 'FAILED', 'PUBLICISED', 'CONFERRED', 'OBJECTED'));

      alter table "panel_member" add constraint "panel_member_panel_id_foreign" foreign key ("panel_id") references "expert_panel" ("id");

      alter table "credential" add constraint "credential_issuer_id_foreign" foreign key ("issuer_id") references "provider" ("id");

      alter table "course_instance" add constraint "course_instance_course_id_foreign" foreign key ("course_id") references "course" ("id");
      alter table "course_instance" add constraint "course_instance_provider_id_foreign" foreign key ("provider_id") references "provider" ("id");

      alter table "enrolment" add constraint "enrolment_instance_id_foreign" foreign key ("instance_id") references "course_instance" ("id");

      alter table "cohort" add constraint "cohort_provider_id_foreign" foreign key ("provider_id") references "provider" ("id");

      alter table "title_evaluation" add constraint "title_evaluation_panel_id_foreign" foreign key ("panel_id") references "expert_panel" ("id");
      alter table "title_evaluation" add constraint "title_evaluation_credential_id_foreign" foreign key ("credential_id") references "credential" ("id");

      -- T1: which states hold a seat is said once, for every constraint and count.
      create function "training_holds_seat"("state" text) returns boolean language sql immutable
        return "state" in ('SEATED', 'ATTENDED', 'COMPLETED', 'NO_SHOW');

      alter table "course_instance" add constraint "course_instance_t1_check" check ("seated" between 0 and "capacity");
      alter table "course_instance" add constraint "course_instance_waiting_check" check ("waiting" >= 0);
      alter table "course_instance" add constraint "course_instance_capacity_check" check ("capacity" > 0 and "minimum" between 0 and "capacity");
      alter table "course_instance" add constraint "course_instance_quota_check" check ("quota_per_enterprise" > 0);
      alter table "course_instance" add constraint "course_instance_times_check" check ("enrol_from" < "cutoff_at" and "cutoff_at" <= "starts_at" and "starts_at" < "ends_at");
      create index "course_instance_by_start" on "course_instance" ("starts_at", "id");
      create index "course_instance_of_community" on "course_instance" ("community_id", "starts_at", "id");
      create index "course_instance_of_course" on "course_instance" ("course_id", "starts_at", "id");
      create index "course_instance_of_provider" on "course_instance" ("provider_id", "starts_at", "id");

      create unique index "enrolment_t1_live" on "enrolment" ("worker_id", "instance_id") where "state" <> 'WITHDRAWN';
      create unique index "enrolment_t1_wait_number" on "enrolment" ("instance_id", "wait_number");
      alter table "enrolment" add constraint "enrolment_waits_check" check ("state" <> 'WAITLISTED' or "wait_number" is not null);
      alter table "enrolment" add constraint "enrolment_wait_check" check (("wait_number" is null) = ("wait_reason" is null) and "wait_number" > 0);
      create index "enrolment_of_worker" on "enrolment" ("worker_id", "enrolled_at", "id");
      create index "enrolment_of_instance" on "enrolment" ("instance_id", "enrolled_at", "id");
      create index "enrolment_of_enterprise" on "enrolment" ("enterprise_id", "instance_id");

      -- T1: seats are counted from the enrolments themselves, by whoever writes them; the sitting's row is locked by the
      -- count, so that the quota is judged on what others have committed.
      create function "training_count_seats"() returns trigger language plpgsql as $$
      declare
        "quota" int;
      begin
        if tg_op = 'UPDATE' and new."instance_id" <> old."instance_id" then
          raise exception 'an enrolment stays with its sitting' using errcode = 'check_violation', constraint = 'enrolment_instance_stays';
        end if;
        update "course_instance"
           set "seated" = "seated" + coalesce("training_holds_seat"(new."state"), false)::int - coalesce("training_holds_seat"(old."state"), false)::int,
               "waiting" = "waiting" + coalesce(new."state" = 'WAITLISTED', false)::int - coalesce(old."state" = 'WAITLISTED', false)::int
         where "id" = coalesce(new."instance_id", old."instance_id")
         returning "quota_per_enterprise" into "quota";
        if "training_holds_seat"(new."state") and "quota" < (
          select count(*) from "enrolment" "e"
           where "e"."instance_id" = new."instance_id" and "e"."enterprise_id" = new."enterprise_id" and "training_holds_seat"("e"."state")
        ) then
          raise exception 'more seats than the quota of one enterprise' using errcode = 'check_violation', constraint = 'enrolment_t1_quota';
        end if;
        return null;
      end $$;
      create trigger "enrolment_count_seats" after insert or delete or update of "state", "enterprise_id", "instance_id" on "enrolment"
        for each row execute function "training_count_seats"();

      -- A rank is never written by hand: it is the level's or the grade's.
      alter table "credential" add constraint "credential_rank_check" check ("rank" is not distinct from coalesce(
        array_position(array['APPRENTICE', 'LEVEL_5', 'LEVEL_4', 'LEVEL_3', 'LEVEL_2', 'LEVEL_1', 'SPECIAL_TECHNICIAN', 'CHIEF_TECHNICIAN'], "level") - 1,
        array_position(array['TECHNICIAN', 'ASSISTANT', 'INTERMEDIATE', 'ASSOCIATE_SENIOR', 'SENIOR'], "grade") + 1));
      alter table "credential" add constraint "credential_shape_check" check (("kind" = 'SKILL_LEVEL') = ("level" is not null) and ("kind" = 'TITLE') = ("grade" is not null));
      alter table "credential" add constraint "credential_dates_check" check ("issued_on" < "valid_until");
      alter table "credential" add constraint "credential_enrolment_id_foreign" foreign key ("enrolment_id") references "enrolment" ("id");
      create unique index "credential_t5_enrolment" on "credential" ("enrolment_id");
      create index "credential_of_worker" on "credential" ("worker_id", "issued_on", "id");

      -- T4: nothing is waived on the regular route.
      alter table "title_evaluation" add constraint "title_evaluation_t4_check" check ("route" = 'GREEN_CHANNEL' or cardinality("waivers") = 0);
      alter table "title_evaluation" add constraint "title_evaluation_conferred_check" check (("state" = 'CONFERRED') = ("credential_id" is not null));
      alter table "title_evaluation" add constraint "title_evaluation_years_check" check ("years_of_service" >= 0);
      create unique index "title_evaluation_credential" on "title_evaluation" ("credential_id");
      create index "title_evaluation_of_worker" on "title_evaluation" ("worker_id", "submitted_on", "id");

      alter table "expert_panel" add constraint "expert_panel_t3_check" check ("quorum" between 1 and "size" and "pass_numerator" between 1 and "pass_denominator");
      alter table "expert_panel" add constraint "expert_panel_term_check" check ("term_from" < "term_until");
      create index "panel_member_of_panel" on "panel_member" ("panel_id");

      alter table "skill_leader_appointment" add constraint "skill_leader_appointment_term_check" check ("term_from" < "term_until");
      create index "skill_leader_appointment_of_worker" on "skill_leader_appointment" ("worker_id", "term_from", "id");
      create index "skill_leader_appointment_of_enterprise" on "skill_leader_appointment" ("enterprise_id", "term_from", "id");

      alter table "cohort" add constraint "cohort_students_check" check ("students" > 0);
      create index "cohort_of_community" on "cohort" ("community_id", "id");
      create index "known_employment_of_worker" on "known_employment" ("worker_id");
      create index "provider_of_community" on "provider" ("community_id");
    `);
  }
}
