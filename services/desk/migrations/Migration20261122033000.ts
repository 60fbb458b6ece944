import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261122033000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "calendar_year" (
        "year" int primary key,
        "no" int not null,
        "week" jsonb not null,
        "exceptions" jsonb not null
      );

      create table "counter" (
        "id" text not null,
        "community_id" text not null,
        "no" text not null,
        primary key ("id")
      );

      create table "demand_pool" (
        "id" text not null,
        "community_id" text not null,
        "kind" text not null,
        "topic" text not null,
        "threshold" int not null,
        "opens_until" date not null,
        "state" text not null,
        "opened_at" timestamptz not null,
        "reached_at" timestamptz null,
        "fulfilled_at" timestamptz null,
        "fulfilled_by" text null,
        primary key ("id")
      );
      alter table "demand_pool" add constraint "demand_pool_kind_check" check ("kind" in ('TRANSPORT', 'TRAINING', 'PROGRAMME', 'OTHER'));
      alter table "demand_pool" add constraint "demand_pool_state_check" check ("state" in ('GATHERING', 'REACHED', 'FULFILLED', 'EXPIRED', 'CANCELLED'));

      create table "department" (
        "id" text not null,
        "code" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        primary key ("id")
      );

      create table "meeting" (
        "id" text not null,
        "community_id" text not null,
        "kind" text not null,
        "title_zh" text not null,
        "title_en" text not null,
        "starts_at" timestamptz not null,
        "place" text not null,
        "agenda" text[] not null,
        "attended_by" text[] not null,
        "state" text not null,
        "minutes" text null,
        primary key ("id")
      );
      alter table "meeting" add constraint "meeting_kind_check" check ("kind" in ('TEA_MEETING', 'WORKER_FORUM', 'DECISION_MEETING'));
      alter table "meeting" add constraint "meeting_state_check" check ("state" in ('PLANNED', 'WRITTEN_UP'));

      create table "officer" (
        "id" text not null,
        "department_id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "active" boolean not null default true,
        primary key ("id")
      );

      create table "pool_member" (
        "id" text not null,
        "pool_id" text not null,
        "enterprise_id" text not null,
        "headcount" int not null,
        "joined_at" timestamptz not null,
        "left_at" timestamptz null,
        primary key ("id")
      );

      create table "queue_ticket" (
        "id" text not null,
        "community_id" text not null,
        "no" text not null,
        "taken_on" date not null,
        "worker_id" text null,
        "state" text not null ,
        "taken_at" timestamptz not null,
        "called_at" timestamptz null,
        "counter_id" text null,
        primary key ("id")
      );
      alter table "queue_ticket" add constraint "queue_ticket_state_check" check ("state" in ('WAITING', 'CALLED', 'CLOSED'));

      create table "routing_rule" (
        "theme" text not null,
        "department_id" text not null,
        primary key ("theme")
      );
      alter table "routing_rule" add constraint "routing_rule_theme_check" check ("theme" in ('HOUSING', 'COMMUTING', 'SCHOOLING', 'MEDICAL', 'CULTURE_SPORT', 'MEALS', 'EMPLOYMENT', 'SOCIAL_INSURANCE', 'RESIDENCE', 'TALENT', 'TRAINING', 'PROJECTS', 'FINANCE', 'LAW', 'MARKET', 'OTHER'));

      create table "service_item" (
        "id" text not null,
        "code" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "theme" text not null,
        "kind" text not null,
        "audience" text not null,
        "department_id" text not null,
        "statutory_days" int not null,
        "promised_days" int not null,
        "channels" text[] not null,
        "materials" jsonb not null,
        primary key ("id")
      );
      alter table "service_item" add constraint "service_item_theme_check" check ("theme" in ('HOUSING', 'COMMUTING', 'SCHOOLING', 'MEDICAL', 'CULTURE_SPORT', 'MEALS', 'EMPLOYMENT', 'SOCIAL_INSURANCE', 'RESIDENCE', 'TALENT', 'TRAINING', 'PROJECTS', 'FINANCE', 'LAW', 'MARKET', 'OTHER'));
      alter table "service_item" add constraint "service_item_kind_check" check ("kind" in ('INSTANT', 'PROMISED', 'CONSULTATION'));
      alter table "service_item" add constraint "service_item_audience_check" check ("audience" in ('WORKER', 'ENTERPRISE', 'BOTH'));

      create table "case" (
        "id" text not null,
        "no" text not null,
        "kind" text not null,
        "theme" text not null,
        "item_id" text null,
        "subject" text not null,
        "details" text null,
        "community_id" text not null,
        "worker_id" text null,
        "enterprise_id" text null,
        "about_enterprise_id" text null,
        "filed_by" text not null,
        "mandate" text null,
        "assistance" text not null,
        "channel" text not null,
        "ticket_id" text null,
        "meeting_id" text null,
        "survey_round_id" text null,
        "linked_claim_id" text null,
        "linked_open" boolean not null default false,
        "state" text not null,
        "department_id" text null,
        "owner_id" text null,
        "received_at" timestamptz not null,
        "accept_by" timestamptz null,
        "accepted_at" timestamptz null,
        "limit_days" int not null,
        "statutory_days" int not null,
        "extension_days" int not null default 0,
        "extension_reason" text null,
        "pauses" jsonb not null,
        "due_at" timestamptz null,
        "remind_at" timestamptz null,
        "district_at" timestamptz null,
        "missing" text[] not null,
        "corrections" int not null default 0,
        "reroutes" int not null default 0,
        "outcome" text null,
        "answer" text null,
        "decided_at" timestamptz null,
        "delivered_at" timestamptz null,
        "closes_at" timestamptz null,
        "closed_at" timestamptz null,
        "rating" int null,
        "rating_comment" text null,
        "version" int not null default 1,
        primary key ("id")
      );
      alter table "case" add constraint "case_kind_check" check ("kind" in ('APPLICATION', 'SUGGESTION', 'CONSULTATION', 'COMPLAINT', 'HELP_REQUEST', 'COMMITMENT'));
      alter table "case" add constraint "case_theme_check" check ("theme" in ('HOUSING', 'COMMUTING', 'SCHOOLING', 'MEDICAL', 'CULTURE_SPORT', 'MEALS', 'EMPLOYMENT', 'SOCIAL_INSURANCE', 'RESIDENCE', 'TALENT', 'TRAINING', 'PROJECTS', 'FINANCE', 'LAW', 'MARKET', 'OTHER'));
      alter table "case" add constraint "case_assistance_check" check ("assistance" in ('SELF', 'GUIDED', 'AGENT'));
      alter table "case" add constraint "case_channel_check" check ("channel" in ('COUNTER', 'TERMINAL', 'ONLINE', 'PHONE', 'WECHAT', 'GRID', 'SURVEY', 'MEETING'));
      alter table "case" add constraint "case_state_check" check ("state" in ('SUBMITTED', 'CORRECTION', 'NOT_ACCEPTED', 'IN_PROGRESS', 'SUSPENDED', 'DECIDED', 'DELIVERED', 'CLOSED', 'WITHDRAWN', 'RESOLVED_ON_SPOT'));
      alter table "case" add constraint "case_outcome_check" check ("outcome" in ('GRANTED', 'REFUSED', 'ANSWERED', 'DONE'));

      create table "notice" (
        "id" text not null,
        "person_id" text not null,
        "kind" text not null,
        "case_id" text not null,
        "written_at" timestamptz not null,
        "read_at" timestamptz null,
        primary key ("id")
      );
      alter table "notice" add constraint "notice_kind_check" check ("kind" in ('CASE_MOVED', 'CASE_ASSIGNED', 'LIMIT_RUNS_OUT', 'LIMIT_BREACHED', 'DUE_DATE_MOVED'));

      create table "escalation" (
        "case_id" text not null,
        "level" text not null,
        "accepted_at" timestamptz not null,
        "due_at" timestamptz not null,
        "told_at" timestamptz not null,
        primary key ("case_id",
        "level",
        "accepted_at")
      );
      alter table "escalation" add constraint "escalation_level_check" check ("level" in ('OWNER', 'COMMUNITY', 'DISTRICT'));

      create table "case_step" (
        "id" text not null,
        "case_id" text not null,
        "action" text not null,
        "done_at" timestamptz not null,
        "actor" text null,
        "state_before" text null,
        "state_after" text not null,
        "note" text null,
        primary key ("id")
      );
      alter table "case_step" add constraint "case_step_action_check" check ("action" in ('SUBMIT', 'ACCEPT', 'ACCEPT_BY_SILENCE', 'REQUEST_CORRECTION', 'RESUBMIT', 'NOT_ACCEPT', 'ROUTE', 'REASSIGN', 'SUSPEND', 'RESUME', 'EXTEND', 'RESCHEDULE', 'DECIDE', 'DELIVER', 'RESOLVE_ON_SPOT', 'WITHDRAW', 'RATE', 'CLOSE', 'REOPEN'));
      alter table "case_step" add constraint "case_step_state_before_check" check ("state_before" in ('SUBMITTED', 'CORRECTION', 'NOT_ACCEPTED', 'IN_PROGRESS', 'SUSPENDED', 'DECIDED', 'DELIVERED', 'CLOSED', 'WITHDRAWN', 'RESOLVED_ON_SPOT'));
      alter table "case_step" add constraint "case_step_state_after_check" check ("state_after" in ('SUBMITTED', 'CORRECTION', 'NOT_ACCEPTED', 'IN_PROGRESS', 'SUSPENDED', 'DECIDED', 'DELIVERED', 'CLOSED', 'WITHDRAWN', 'RESOLVED_ON_SPOT'));

      create table "service_list" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "community_id" text not null,
        primary key ("id")
      );

      create table "service_list_entry" (
        "list_id" text not null,
        "item_id" text not null,
        "position" int not null,
        primary key ("list_id",
        "item_id")
      );

      create table "survey_round" (
        "id" text not null,
        "community_id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "held_from" date not null,
        "held_to" date not null,
        "visited_enterprises" int not null default 0,
        primary key ("id")
      );

      create table "terminal" (
        "id" text not null,
        "community_id" text not null,
        "place_zh" text not null,
        "place_en" text not null,
        "latitude" double precision not null,
        "longitude" double precision not null,
        "state" text not null,
        primary key ("id")
      );
      alter table "terminal" add constraint "terminal_state_check" check ("state" in ('ONLINE', 'OFFLINE'));

      alter table "officer" add constraint "officer_department_id_foreign" foreign key ("department_id") references "department" ("id");

      alter table "pool_member" add constraint "pool_member_pool_id_foreign" foreign key ("pool_id") references "demand_pool" ("id");

      alter table "queue_ticket" add constraint "queue_ticket_counter_id_foreign" foreign key ("counter_id") references "counter" ("id") on delete set null;

      alter table "routing_rule" add constraint "routing_rule_department_id_foreign" foreign key ("department_id") references "department" ("id");

      alter table "service_item" add constraint "service_item_department_id_foreign" foreign key ("department_id") references "department" ("id");

      alter table "case" add constraint "case_item_id_foreign" foreign key ("item_id") references "service_item" ("id") on delete set null;
      alter table "case" add constraint "case_department_id_foreign" foreign key ("department_id") references "department" ("id") on delete set null;

      alter table "notice" add constraint "notice_case_id_foreign" foreign key ("case_id") references "case" ("id");

      alter table "escalation" add constraint "escalation_case_id_foreign" foreign key ("case_id") references "case" ("id");

      alter table "case_step" add constraint "case_step_case_id_foreign" foreign key ("case_id") references "case" ("id");

      alter table "service_list_entry" add constraint "service_list_entry_list_id_foreign" foreign key ("list_id") references "service_list" ("id") on update cascade on delete cascade;
      alter table "service_list_entry" add constraint "service_list_entry_item_id_foreign" foreign key ("item_id") references "service_item" ("id") on update cascade on delete cascade;
    `);
  }
}
