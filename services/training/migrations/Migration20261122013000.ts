import { Migration } from '@mikro-orm/migrations';

/** A cohort may be trained for one industry chain. */
export class Migration20261122013000 extends Migration {
  override up(): void {
    this.addSql('alter table "cohort" add column "chain_id" text null');
    this.addSql('create index "cohort_of_chain" on "cohort" ("chain_id", "id")');
  }

  override down(): void {
    this.addSql('alter table "cohort" drop column "chain_id"');
  }
}
