import { Migration } from '@mikro-orm/migrations';

/** What a consultation needs from its request to its end: who was asked and why, limits, visits, follow-ups, notices. */
export class Migration20261122060700 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "consultation"
        add column "community_id" text null,
        add column "chain_ids" text[] not null default '{}',
        add column "facts_known" boolean not null default true,
        add column "subject" text null,
        add column "wanted_mode" text null,
        add column "wanted_slot_id" text null,
        add column "assigned_on" date null,
        add column "assign_by" timestamptz null,
        add column "accept_by" timestamptz null,
        add column "contact_by" timestamptz null,
        add column "answer_by" timestamptz null,
        add column "answered_at" timestamptz null,
        add column "closed_at" timestamptz null,
        add column "rating" int null,
        add column "rating_comment" text null,
        add column "version" int not null default 1;
      update "consultation" c set
        "community_id" = a."community_id",
        "assigned_on" = coalesce(
          (select (s."starts_at" at time zone 'Asia/Shanghai')::date from "slot" s where s."id" = c."slot_id"),
          (c."first_requested_at" at time zone 'Asia/Shanghai')::date)
        from "advisor" a where a."id" = c."advisor_id";
      alter table "consultation" add constraint "consultation_wanted_mode_check" check ("wanted_mode" in ('VISIT', 'OFFICE', 'ONLINE_24H'));
      alter table "consultation" add constraint "consultation_rating_check" check ("rating" between 1 and 5);

      create table "assignment" (
        "id" text not null,
        "consultation_id" text not null,
        "advisor_id" text not null,
        "assigned_at" timestamptz not null,
        "why" text[] not null,
        "considered" int not null,
        "ended_at" timestamptz null,
        "ending" text null,
        "reason" text null,
        primary key ("id")
      );
      alter table "assignment" add constraint "assignment_ending_check" check ("ending" in ('DECLINED', 'SILENT', 'RELEASED'));

      insert into "assignment" ("id", "consultation_id", "advisor_id", "assigned_at", "why", "considered")
        select 'asg_' || substr("id", 5), "id", "advisor_id", "first_requested_at", '{CHOSEN}', 1
          from "consultation" where "advisor_id" is not null;

      create table "consultation_step" (
        "id" text not null,
        "consultation_id" text not null,
        "action" text not null,
        "done_at" timestamptz not null,
        "actor" text null,
        "state_before" text null,
        "state_after" text not null,
        "note" text null,
        primary key ("id")
      );
      alter table "consultation_step" add constraint "consultation_step_action_check" check ("action" in ('REQUEST', 'ASSIGN', 'ACCEPT', 'DECLINE', 'FALL_SILENT', 'RELEASE', 'ASK_NEXT', 'PLAN_VISIT', 'MEET', 'ANSWER', 'FOLLOW_UP', 'CLOSE', 'CANCEL'));
      alter table "consultation_step" add constraint "consultation_step_state_before_check" check ("state_before" in ('REQUESTED', 'ASSIGNED', 'ACCEPTED', 'DECLINED', 'MET', 'ANSWERED', 'FOLLOWED_UP', 'CLOSED', 'CANCELLED'));
      alter table "consultation_step" add constraint "consultation_step_state_after_check" check ("state_after" in ('REQUESTED', 'ASSIGNED', 'ACCEPTED', 'DECLINED', 'MET', 'ANSWERED', 'FOLLOWED_UP', 'CLOSED', 'CANCELLED'));

      create table "visit" (
        "id" text not null,
        "consultation_id" text not null,
        "advisor_id" text not null,
        "planned_for" timestamptz null,
        "mode" text not null,
        "made_at" timestamptz null,
        "called_off_at" timestamptz null,
        "note" text null,
        "shared" boolean not null default false,
        primary key ("id")
      );
      alter table "visit" add constraint "visit_mode_check" check ("mode" in ('VISIT', 'OFFICE', 'ONLINE_24H'));

      create table "follow_up" (
        "id" text not null,
        "consultation_id" text not null,
        "due_on" date not null,
        "due_at" timestamptz not null,
        "done_at" timestamptz null,
        "result" text null,
        "note" text null,
        primary key ("id")
      );
      alter table "follow_up" add constraint "follow_up_result_check" check ("result" in ('SETTLED', 'PARTLY', 'UNSETTLED'));

      create table "advice_source" (
        "code" text not null,
        "kind" text not null,
        "title_zh" text not null,
        "title_en" text not null,
        "issuer_zh" text not null,
        "issuer_en" text not null,
        "valid_from" date not null,
        "valid_until" date null,
        primary key ("code")
      );
      alter table "advice_source" add constraint "advice_source_kind_check" check ("kind" in ('POLICY', 'FINANCE_PRODUCT'));

      create table "advisor_notice" (
        "id" text not null,
        "person_id" text not null,
        "kind" text not null,
        "consultation_id" text not null,
        "written_at" timestamptz not null,
        "read_at" timestamptz null,
        primary key ("id")
      );
      alter table "advisor_notice" add constraint "advisor_notice_kind_check" check ("kind" in ('ASKED', 'MOVED', 'OVERDUE', 'FOLLOW_UP_DUE', 'NOBODY_LEFT'));

      create table "consultation_escalation" (
        "consultation_id" text not null,
        "limit" text not null,
        "due_at" timestamptz not null,
        "told_at" timestamptz not null,
        primary key ("consultation_id", "limit", "due_at")
      );
      alter table "consultation_escalation" add constraint "consultation_escalation_limit_check" check ("limit" in ('ASSIGN', 'CONTACT', 'ANSWER', 'FOLLOW_UP'));

      create table "known_calendar_year" (
        "year" int not null,
        "no" int not null,
        "week" jsonb not null,
        "exceptions" jsonb not null,
        primary key ("year")
      );

      alter table "assignment" add constraint "assignment_consultation_id_foreign" foreign key ("consultation_id") references "consultation" ("id");
      alter table "assignment" add constraint "assignment_advisor_id_foreign" foreign key ("advisor_id") references "advisor" ("id");
      alter table "consultation_step" add constraint "consultation_step_consultation_id_foreign" foreign key ("consultation_id") references "consultation" ("id");
      alter table "visit" add constraint "visit_consultation_id_foreign" foreign key ("consultation_id") references "consultation" ("id");
      alter table "visit" add constraint "visit_advisor_id_foreign" foreign key ("advisor_id") references "advisor" ("id");
      alter table "follow_up" add constraint "follow_up_consultation_id_foreign" foreign key ("consultation_id") references "consultation" ("id");
      alter table "advisor_notice" add constraint "advisor_notice_consultation_id_foreign" foreign key ("consultation_id") references "consultation" ("id");
      alter table "consultation_escalation" add constraint "consultation_escalation_consultation_id_foreign" foreign key ("consultation_id") references "consultation" ("id");
    `);
  }
}
