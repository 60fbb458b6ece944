import { Migration } from '@mikro-orm/migrations';

/** A claim whose facts do not come is handed to people. */
export class Migration20261122074901 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "claim" add column "escalated_at" timestamptz null;
      create index "claim_facts_overdue" on "claim" ("submitted_at", "id") where "state" = 'PENDING_FACTS' and "escalated_at" is null;
    `);
  }
}
