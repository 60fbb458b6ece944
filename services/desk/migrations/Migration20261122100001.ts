import { Migration } from '@mikro-orm/migrations';

/** Whoever watches how many matters are late hears of each change, by whatever it is made. */
export class Migration20261122100001 extends Migration {
  override up(): void {
    this.addSql(`
      -- Told on commit, once a transaction however many rows it writes; the topic is a name and carries nothing.
      create function "cases_moved"() returns trigger language plpgsql as $$
      begin
        perform pg_notify('millgate_live', 'cases');
        return null;
      end $$;
      create trigger "cases_moved" after insert or update on "case" for each statement execute function "cases_moved"();
      create trigger "cases_moved" after insert on "escalation" for each statement execute function "cases_moved"();
    `);
  }
}
