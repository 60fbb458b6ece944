import { Migration } from '@mikro-orm/migrations';

/** Who may ask by a key, and which tokens are good no more. */
export class Migration20261122034100 extends Migration {
  override up(): void {
    this.addSql(`
      create table "api_key" (
        "prefix" text not null,
        "secret_hash" bytea not null,
        "label" text not null,
        "contract" text not null,
        "tier" text not null,
        "scopes" text[] not null default '{}',
        "created_at" timestamptz not null,
        "expires_at" timestamptz null,
        "revoked_at" timestamptz null,
        primary key ("prefix")
      );
      alter table "api_key" add constraint "api_key_prefix_check" check ("prefix" ~ '^[0-9a-z]{10}$');
      alter table "api_key" add constraint "api_key_secret_hash_check" check (octet_length("secret_hash") = 32);
      alter table "api_key" add constraint "api_key_contract_check" check ("contract" in ('public', 'partner', 'internal'));

      create table "token_revocation" (
        "issuer" text not null,
        "kind" text not null,
        "value" text not null,
        "not_before" timestamptz not null,
        "forget_at" timestamptz not null,
        primary key ("issuer", "kind", "value")
      );
      alter table "token_revocation" add constraint "token_revocation_kind_check" check ("kind" in ('TOKEN', 'SUBJECT'));
      create index "token_revocation_forget_at" on "token_revocation" ("forget_at");
    `);
  }

  override down(): void {
    this.addSql('drop table "token_revocation"; drop table "api_key";');
  }
}
