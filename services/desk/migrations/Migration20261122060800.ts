import { Migration } from '@mikro-orm/migrations';

/** Somebody’s own cases are listed by when they came in, latest first; the index by id alone had them sorted each time. */
export class Migration20261122060800 extends Migration {
  override up(): void {
    this.addSql(`
      create index "case_of_worker_received" on "case" ("worker_id", "received_at", "id");
      drop index "case_of_worker";
    `);
  }
}
