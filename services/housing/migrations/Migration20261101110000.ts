import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class Migration20261101110000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "master_lease" (
        "id" text not null,
        "enterprise_id" text not null,
        "let_from" date not null,
        "let_until" date not null,
        "rent_fen" bigint not null,
        "rent_currency" text not null default 'CNY',
        primary key ("id")
      );

      create table "property" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "community_id" text not null,
        "services" text[] not null,
        "address" text null,
        "latitude" double precision null,
        "longitude" double precision null,
        "planned_area_m2" double precision null,
        primary key ("id")
      );
      alter table "property" add constraint "property_kind_check" check ("kind" in ('JOB_SEEKER_LODGING', 'UNIT_RENTAL', 'TALENT_APARTMENT', 'YOUTH_APARTMENT'));
      alter table "property" add constraint "property_services_check" check ("services" <@ array['CANTEEN'::text, 'GYM'::text, 'COURT'::text, 'BUTLER'::text]);

      create table "listing" (
        "id" text not null,
        "property_id" text not null,
        "title_zh" text not null,
        "title_en" text not null,
        "review_order" text not null,
        "opens_at" timestamptz not null,
        "closes_at" timestamptz not null,
        "seed_commitment" text null,
        "draw_seed" text null,
        "state" text not null,
        primary key ("id")
      );
      alter table "listing" add constraint "listing_review_order_check" check ("review_order" in ('FIRST_COME', 'POINTS', 'LOTTERY', 'WAITLIST'));
      alter table "listing" add constraint "listing_state_check" check ("state" in ('DRAFT', 'OPEN', 'CLOSED', 'RANKED', 'ALLOCATING', 'DONE'));

      create table "application" (
        "id" text not null,
        "listing_id" text not null,
        "applicant_id" text not null,
        "points" int null,
        "rank" int null,
        "flagged_set" text null,
        "state" text not null default 'SUBMITTED',
        "submitted_at" timestamptz not null,
        primary key ("id")
      );
      alter table "application" add constraint "application_state_check" check ("state" in ('SUBMITTED', 'RANKED', 'OFFERED', 'PLACED', 'NOT_PLACED', 'WITHDRAWN'));

      create table "purchase_code" (
        "id" text not null,
        "value_hash" text not null,
        "holder_id" text not null,
        "programme" text not null,
        "area_from_m2" double precision null,
        "area_to_m2" double precision null,
        "issued_at" timestamptz not null,
        "expires_at" timestamptz not null,
        "state" text not null default 'ISSUED',
        primary key ("id")
      );
      alter table "purchase_code" add constraint "purchase_code_state_check" check ("state" in ('ISSUED', 'REDEEMED', 'EXPIRED', 'REVOKED'));

      create table "unit" (
        "id" text not null,
        "property_id" text not null,
        "number" text not null,
        "area_m2" double precision not null,
        "beds" int not null,
        "out_of_service" boolean not null default false,
        primary key ("id")
      );

      create table "master_lease_unit" (
        "id" text not null,
        "master_lease_id" text not null,
        "unit_id" text not null,
        "let_from" date not null,
        "let_until" date not null,
        primary key ("id")
      );

      create table "listing_unit" (
        "id" text not null,
        "listing_id" text not null,
        "unit_id" text not null,
        primary key ("id")
      );

      create table "lease" (
        "id" text not null,
        "unit_id" text not null,
        "bed" int null,
        "unit_beds" int not null,
        "tenant_id" text not null,
        "payer" text not null,
        "master_lease_id" text null,
        "application_id" text null,
        "let_from" date not null,
        "let_until" date not null,
        "rent_fen" bigint not null,
        "rent_currency" text not null default 'CNY',
        "deposit_fen" bigint not null,
        "deposit_currency" text not null default 'CNY',
        "state" text not null default 'OFFERED',
        "offered_at" timestamptz not null,
        "offer_expires_at" timestamptz not null,
        "signed_at" timestamptz null,
        "version" int not null default 1,
        primary key ("id")
      );
      alter table "lease" add constraint "lease_payer_check" check ("payer" in ('WORKER', 'ENTERPRISE', 'FREE'));
      alter table "lease" add constraint "lease_state_check" check ("state" in ('OFFERED', 'SIGNED', 'ACTIVE', 'NOTICE', 'ENDED', 'LAPSED'));

      create table "lease_step" (
        "id" text not null,
        "lease_id" text not null,
        "action" text not null,
        "done_at" timestamptz not null,
        "actor" text null,
        "state_before" text null,
        "state_after" text not null,
        primary key ("id")
      );
      alter table "lease_step" add constraint "lease_step_action_check" check ("action" in ('OFFER', 'ACCEPT', 'BEGIN', 'GIVE_NOTICE', 'END', 'LAPSE'));
      alter table "lease_step" add constraint "lease_step_state_before_check" check ("state_before" in ('OFFERED', 'SIGNED', 'ACTIVE', 'NOTICE', 'ENDED', 'LAPSED'));
      alter table "lease_step" add constraint "lease_step_state_after_check" check ("state_after" in ('OFFERED', 'SIGNED', 'ACTIVE', 'NOTICE', 'ENDED', 'LAPSED'));

      create table "home_purchase" (
        "id" text not null,
        "code_id" text not null,
        "buyer_id" text not null,
        "unit_id" text not null,
        "area_m2" double precision not null,
        "price_fen" bigint null,
        "price_currency" text null,
        "contracted_on" date not null,
        "registered_on" date null,
        "delivered_on" date null,
        "rescinded_on" date null,
        "state" text not null,
        "version" int not null default 1,
        primary key ("id")
      );
      alter table "home_purchase" add constraint "home_purchase_state_check" check ("state" in ('CONTRACTED', 'REGISTERED', 'DELIVERED', 'RESCINDED'));

      alter table "listing" add constraint "listing_property_id_foreign" foreign key ("property_id") references "property" ("id");

      alter table "application" add constraint "application_listing_id_foreign" foreign key ("listing_id") references "listing" ("id");

      alter table "unit" add constraint "unit_property_id_foreign" foreign key ("property_id") references "property" ("id");

      alter table "master_lease_unit" add constraint "master_lease_unit_master_lease_id_foreign" foreign key ("master_lease_id") references "master_lease" ("id");
      alter table "master_lease_unit" add constraint "master_lease_unit_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");

      alter table "listing_unit" add constraint "listing_unit_listing_id_foreign" foreign key ("listing_id") references "listing" ("id");
      alter table "listing_unit" add constraint "listing_unit_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");

      alter table "lease" add constraint "lease_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");
      alter table "lease" add constraint "lease_master_lease_id_foreign" foreign key ("master_lease_id") references "master_lease" ("id");
      alter table "lease" add constraint "lease_application_id_foreign" foreign key ("application_id") references "application" ("id");

      alter table "lease_step" add constraint "lease_step_lease_id_foreign" foreign key ("lease_id") references "lease" ("id");

      alter table "home_purchase" add constraint "home_purchase_code_id_foreign" foreign key ("code_id") references "purchase_code" ("id");
      alter table "home_purchase" add constraint "home_purchase_unit_id_foreign" foreign key ("unit_id") references "unit" ("id");

      create extension if not exists btree_gist;

      alter table "unit" add constraint "unit_size_check" check ("beds" > 0 and "area_m2" > 0);
      alter table "unit" add constraint "unit_number_in_property" unique ("property_id", "number");
      create index "property_of_community" on "property" ("community_id", "id");

      -- H1: one bed, one tenant a day. A whole unit is all its beds. Half-open days: one may move in as another moves out.
      alter table "lease" add constraint "lease_h1_no_overlap" exclude using gist (
        "unit_id" with =,
        int4range(coalesce("bed", 1), "bed" + 1) with &&,
        daterange("let_from", "let_until") with &&
      ) where ("state" in ('SIGNED', 'ACTIVE', 'NOTICE'));
      alter table "lease" add constraint "lease_days_check" check ("let_from" < "let_until");

      -- H2: the bed is there. A lease repeats its unit's beds, kept equal by the key, so that its row alone can tell; a unit
      -- cannot lose a bed in which somebody lives.
      alter table "unit" add constraint "unit_beds_key" unique ("id", "beds");
      alter table "lease" add constraint "lease_unit_beds_foreign" foreign key ("unit_id", "unit_beds") references "unit" ("id", "beds") on update cascade;
      alter table "lease" add constraint "lease_h2_bed_check" check ("bed" >= 1 and ("bed" <= "unit_beds" or "state" in ('ENDED', 'LAPSED')));

      -- H2: a place under a master lease is in one of its units; a unit is under one master lease at a time.
      alter table "master_lease" add constraint "master_lease_days_check" check ("let_from" < "let_until");
      alter table "master_lease" add constraint "master_lease_days_key" unique ("id", "let_from", "let_until");
      alter table "master_lease_unit" add constraint "master_lease_unit_days_foreign" foreign key ("master_lease_id", "let_from", "let_until")
        references "master_lease" ("id", "let_from", "let_until") on update cascade;
      alter table "master_lease_unit" add constraint "master_lease_unit_once" unique ("master_lease_id", "unit_id");
      alter table "master_lease_unit" add constraint "master_lease_unit_no_overlap" exclude using gist (
        "unit_id" with =, daterange("let_from", "let_until") with &&
      );
      alter table "lease" add constraint "lease_h2_unit_foreign" foreign key ("master_lease_id", "unit_id")
        references "master_lease_unit" ("master_lease_id", "unit_id");

      -- H3: free lodging once a person, three calendar months at most (30 November + 3 months is the end of February).
      create unique index "lease_h3_free_once" on "lease" ("tenant_id")
        where "payer" = 'FREE' and "state" in ('SIGNED', 'ACTIVE', 'NOTICE', 'ENDED');
      alter table "lease" add constraint "lease_h3_free_check" check (
        "payer" <> 'FREE' or ("rent_fen" = 0 and "let_until" <= ("let_from" + interval '3 months')::date)
      );

      alter table "lease" add constraint "lease_money_check" check ("rent_fen" >= 0 and "deposit_fen" >= 0);
      alter table "lease" add constraint "lease_signed_check" check (("signed_at" is null) = ("state" in ('OFFERED', 'LAPSED')));
      create index "lease_of_tenant" on "lease" ("tenant_id", "let_from", "id");
      create index "lease_of_unit" on "lease" ("unit_id", "let_from", "id");
      create index "lease_of_master_lease" on "lease" ("master_lease_id", "let_from", "id") where "master_lease_id" is not null;
      create index "lease_moved_by_time" on "lease" ("state") where "state" in ('OFFERED', 'SIGNED', 'ACTIVE', 'NOTICE');
      create index "lease_step_of_lease" on "lease_step" ("lease_id", "done_at", "id");
      create index "master_lease_of_enterprise" on "master_lease" ("enterprise_id", "let_from", "id");

      -- H6: one live application a person and listing.
      create unique index "application_h6_once" on "application" ("listing_id", "applicant_id") where "state" <> 'WITHDRAWN';
      create unique index "application_rank" on "application" ("listing_id", "rank");
      create index "application_of_applicant" on "application" ("applicant_id", "id");
      create index "application_of_listing" on "application" ("listing_id", "id");
      create unique index "listing_unit_once" on "listing_unit" ("listing_id", "unit_id");
      create index "listing_of_property" on "listing" ("property_id", "id");
      alter table "listing" add constraint "listing_times_check" check ("opens_at" < "closes_at");
      alter table "listing" add constraint "listing_h6_commitment_check" check (
        "review_order" <> 'LOTTERY' or "state" = 'DRAFT' or "seed_commitment" is not null
      );

      -- H4: a code is redeemed at most once, and a rescinded purchase does not give it back.
      create unique index "purchase_code_value" on "purchase_code" ("value_hash");
      create index "purchase_code_of_holder" on "purchase_code" ("holder_id", "id");
      create unique index "home_purchase_h4_code_once" on "home_purchase" ("code_id");
      -- H5: a unit is sold at most once; a rescinded purchase frees it.
      create unique index "home_purchase_h5_unit_once" on "home_purchase" ("unit_id") where "state" <> 'RESCINDED';
      create index "home_purchase_of_unit" on "home_purchase" ("unit_id");
      create index "home_purchase_of_buyer" on "home_purchase" ("buyer_id", "contracted_on", "id");
      alter table "home_purchase" add constraint "home_purchase_days_check" check (
        ("registered_on" is null or "registered_on" >= "contracted_on")
        and ("delivered_on" is null or "delivered_on" >= "contracted_on")
        and ("rescinded_on" is null or "rescinded_on" >= "contracted_on")
        and ("state" <> 'DELIVERED' or "delivered_on" is not null)
        and ("state" = 'RESCINDED') = ("rescinded_on" is not null)
      );
    `);
  }
}
