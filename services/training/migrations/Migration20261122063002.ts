import { Migration } from '@mikro-orm/migrations';

/** Every credential has a place in the status lists by which others see whether it still counts. */
export class Migration20261122063002 extends Migration {
  override up(): void {
    this.addSql(`
      create sequence "credential_status_index" minvalue 0 start 0;
      alter table "credential" add column "status_index" bigint not null default nextval('credential_status_index');
      create unique index "credential_status_place" on "credential" ("status_index");
      create index "credential_withdrawn" on "credential" ("status_index") where "revoked_on" is not null or "suspended_on" is not null;
    `);
  }
}
