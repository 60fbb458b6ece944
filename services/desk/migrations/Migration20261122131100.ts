import { Migration } from '@mikro-orm/migrations';

/** Items are published, changed by version, and taken out of the lists; what was filed for them stays. */
export class Migration20261122131100 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "service_item" add column "status" text not null default 'ACTIVE';
      alter table "service_item" add column "version" int not null default 1;
      alter table "service_item" add constraint "service_item_status_check" check ("status" in ('ACTIVE', 'PAUSED', 'RETIRED'));
    `);
  }
}
