import { Migration } from '@mikro-orm/migrations';

/** Titles: what each asks for, version by version, experts and their sessions, sealed votes, publicity and objections. */
export class Migration20261122063001 extends Migration {
  override up(): void {
    this.addSql(`
      create extension if not exists btree_gist;

      create table "known_calendar_year" (
        "year" int primary key,
        "no" int not null,
        "week" jsonb not null,
        "exceptions" jsonb not null
      );

      create function "training_schooling_rank"("schooling" text) returns int language sql immutable
        return array_position(array['NONE', 'MIDDLE_SCHOOL', 'SECONDARY', 'JUNIOR_COLLEGE', 'BACHELOR', 'MASTER'], "schooling");

      create table "title_scheme" (
        "id" text not null primary key,
        "code" text not null unique,
        "title_zh" text not null,
        "title_en" text not null,
        "grade" text not null,
        "issuer_id" text not null references "provider" ("id"),
        constraint "title_scheme_grade_check" check ("grade" in ('TECHNICIAN', 'ASSISTANT', 'INTERMEDIATE', 'ASSOCIATE_SENIOR', 'SENIOR'))
      );

      create table "title_rule" (
        "id" text not null primary key,
        "scheme_id" text not null references "title_scheme" ("id"),
        "version" int not null,
        "valid_from" date not null,
        "valid_until" date null,
        "schooling" text not null,
        "related_major" boolean not null,
        "years_of_service" int not null,
        "evidence_count" int not null,
        "green_waives" text[] not null,
        "panel_size" int not null,
        "quorum_numerator" int not null,
        "quorum_denominator" int not null,
        "pass_numerator" int not null,
        "pass_denominator" int not null,
        "publicity_working_days" int not null,
        "source_zh" text not null,
        "source_en" text not null,
        constraint "title_rule_version" unique ("scheme_id", "version"),
        constraint "title_rule_in_turn" exclude using gist ("scheme_id" with =, daterange("valid_from", "valid_until") with &&),
        constraint "title_rule_counts_check" check ("training_schooling_rank"("schooling") is not null
          and "years_of_service" >= 0 and "evidence_count" >= 0 and "panel_size" > 0 and "publicity_working_days" >= 0
          and "quorum_numerator" between 1 and "quorum_denominator" and "pass_numerator" between 1 and "pass_denominator"
          and "green_waives" <@ array['EDUCATION'::text, 'MAJOR'::text])
      );

      create table "expert" (
        "id" text not null primary key,
        "person_id" text not null unique,
        "organisation_zh" text not null,
        "organisation_en" text not null,
        "enterprise_id" text null,
        "retired_on" date null
      );
      alter table "panel_member" add column "expert_id" text null references "expert" ("id");
      insert into "expert" ("id", "person_id", "organisation_zh", "organisation_en", "enterprise_id")
        select 'exp_' || substr("id", 5), 'acc_' || substr("id", 5), "organisation_zh", "organisation_en", "enterprise_id" from "panel_member";
      update "panel_member" set "expert_id" = 'exp_' || substr("id", 5);
      alter table "panel_member" alter column "expert_id" set not null;
      alter table "panel_member" alter column "organisation_zh" drop not null;
      alter table "panel_member" alter column "organisation_en" drop not null;
      create unique index "panel_member_once" on "panel_member" ("panel_id", "expert_id");
      create index "panel_member_of_expert" on "panel_member" ("expert_id");

      create table "panel_session" (
        "id" text not null primary key,
        "panel_id" text not null references "expert_panel" ("id"),
        "rule_id" text not null references "title_rule" ("id"),
        "state" text not null,
        "quorum" int not null,
        "pass_numerator" int not null,
        "pass_denominator" int not null,
        "seal_key" text not null,
        "opened_at" timestamptz not null,
        "opened_by" text not null,
        "closed_at" timestamptz null,
        "closed_by" text null,
        constraint "panel_session_state_check" check ("state" in ('OPEN', 'CLOSED', 'VOID')),
        constraint "panel_session_closed_check" check (("state" = 'OPEN') = ("closed_at" is null) and ("closed_at" is null) = ("closed_by" is null)),
        constraint "panel_session_t3_check" check ("quorum" > 0 and "pass_numerator" between 1 and "pass_denominator")
      );
      create index "panel_session_of_panel" on "panel_session" ("panel_id", "opened_at", "id");

      alter table "title_evaluation" add column "scheme_id" text null references "title_scheme" ("id");
      alter table "title_evaluation" add column "rule_id" text null references "title_rule" ("id");
      alter table "title_evaluation" add column "session_id" text null references "panel_session" ("id");
      alter table "title_evaluation" add column "candidate_zh" text null;
      alter table "title_evaluation" add column "candidate_en" text null;
      alter table "title_evaluation" add column "enterprise_id" text null;
      alter table "title_evaluation" add column "schooling" text null;
      alter table "title_evaluation" add column "related_major" boolean null;
      alter table "title_evaluation" add column "evidence_items" jsonb not null default '[]';
      alter table "title_evaluation" add column "requirements" jsonb not null default '[]';
      alter table "title_evaluation" add column "required_schooling" text null;
      alter table "title_evaluation" add column "required_major" boolean null;
      alter table "title_evaluation" add column "required_years" int null;
      alter table "title_evaluation" add column "required_evidence" int null;
      alter table "title_evaluation" add column "rejected_because" text null;
      alter table "title_evaluation" add column "present" int null;
      alter table "title_evaluation" add column "agreed" int null;
      alter table "title_evaluation" add column "publicised_on" date null;
      alter table "title_evaluation" add column "publicity_until" date null;
      alter table "title_evaluation" add column "conferred_on" date null;
      alter table "title_evaluation" add column "revision" int not null default 1;
      alter table "title_evaluation" drop constraint "title_evaluation_state_check";
      alter table "title_evaluation" add constraint "title_evaluation_state_check" check ("state" in
        ('SUBMITTED', 'REJECTED', 'SCREENED', 'PANEL', 'PASSED', 'FAILED', 'PUBLICISED', 'CONFERRED', 'OBJECTED'));

      -- T4: whoever writes it, a candidate has what the rule asks for, but for the schooling or the major that the
      -- green channel waives by name. Years of service and evidence have no waiver to name.
      alter table "title_evaluation" add constraint "title_evaluation_t4_demands_check" check ("scheme_id" is null or coalesce(
        "years_of_service" >= "required_years" and jsonb_array_length("evidence_items") >= "required_evidence"
        and ("training_schooling_rank"("schooling") >= "training_schooling_rank"("required_schooling") or 'EDUCATION' = any("waivers"))
        and ("related_major" or not "required_major" or 'MAJOR' = any("waivers")), false));
      alter table "title_evaluation" add constraint "title_evaluation_tally_check" check (("present" is null) = ("agreed" is null) and "agreed" between 0 and "present");
      alter table "title_evaluation" add constraint "title_evaluation_publicity_check" check (("publicised_on" is null) = ("publicity_until" is null));
      alter table "title_evaluation" add constraint "title_evaluation_conferred_after_check" check ("scheme_id" is null or "state" <> 'CONFERRED' or
        coalesce("publicity_until" < "conferred_on", false));
      alter table "title_evaluation" add constraint "title_evaluation_sessions_check" check ("state" <> 'PANEL' or "scheme_id" is null or "session_id" is not null);
      create unique index "title_evaluation_under_way" on "title_evaluation" ("worker_id", "scheme_id")
        where "state" not in ('REJECTED', 'FAILED', 'CONFERRED');
      create index "title_evaluation_of_session" on "title_evaluation" ("session_id");
      create index "title_evaluation_publicised" on "title_evaluation" ("publicised_on", "id") where "state" in ('PUBLICISED', 'OBJECTED');
      create index "title_evaluation_in_state" on "title_evaluation" ("state", "submitted_on", "id");
      alter table "credential" add column "evaluation_id" text null references "title_evaluation" ("id");
      create unique index "credential_t5_evaluation" on "credential" ("evaluation_id");

      create table "panel_recusal" (
        "id" text not null primary key,
        "session_id" text not null references "panel_session" ("id"),
        "evaluation_id" text not null references "title_evaluation" ("id"),
        "expert_id" text not null references "expert" ("id"),
        "reason" text not null,
        "declared_at" timestamptz not null,
        constraint "panel_recusal_once" unique ("evaluation_id", "session_id", "expert_id"),
        constraint "panel_recusal_reason_check" check ("reason" in ('KINSHIP', 'OTHER'))
      );

      create table "panel_vote" (
        "id" text not null primary key,
        "session_id" text not null references "panel_session" ("id"),
        "evaluation_id" text not null references "title_evaluation" ("id"),
        "expert_id" text not null references "expert" ("id"),
        "sealed" text not null,
        "cast_at" timestamptz not null
      );
      create unique index "panel_vote_t3_once" on "panel_vote" ("evaluation_id", "session_id", "expert_id");

      -- T3: the last word on who may vote on whom, and until when, whoever writes. The session's row is held, so that a
      -- vote and the closing of its session come one after the other.
      create function "training_judge_vote"() returns trigger language plpgsql as $$
      declare
        "of" record;
        "voter" record;
        "day" date := (new."cast_at" at time zone 'Asia/Shanghai')::date;
      begin
        if tg_op = 'UPDATE' then
          raise exception 'a vote is not changed' using errcode = 'check_violation', constraint = 'panel_vote_t3_final';
        end if;
        perform 1 from "panel_session" where "id" = new."session_id" and "state" = 'OPEN' for update;
        if not found then
          raise exception 'the session is not open' using errcode = 'check_violation', constraint = 'panel_vote_t3_open';
        end if;
        select "worker_id", "enterprise_id" into "of" from "title_evaluation"
         where "id" = new."evaluation_id" and "session_id" = new."session_id" and "state" = 'PANEL';
        if not found then
          raise exception 'not before this session' using errcode = 'check_violation', constraint = 'panel_vote_t3_candidate';
        end if;
        select "e"."person_id", "e"."enterprise_id" into "voter" from "expert" "e"
          join "panel_member" "m" on "m"."expert_id" = "e"."id"
          join "panel_session" "s" on "s"."panel_id" = "m"."panel_id"
         where "e"."id" = new."expert_id" and "s"."id" = new."session_id";
        if not found then
          raise exception 'not a member of the panel' using errcode = 'check_violation', constraint = 'panel_vote_t3_member';
        end if;
        if "voter"."person_id" = "of"."worker_id"
          or exists (select 1 from "panel_recusal" "r" where "r"."evaluation_id" = new."evaluation_id"
                      and "r"."session_id" = new."session_id" and "r"."expert_id" = new."expert_id")
          or exists (
            (select "voter"."enterprise_id" where "voter"."enterprise_id" is not null
             union select "k"."enterprise_id" from "known_employment" "k" where "k"."worker_id" = "voter"."person_id"
               and "k"."employed_from" <= "day" and ("k"."employed_until" is null or "day" < "k"."employed_until"))
            intersect
            (select "of"."enterprise_id" where "of"."enterprise_id" is not null
             union select "k"."enterprise_id" from "known_employment" "k" where "k"."worker_id" = "of"."worker_id"
               and "k"."employed_from" <= "day" and ("k"."employed_until" is null or "day" < "k"."employed_until")))
        then
          raise exception 'not on this candidate' using errcode = 'check_violation', constraint = 'panel_vote_t3_recused';
        end if;
        return new;
      end $$;
      create trigger "panel_vote_judged" before insert or update on "panel_vote"
        for each row execute function "training_judge_vote"();

      create table "title_objection" (
        "id" text not null primary key,
        "evaluation_id" text not null references "title_evaluation" ("id"),
        "objector_id" text not null,
        "reason" text not null,
        "raised_at" timestamptz not null,
        "upheld" boolean null,
        "answer" text null,
        "decided_at" timestamptz null,
        constraint "title_objection_decided_check" check (("upheld" is null) = ("decided_at" is null) and ("upheld" is null) = ("answer" is null))
      );
      create unique index "title_objection_open" on "title_objection" ("evaluation_id", "objector_id") where "decided_at" is null;
    `);
  }
}
