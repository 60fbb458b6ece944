import { Migration } from '@mikro-orm/migrations';

/** C6: what was published stays; a revision has all of its days when it comes to be. */
export class Migration20261122033020 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "calendar_revision" add column "written_in" xid8 not null default pg_current_xact_id();

      create function "calendar_is_append_only"() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          perform 1 from calendar_revision where id = new.revision_id and written_in = pg_current_xact_id();
          if found then return new; end if;
        end if;
        raise exception 'a published year changes by a revision' using errcode = 'integrity_constraint_violation', constraint = 'calendar_c6';
      end $$;
      create trigger "calendar_revision_c6" before update or delete on "calendar_revision"
        for each row execute function "calendar_is_append_only"();
      create trigger "calendar_exception_c6" before insert or update or delete on "calendar_exception"
        for each row execute function "calendar_is_append_only"();
    `);
  }
}
