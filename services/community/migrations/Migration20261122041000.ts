import { Migration } from '@mikro-orm/migrations';

/** Enterprises and workers are found by any part of any spelling of their name (ADR 71). */
export class Migration20261122041000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "enterprise" add column "search_text" text null;
      alter table "enterprise" add column "search_grams" text[] null;
      create index "enterprise_search" on "enterprise" using gin ("search_grams");
      create index "enterprise_unsearched" on "enterprise" ("id") where "search_text" is null;

      alter table "worker" add column "search_text" text null;
      alter table "worker" add column "search_grams" text[] null;
      create index "worker_search" on "worker" using gin ("search_grams");
      create index "worker_unsearched" on "worker" ("id") where "search_text" is null;
    `);
  }
}
