import { Migration } from '@mikro-orm/migrations';

/** Keys that front ends make for themselves, and how much each day was asked. */
export class Migration20261122070000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "api_key" add column "made_from" bytea null;
      create index "api_key_made_from" on "api_key" ("made_from", "created_at") where "made_from" is not null;

      create table "tally" (
        "name" text not null,
        "day" date not null,
        "asked" bigint not null,
        "points" bigint not null,
        "failed" bigint not null,
        primary key ("name", "day"),
        constraint "tally_counts_check" check ("asked" >= 0 and "points" >= 0 and "failed" >= 0 and "failed" <= "asked")
      );
    `);
  }

  override down(): void {
    this.addSql('drop table "tally"; alter table "api_key" drop column "made_from";');
  }
}
