import { Migration } from '@mikro-orm/migrations';

/** What the staff of a home may know of its tenants hangs on who they are. */
export class Migration20261122035000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "known_tenancy" (
        "id" text not null,
        "worker_id" text not null,
        "property_id" text not null,
        "let_from" date not null,
        "let_until" date not null,
        primary key ("id")
      );
      create index "known_tenancy_of_worker" on "known_tenancy" ("worker_id");
    `);
  }
}
