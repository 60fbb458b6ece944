import { Migration } from '@mikro-orm/migrations';

/** What handlers may read of a worker hangs on the cases about her that are open. */
export class Migration20261122100401 extends Migration {
  override up(): void {
    this.addSql(`
      create table "open_case" (
        "id" text primary key,
        "worker_id" text not null,
        "community_id" text not null,
        "handler_id" text null,
        "kind" text not null,
        "theme" text not null
      );
      create index "open_case_of_worker" on "open_case" ("worker_id");
    `);
  }
}
