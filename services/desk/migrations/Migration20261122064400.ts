import { Migration } from '@mikro-orm/migrations';

/** Others are told who handles a case while it is open (`CaseOpened`, `CaseClosed`); the case keeps what they know. */
export class Migration20261122064400 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "case" add column "told_as" text null;
      create index "case_open_about_people" on "case" ("id") where "worker_id" is not null and "told_as" is null;
    `);
  }
}
