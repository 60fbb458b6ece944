import { Migration } from '@mikro-orm/migrations';

/** A pause has an end that is stated when it begins. */
export class Migration20261122110200 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "case" add column "resumes_at" timestamptz null;
      create index "case_resumes_at" on "case" ("resumes_at") where "state" = 'SUSPENDED';
    `);
  }
}
