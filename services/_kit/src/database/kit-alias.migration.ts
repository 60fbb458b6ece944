import { Migration } from '@mikro-orm/migrations';

/** Ids that were merged into others. The sequence tells a process what it has not read yet. */
export class KitAliasMigration extends Migration {
  override up(): void {
    this.addSql(`create sequence "kit_alias_version"`);
    this.addSql(`create table "kit_alias" (
      "alias" text primary key,
      "id" text not null,
      "version" bigint not null default nextval('kit_alias_version'),
      check ("alias" <> "id")
    )`);
    this.addSql(`create index "kit_alias_of" on "kit_alias" ("id")`);
    this.addSql(`create index "kit_alias_since" on "kit_alias" ("version")`);
  }

  override down(): void {
    this.addSql(`drop table "kit_alias"`);
    this.addSql(`drop sequence "kit_alias_version"`);
  }
}
