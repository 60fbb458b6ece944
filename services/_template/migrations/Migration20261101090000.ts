import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101090000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "sample" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "reading" text not null,
        "community_id" text not null,
        "registered_at" timestamptz not null,
        primary key ("id")
      );

      -- N1: no two names of a community read alike, whoever writes.
      create unique index "sample_n1" on "sample" ("community_id", "reading");
      create index "sample_of_community" on "sample" ("community_id", "id");
    `);
  }
}
