import { Migration } from '@mikro-orm/migrations';

/** What a facility offers; that settlement is applied for; a figure stated once by a source; enterprises found by place. */
export class Migration20261122095000 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "facility" add column "services" jsonb not null default '[]';

      alter table "worker" add column "settlement_applied_on" date null;
      alter table "worker" add constraint "worker_applying_check"
        check ("household_state" <> 'APPLYING' or "settlement_applied_on" is not null);

      create unique index "indicator_once" on "indicator"
        (coalesce("district_id", "community_id", "alliance_id"), "name_zh", "unit", coalesce("period", ''), "source_zh");

      create index "enterprise_site" on "enterprise" ("site_latitude", "site_longitude") where "site_latitude" is not null;
    `);
  }
}
