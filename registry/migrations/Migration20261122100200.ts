import { Migration } from '@mikro-orm/migrations';

/**
 * Whether a client showed who it is, since anybody may call itself anything; how much was asked in all; and the documents
 * that apps have published beforehand, which hold a change up whether they are asked or not.
 */
export class Migration20261122100200 extends Migration {
  override up(): void {
    this.addSql(`
      alter table "usage_day" add column "known" boolean not null default true;
      alter table "usage_day" drop constraint "usage_day_pkey";
      alter table "usage_day" add primary key ("coordinate", "client", "known", "day");
      alter table "usage_document" add column "known" boolean not null default true;
      alter table "usage_document" drop constraint "usage_document_pkey";
      alter table "usage_document" add primary key ("client", "known", "hash");

      create table "usage_total" (
        "day" date not null primary key,
        "count" bigint not null
      );

      create table "published_document" (
        "app" text not null,
        "hash" text not null,
        "name" text not null,
        "text" text not null,
        primary key ("app", "hash")
      );
    `);
  }

  override down(): void {
    this.addSql(`
      drop table "published_document", "usage_total";
      delete from "usage_day" where not "known";
      delete from "usage_document" where not "known";
      alter table "usage_day" drop column "known";
      alter table "usage_day" add primary key ("coordinate", "client", "day");
      alter table "usage_document" drop column "known";
      alter table "usage_document" add primary key ("client", "hash");
    `);
  }
}
