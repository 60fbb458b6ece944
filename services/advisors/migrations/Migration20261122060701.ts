import { Migration } from '@mikro-orm/migrations';

/** What must hold of advice, whoever writes. */
export class Migration20261122060701 extends Migration {
  override up(): void {
    this.addSql(`
      -- Nobody is asked twice about one matter: whoever declined or was silent is not asked again.
      create unique index "assignment_once" on "assignment" ("consultation_id", "advisor_id");
      create index "consultation_step_of_consultation" on "consultation_step" ("consultation_id", "id");
      create index "visit_of_consultation" on "visit" ("consultation_id", "id");
      create index "follow_up_of_consultation" on "follow_up" ("consultation_id", "id");
      create unique index "follow_up_one_open" on "follow_up" ("consultation_id") where "done_at" is null;
      create index "follow_up_due" on "follow_up" ("due_at") where "done_at" is null;
      create index "advisor_notice_of_person" on "advisor_notice" ("person_id", "id");
      create index "consultation_of_community" on "consultation" ("community_id", "first_requested_at");
      create index "consultation_waiting" on "consultation" ("assign_by") where "state" = 'REQUESTED';
      create index "consultation_accept_by" on "consultation" ("accept_by") where "state" = 'ASSIGNED';
      create index "consultation_answer_by" on "consultation" ("answer_by") where "answered_at" is null;
      create index "consultation_open_of_advisor" on "consultation" ("advisor_id")
        where "state" in ('ASSIGNED', 'ACCEPTED', 'MET');
      alter table "visit" add constraint "visit_check" check (num_nonnulls("made_at", "called_off_at") <= 1
        and num_nonnulls("planned_for", "made_at") >= 1);
      alter table "follow_up" add constraint "follow_up_check" check (("done_at" is null) = ("result" is null));
      alter table "advice_source" add constraint "advice_source_dates_check" check ("valid_until" is null or "valid_from" < "valid_until");

      alter table "consultation" add constraint "consultation_holder_check" check (
        case "state"
          when 'REQUESTED' then "advisor_id" is null and "slot_id" is null
          when 'DECLINED' then "advisor_id" is null and "slot_id" is null
          when 'CANCELLED' then true
          else "advisor_id" is not null
        end);
      alter table "consultation" add constraint "consultation_assigned_on_check" check (("advisor_id" is null) = ("assigned_on" is null));

      -- States change along the table, whoever writes.
      create table "consultation_move" ("before" text, "after" text, primary key ("before", "after"));
      insert into "consultation_move" values
        ('REQUESTED', 'ASSIGNED'), ('ASSIGNED', 'ACCEPTED'), ('ASSIGNED', 'DECLINED'), ('DECLINED', 'REQUESTED'),
        ('ASSIGNED', 'REQUESTED'), ('ACCEPTED', 'REQUESTED'), ('MET', 'REQUESTED'), ('ACCEPTED', 'MET'), ('ACCEPTED', 'ANSWERED'),
        ('MET', 'ANSWERED'), ('ANSWERED', 'FOLLOWED_UP'), ('ANSWERED', 'CLOSED'), ('FOLLOWED_UP', 'CLOSED'),
        ('REQUESTED', 'CANCELLED'), ('ASSIGNED', 'CANCELLED'), ('ACCEPTED', 'CANCELLED');

      -- A5: waiting counts from the first request. A4: what was promised sealed stays sealed.
      create function "consultation_keeps"() returns trigger language plpgsql as $$
      begin
        if new.first_requested_at is distinct from old.first_requested_at then
          raise exception 'the first request is not moved' using errcode = 'check_violation', constraint = 'consultation_a5';
        end if;
        if old.confidentiality = 'SEALED' and new.confidentiality <> 'SEALED' then
          raise exception 'a seal is not broken' using errcode = 'check_violation', constraint = 'consultation_a4';
        end if;
        if old.state is distinct from new.state
           and not exists (select 1 from consultation_move where before = old.state and after = new.state) then
          raise exception 'a consultation does not go from % to %', old.state, new.state
            using errcode = 'check_violation', constraint = 'consultation_state';
        end if;
        return new;
      end $$;
      create trigger "consultation_keeps" before update on "consultation"
        for each row execute function "consultation_keeps"();

      -- A2, A3: on its day the adviser is in office and has no interest in the enterprise. The adviser's row is held
      -- shared, and taken by whoever changes terms or interests: of two at once, one sees the other.
      create function "consultation_a2_a3"() returns trigger language plpgsql as $$
      begin
        if new.advisor_id is null or new.state in ('CANCELLED', 'CLOSED') then
          return new;
        end if;
        perform 1 from advisor where id = new.advisor_id for share;
        if not exists (select 1 from appointment a where a.advisor_id = new.advisor_id
                         and daterange(a.office_from, a.office_until) @> new.assigned_on) then
          raise exception 'the adviser is not in office' using errcode = 'check_violation', constraint = 'consultation_a2';
        end if;
        if exists (select 1 from declared_interest i where i.advisor_id = new.advisor_id
                     and i.enterprise_id = new.enterprise_id and daterange(i.held_from, i.held_until) @> new.assigned_on) then
          raise exception 'the adviser has an interest' using errcode = 'check_violation', constraint = 'consultation_a3';
        end if;
        return new;
      end $$;
      create trigger "consultation_a2_a3" before insert or update of "advisor_id", "assigned_on", "enterprise_id" on "consultation"
        for each row execute function "consultation_a2_a3"();

      create function "advisor_taken"() returns trigger language plpgsql as $$
      begin
        perform 1 from advisor where id = new.advisor_id for update;
        return new;
      end $$;
      create trigger "appointment_takes_advisor" before insert or update on "appointment"
        for each row execute function "advisor_taken"();
      create trigger "declared_interest_takes_advisor" before insert or update on "declared_interest"
        for each row execute function "advisor_taken"();

      -- A3 from the other side: an interest is not declared over a consultation that still lies with the adviser.
      create function "declared_interest_a3"() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from consultation c
                    where c.advisor_id = new.advisor_id and c.enterprise_id = new.enterprise_id
                      and c.state in ('ASSIGNED', 'ACCEPTED', 'MET')
                      and daterange(new.held_from, new.held_until) @> c.assigned_on) then
          raise exception 'the adviser has a consultation of the enterprise'
            using errcode = 'check_violation', constraint = 'declared_interest_a3';
        end if;
        return new;
      end $$;
      create trigger "declared_interest_a3" after insert or update on "declared_interest"
        for each row execute function "declared_interest_a3"();

      -- A4: nobody but its author and the advisers it was given to is told of a sealed consultation.
      create function "advisor_notice_a4"() returns trigger language plpgsql as $$
      begin
        if exists (select 1 from consultation c
                    where c.id = new.consultation_id and c.confidentiality = 'SEALED' and new.person_id <> c.author_id
                      and not exists (select 1 from assignment a
                                       where a.consultation_id = c.id and a.advisor_id = new.person_id)) then
          raise exception 'nobody else is told of what is sealed' using errcode = 'check_violation', constraint = 'advisor_notice_a4';
        end if;
        return new;
      end $$;
      create trigger "advisor_notice_a4" before insert or update on "advisor_notice"
        for each row execute function "advisor_notice_a4"();

      create function "consultation_step_append_only"() returns trigger language plpgsql as $$
      begin
        raise exception 'what happened is not rewritten'
          using errcode = 'check_violation', constraint = 'consultation_step_append_only';
      end $$;
      create trigger "consultation_step_append_only" before update or delete on "consultation_step"
        for each row execute function "consultation_step_append_only"();
    `);
  }
}
