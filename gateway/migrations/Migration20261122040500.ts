import { Migration } from '@mikro-orm/migrations';

/** Documents that were published for an app before anybody asks them. */
export class Migration20261122040500 extends Migration {
  override up(): void {
    this.addSql(`
      create table "registered_document" (
        "app" text not null,
        "hash" text not null,
        "name" text not null,
        "kind" text not null,
        "body" text not null,
        "published_at" timestamptz not null,
        primary key ("app", "hash")
      );
      alter table "registered_document" add constraint "registered_document_hash_check"
        check ("hash" = encode(sha256(convert_to("body", 'UTF8')), 'hex'));
      alter table "registered_document" add constraint "registered_document_app_check"
        check ("app" ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$');
      alter table "registered_document" add constraint "registered_document_kind_check"
        check ("kind" in ('query', 'mutation', 'subscription'));
    `);
  }

  override down(): void {
    this.addSql('drop table "registered_document";');
  }
}
