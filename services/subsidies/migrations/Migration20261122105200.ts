import { Migration } from '@mikro-orm/migrations';

/** Facts have working days, by the calendar that its keeper announces. */
export class Migration20261122105200 extends Migration {
  override up(): void {
    this.addSql(`
      create table "known_calendar_year" (
        "year" int primary key,
        "no" int not null,
        "week" jsonb not null,
        "exceptions" jsonb not null
      );

      alter table "claim" add column "facts_due_at" timestamptz null;
      -- What waits keeps the week that it was given.
      update "claim" set "facts_due_at" = "submitted_at" + interval '7 days' where "state" = 'PENDING_FACTS';
      alter table "claim" add constraint "claim_facts_due_check" check ("state" <> 'PENDING_FACTS' or "facts_due_at" is not null);
      drop index "claim_facts_overdue";
      create index "claim_facts_overdue" on "claim" ("facts_due_at", "id") where "state" = 'PENDING_FACTS' and "escalated_at" is null;
    `);
  }
}
