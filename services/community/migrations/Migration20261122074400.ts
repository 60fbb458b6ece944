import { Migration } from '@mikro-orm/migrations';

/** Salaries are kept sealed, as telephone numbers are; those that are there are sealed by what is due. */
export class Migration20261122074400 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "employment" add column "salary_sealed" text null;
      create index "employment_unsealed" on "employment" ("id") where "salary_fen" is not null;
    `);
  }
}
