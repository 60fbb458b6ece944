import { Migration } from '@mikro-orm/migrations';

/** Notices go out by web hook and mail, as each person wants them, besides lying in the list. */
export class Migration20261122072500 extends Migration {
  override up(): void {
    this.addSql(`
      create table "notice_preference" (
        "person_id" text not null,
        "hook_url" text null,
        "hook_no" int not null default 1,
        "email" text null,
        "email_confirmed_at" timestamptz null,
        "email_code_hash" text null,
        "email_code_sent_at" timestamptz null,
        "email_code_tries" int not null default 0,
        "kinds" text[] not null,
        primary key ("person_id")
      );

      create table "notice_delivery" (
        "id" text not null,
        "notice_id" text not null,
        "person_id" text not null,
        "channel" text not null,
        "attempts" int not null default 0,
        "next_attempt_at" timestamptz not null,
        "delivered_at" timestamptz null,
        "given_up_at" timestamptz null,
        "last_failure" text null,
        primary key ("id")
      );
      alter table "notice_delivery" add constraint "notice_delivery_channel_check" check ("channel" in ('HOOK', 'EMAIL'));
      alter table "notice_delivery" add constraint "notice_delivery_notice_id_foreign" foreign key ("notice_id") references "notice" ("id");
      alter table "notice_delivery" add constraint "notice_delivery_once" unique ("notice_id", "channel");
      alter table "notice_delivery" add constraint "notice_delivery_end" check (num_nonnulls("delivered_at", "given_up_at") <= 1);
      create index "notice_delivery_waiting" on "notice_delivery" ("next_attempt_at")
        where "delivered_at" is null and "given_up_at" is null;
      create index "notice_delivery_of_person" on "notice_delivery" ("person_id", "id");

      -- Written with the notice, by whatever writes it: what is told is sent on, or neither.
      create function "notice_goes_out"() returns trigger language plpgsql as $$
      begin
        insert into notice_delivery (id, notice_id, person_id, channel, next_attempt_at)
        select 'dlv_' || substr(new.id, 5) || c.suffix, new.id, new.person_id, c.channel, new.written_at
          from notice_preference p, (values ('HOOK', 'H'), ('EMAIL', 'E')) as c(channel, suffix)
         where p.person_id = new.person_id and new.kind = any(p.kinds)
           and case c.channel when 'HOOK' then p.hook_url is not null else p.email_confirmed_at is not null end;
        return new;
      end $$;
      create trigger "notice_goes_out" after insert on "notice" for each row execute function "notice_goes_out"();
    `);
  }
}
