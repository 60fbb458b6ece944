import { Migration } from '@mikro-orm/migrations';

/** Where a canteen lies, so that circles on foot find it. */
export class Migration20261122070001 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "canteen" add column "latitude" double precision null;
      alter table "canteen" add column "longitude" double precision null;
      alter table "canteen" add constraint "canteen_location_check" check (("latitude" is null) = ("longitude" is null));
      create index "canteen_at" on "canteen" ("latitude", "longitude");
    `);
  }
}
