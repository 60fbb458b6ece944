import { Migration } from '@mikro-orm/migrations';

/** An enterprise leaves a chain, and that it was in it is kept; a figure is corrected, and what was said before is kept. */
export class Migration20261122131000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "chain_member" add column "member_from" date null;
      alter table "chain_member" add column "member_until" date null;
      alter table "chain_convener" drop constraint "chain_convener_is_member";
      alter table "chain_member" drop constraint "chain_member_unique";
      alter table "chain_member" add constraint "chain_member_once" exclude using gist (
        "chain_id" with =, "enterprise_id" with =, daterange("member_from", "member_until") with &&
      );
    `);
    this.addSql(`
      -- C5: only a member convenes, on every day of the office. The lock makes who leaves and who convenes wait for each
      -- other: each is judged by what the other has written.
      create function "require_convening_members"(whose text, who text) returns void language plpgsql as $$
      declare
        member datemultirange;
      begin
        perform 1 from chain_member where chain_id = whose and enterprise_id = who for no key update;
        select range_agg(daterange(member_from, member_until)) into member from chain_member
          where chain_id = whose and enterprise_id = who;
        if exists (
          select 1 from chain_convener c where c.chain_id = whose and c.enterprise_id = who
             and not coalesce(member @> daterange(c.in_office_from, c.in_office_until), false)
        ) then
          raise exception 'a convener who is no member' using errcode = 'check_violation', constraint = 'chain_convener_is_member';
        end if;
      end $$;
      create function "chain_convener_is_member"() returns trigger language plpgsql as $$
      begin
        if new.chain_id is not null then perform require_convening_members(new.chain_id, new.enterprise_id); end if;
        if old.chain_id is not null and (old.chain_id, old.enterprise_id) is distinct from (new.chain_id, new.enterprise_id) then
          perform require_convening_members(old.chain_id, old.enterprise_id);
        end if;
        return null;
      end $$;
      create constraint trigger "chain_convener_is_member" after insert or update on "chain_convener"
        deferrable initially deferred for each row execute function "chain_convener_is_member"();
      create constraint trigger "chain_member_convenes" after update or delete on "chain_member"
        deferrable initially deferred for each row execute function "chain_convener_is_member"();
    `);
    this.addSql(`
      alter table "indicator" add column "version" int not null default 1;
      alter table "indicator" add column "recorded_at" timestamptz null;
      create table "indicator_correction" (
        "id" text not null,
        "indicator_id" text not null,
        "no" int not null,
        "value" double precision null,
        "precision" text not null,
        "source_zh" text not null,
        "source_en" text not null,
        "corrected_at" timestamptz not null,
        "corrected_by" text not null,
        "reason_zh" text not null,
        "reason_en" text not null,
        primary key ("id")
      );
      alter table "indicator_correction" add constraint "indicator_correction_indicator_id_foreign" foreign key ("indicator_id") references "indicator" ("id");
      alter table "indicator_correction" add constraint "indicator_correction_once" unique ("indicator_id", "no");
      alter table "indicator_correction" add constraint "indicator_correction_value_check"
        check (("precision" = 'NOT_STATED') = ("value" is null));

      create function "indicator_correction_stays"() returns trigger language plpgsql as $$
      begin
        raise exception 'what was corrected stays' using errcode = 'check_violation', constraint = 'indicator_correction_append_only';
      end $$;
      create trigger "indicator_correction_append_only" before update or delete on "indicator_correction"
        for each row execute function "indicator_correction_stays"();

      -- A figure changes by a correction that keeps what it said, and by nothing else.
      create function "indicator_is_corrected"() returns trigger language plpgsql as $$
      begin
        if not exists (
          select 1 from indicator_correction c where c.indicator_id = old.id and c.no = old.version
             and new.version = old.version + 1 and c.value is not distinct from old.value
             and c.precision = old.precision and c.source_zh = old.source_zh and c.source_en = old.source_en
        ) then
          raise exception 'a figure changed without a correction' using errcode = 'check_violation', constraint = 'indicator_corrected';
        end if;
        return null;
      end $$;
      create constraint trigger "indicator_is_corrected" after update of "value", "precision", "source_zh", "source_en", "version" on "indicator"
        deferrable initially deferred for each row execute function "indicator_is_corrected"();
    `);
  }
}
