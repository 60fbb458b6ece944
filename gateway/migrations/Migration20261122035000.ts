import { Migration } from '@mikro-orm/migrations';

/** What accounts spent in this minute. Lost when the server falls, and nobody minds: the next minute begins anew. */
export class Migration20261122035000 extends Migration {
  override up(): void {
    this.addSql(`
      create unlogged table "rate_window" (
        "account" text not null,
        "window" bigint not null,
        "spent" bigint not null,
        primary key ("account")
      );
      create index "rate_window_window" on "rate_window" ("window");
    `);
  }

  override down(): void {
    this.addSql('drop table "rate_window";');
  }
}
