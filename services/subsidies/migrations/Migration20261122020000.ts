import { Migration } from '@mikro-orm/migrations';

/** Claims without all facts are decided by themselves once their facts can be had. */
export class Migration20261122020000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "claim" add column "retry_at" timestamptz null;
      alter table "claim" add column "attempts" int not null default 0;
      update "claim" set "retry_at" = "submitted_at" where "state" = 'PENDING_FACTS';
      create index "claim_to_retry" on "claim" ("retry_at", "id") where "state" = 'PENDING_FACTS';

      -- S2: a claim takes its money once, whoever decides it and however often.
      create unique index "ledger_entry_reserved_once" on "ledger_entry" ("claim_id") where "from_account" = 'AVAILABLE' and "to_account" = 'RESERVED';
    `);
  }
}
