import { Migration } from '@mikro-orm/migrations';

/** A claim says which case of the desk led to it, and what the desk was told of it last. */
export class Migration20261122101500 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "claim" add column "case_id" text null, add column "told_case_as" text null;
      alter table "claim" add constraint "claim_told_case_as_check" check ("told_case_as" in ('ClaimOpened', 'ClaimClosed'));
      create index "claim_of_case" on "claim" ("id") where "case_id" is not null;
    `);
  }
}
