import { Migration } from '@mikro-orm/migrations';

/** What must hold of cases, numbers, pools and meetings, whoever writes. */
export class Migration20261122033001 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "service_item" add column "words" tsvector not null default ''::tsvector;
      create index "service_item_words" on "service_item" using gin ("words");
      create unique index "service_item_code" on "service_item" ("code");
      -- D3: what is promised is never longer than what the law allows.
      alter table "service_item" add constraint "service_item_d3" check ("promised_days" between 0 and "statutory_days");
      create unique index "department_code" on "department" ("code");
      create index "officer_of_department" on "officer" ("department_id");
      create index "service_list_of_community" on "service_list" ("community_id", "id");

      -- What people say, and what the lists say.
      create table "synonym" ("said" text primary key, "meant" text not null);

      -- D9: numbers are counted by rows that callers take in turn.
      create table "case_number" ("community_id" text, "year" int, "last" int not null, primary key ("community_id", "year"));
      create table "ticket_number" (
        "community_id" text, "taken_on" date, "last" int not null, primary key ("community_id", "taken_on")
      );
      create unique index "case_d9" on "case" ("no");
      create unique index "queue_ticket_d9" on "queue_ticket" ("community_id", "taken_on", "no");

      -- D1: from acceptance to closing somebody answers for a case.
      alter table "case" add constraint "case_d1" check (
        "state" not in ('IN_PROGRESS', 'SUSPENDED', 'DECIDED', 'DELIVERED')
        or ("owner_id" is not null and "department_id" is not null and "accepted_at" is not null));
      alter table "case" add constraint "case_due" check ("state" <> 'IN_PROGRESS' or "due_at" is not null);
      -- D3: a limit lengthens by its one extension and by nothing else.
      alter table "case" add constraint "case_d3" check (
        "limit_days" between 0 and "statutory_days" and "extension_days" between 0 and 10
        and ("extension_days" = 0) = ("extension_reason" is null));
      -- D4: what is missing is asked for once.
      alter table "case" add constraint "case_d4" check ("corrections" between 0 and 1);
      -- D8: no outcome while what the case led to is open.
      alter table "case" add constraint "case_d8" check (
        not "linked_open" or "state" not in ('DECIDED', 'DELIVERED', 'CLOSED'));
      alter table "case" add constraint "case_rating" check ("rating" between 1 and 5);
      alter table "case" add constraint "case_applicant" check ("assistance" <> 'AGENT' or "mandate" is not null);

      create index "case_of_worker" on "case" ("worker_id", "id");
      create index "case_of_enterprise" on "case" ("enterprise_id", "id") where "worker_id" is null;
      create index "case_of_community" on "case" ("community_id", "received_at");
      create index "case_of_owner" on "case" ("owner_id", "due_at") where "state" in ('IN_PROGRESS', 'SUSPENDED', 'DECIDED');
      create index "case_of_ticket" on "case" ("ticket_id") where "ticket_id" is not null;
      create index "case_of_meeting" on "case" ("meeting_id") where "meeting_id" is not null;
      create index "case_of_survey" on "case" ("survey_round_id") where "survey_round_id" is not null;
      create index "case_accept_by" on "case" ("accept_by") where "state" = 'SUBMITTED';
      create index "case_remind_at" on "case" ("remind_at") where "state" = 'IN_PROGRESS';
      create index "case_closes_at" on "case" ("closes_at") where "state" = 'DELIVERED';
      create index "case_step_of_case" on "case_step" ("case_id", "id");
      create index "notice_of_person" on "notice" ("person_id", "id");
      create index "queue_ticket_waiting" on "queue_ticket" ("community_id", "taken_on", "taken_at") where "state" = 'WAITING';

      -- D5: states change along the table, whoever writes.
      create table "case_move" ("before" text, "after" text, primary key ("before", "after"));
      insert into "case_move" values
        ('SUBMITTED', 'IN_PROGRESS'), ('SUBMITTED', 'CORRECTION'), ('CORRECTION', 'SUBMITTED'), ('SUBMITTED', 'NOT_ACCEPTED'),
        ('IN_PROGRESS', 'SUSPENDED'), ('SUSPENDED', 'IN_PROGRESS'), ('IN_PROGRESS', 'DECIDED'), ('DECIDED', 'DELIVERED'),
        ('SUBMITTED', 'RESOLVED_ON_SPOT'), ('IN_PROGRESS', 'RESOLVED_ON_SPOT'), ('SUBMITTED', 'WITHDRAWN'),
        ('CORRECTION', 'WITHDRAWN'), ('IN_PROGRESS', 'WITHDRAWN'), ('SUSPENDED', 'WITHDRAWN'), ('DELIVERED', 'CLOSED'),
        ('RESOLVED_ON_SPOT', 'CLOSED'), ('DELIVERED', 'IN_PROGRESS'), ('CLOSED', 'IN_PROGRESS');
      create function "case_d5"() returns trigger language plpgsql as $$
      begin
        if not exists (select 1 from case_move where before = old.state and after = new.state) then
          raise exception 'a case does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'case_d5';
        end if;
        return new;
      end $$;
      create trigger "case_d5" before update on "case" for each row
        when (old.state is distinct from new.state) execute function "case_d5"();

      create function "case_step_append_only"() returns trigger language plpgsql as $$
      begin
        raise exception 'what happened is not rewritten' using errcode = 'check_violation', constraint = 'case_step_append_only';
      end $$;
      create trigger "case_step_append_only" before update or delete on "case_step"
        for each row execute function "case_step_append_only"();

      -- D8: a meeting is written up when each of its matters is settled or has its owner and due time.
      create function "meeting_d8"() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from "case" where meeting_id = new.id and state in ('SUBMITTED', 'CORRECTION')) then
          raise exception 'a matter of the meeting is with nobody' using errcode = 'check_violation', constraint = 'meeting_d8';
        end if;
        return new;
      end $$;
      create trigger "meeting_d8" before update on "meeting" for each row
        when (old.state = 'PLANNED' and new.state = 'WRITTEN_UP') execute function "meeting_d8"();

      -- D7: an enterprise counts once; a pool that was reached says when, and leads to one thing.
      create unique index "pool_member_d7" on "pool_member" ("pool_id", "enterprise_id") where "left_at" is null;
      alter table "demand_pool" add constraint "demand_pool_d7" check (
        ("state" in ('REACHED', 'FULFILLED')) = ("reached_at" is not null)
        and ("state" = 'FULFILLED') = ("fulfilled_by" is not null));
      create index "demand_pool_of_community" on "demand_pool" ("community_id", "id") where "state" = 'GATHERING';
      create index "survey_round_of_community" on "survey_round" ("community_id");
      create index "meeting_of_community" on "meeting" ("community_id", "starts_at");
    `);
  }
}
