import { Migration } from '@mikro-orm/migrations';

/** Who eats at the elders’ price, and since when; never how old she is. */
export class Migration20261122110010 extends Migration {
  override up(): void {
    this.addSql(`create table "known_elder" ("worker_id" text not null primary key, "since" date not null);`);
  }
}
