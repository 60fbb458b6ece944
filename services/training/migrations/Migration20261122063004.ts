import { Migration } from '@mikro-orm/migrations';

/** A panel may examine for one community: the titles that it leads to are counted there. */
export class Migration20261122063004 extends Migration {
  override up(): void {
    this.addSql('alter table "expert_panel" add column "community_id" text null');
  }

  override down(): void {
    this.addSql('alter table "expert_panel" drop column "community_id"');
  }
}
