import { Migration } from '@mikro-orm/migrations';

/** The rest of the registry: teams, chains, alliances, agreements, places to use, calendars, figures, privacy. */
export class Migration20261122010000 extends Migration {
  override up(): void {
    this.addSql(`
      create table "work_calendar" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "weekly_pattern" text[] not null,
        "standard" boolean not null default false,
        primary key ("id")
      );

      create table "calendar_revision" (
        "id" text not null,
        "calendar_id" text not null,
        "year" int not null,
        "no" int not null,
        "published_at" timestamptz(3) not null,
        "source_zh" text not null,
        "source_en" text not null,
        primary key ("id")
      );

      create table "calendar_exception" (
        "id" text not null,
        "revision_id" text not null,
        "falls_on" date not null,
        "working" boolean not null,
        "name_zh" text not null,
        "name_en" text not null,
        primary key ("id")
      );

      create table "industry_chain" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "since" text null,
        "community_id" text null,
        primary key ("id")
      );

      create table "chain_head" (
        "id" text not null,
        "chain_id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "post_zh" text not null,
        "post_en" text not null,
        "in_office_from" date not null,
        "in_office_until" date null,
        primary key ("id")
      );

      create table "chain_member" (
        "id" text not null,
        "chain_id" text not null,
        "enterprise_id" text not null,
        primary key ("id")
      );

      create table "chain_convener" (
        "id" text not null,
        "chain_id" text not null,
        "enterprise_id" text not null,
        "in_office_from" date not null,
        "in_office_until" date null,
        primary key ("id")
      );

      create table "alliance" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "purpose_zh" text not null,
        "purpose_en" text not null,
        "since" text null,
        "community_id" text not null,
        "chain_id" text null,
        primary key ("id")
      );

      create table "alliance_member" (
        "id" text not null,
        "alliance_id" text not null,
        "enterprise_id" text not null,
        primary key ("id")
      );

      create table "agreement" (
        "id" text not null,
        "title_zh" text not null,
        "title_en" text not null,
        "signed_on" date null,
        "community_id" text not null,
        primary key ("id")
      );

      create table "agreement_clause" (
        "id" text not null,
        "agreement_id" text not null,
        "no" int not null,
        "text_zh" text not null,
        "text_en" text not null,
        primary key ("id")
      );

      create table "agreement_party" (
        "id" text not null,
        "agreement_id" text not null,
        "enterprise_id" text not null,
        primary key ("id")
      );

      create table "grid" (
        "id" text not null,
        "code" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "community_id" text not null,
        "area" jsonb not null default '[]',
        primary key ("id")
      );

      create table "grid_member" (
        "id" text not null,
        "grid_id" text not null,
        "role" text not null,
        "worker_id" text null,
        "account_id" text null,
        "name_zh" text null,
        "name_en" text null,
        "in_office_from" date not null,
        "in_office_until" date null,
        primary key ("id")
      );
      alter table "grid_member" add constraint "grid_member_role_check" check ("role" in ('FULL_TIME_OFFICER', 'COMMUNITY_CADRE', 'ENTERPRISE_REP', 'MOBILE_PARTY_MEMBER', 'OTHER'));

      create table "facility" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "state" text not null,
        "community_id" text not null,
        "latitude" double precision null,
        "longitude" double precision null,
        "hours" jsonb not null default '[]',
        "open_to" text[] not null,
        primary key ("id")
      );
      alter table "facility" add constraint "facility_kind_check" check ("kind" in ('SERVICE_CENTRE', 'TERMINAL_POINT', 'SCHOOL', 'NURSERY', 'CLINIC', 'ELDER_CARE', 'NEIGHBOURHOOD_CENTRE', 'CULTURE', 'LIBRARY', 'GYM', 'SUPERMARKET', 'TALENT_CENTRE', 'PARTY_CENTRE'));
      alter table "facility" add constraint "facility_state_check" check ("state" in ('PLANNED', 'OPEN', 'CLOSED'));

      create table "facility_network" (
        "id" text not null,
        "code" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "community_id" text not null,
        primary key ("id")
      );

      create table "network_slot" (
        "id" text not null,
        "network_id" text not null,
        "no" int not null,
        "label" text not null,
        "meaning_zh" text null,
        "meaning_en" text null,
        primary key ("id")
      );

      create table "network_place" (
        "id" text not null,
        "slot_id" text not null,
        "facility_id" text not null,
        primary key ("id")
      );

      create table "party_organisation" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "kind" text not null,
        "tier" text not null,
        "parent_id" text null,
        "district_id" text null,
        "community_id" text null,
        "enterprise_id" text null,
        primary key ("id")
      );
      alter table "party_organisation" add constraint "party_organisation_kind_check" check ("kind" in ('PARTY', 'UNION'));
      alter table "party_organisation" add constraint "party_organisation_tier_check" check ("tier" in ('ZONE', 'COMMUNITY', 'BRANCH'));

      create table "indicator" (
        "id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "value" double precision null,
        "precision" text not null,
        "unit" text not null,
        "period" text null,
        "source_zh" text not null,
        "source_en" text not null,
        "district_id" text null,
        "community_id" text null,
        "alliance_id" text null,
        primary key ("id")
      );
      alter table "indicator" add constraint "indicator_precision_check" check ("precision" in ('EXACT', 'AT_LEAST', 'NOT_STATED'));
      alter table "indicator" add constraint "indicator_unit_check" check ("unit" in ('PERCENT', 'PERCENT_YEAR_ON_YEAR', 'PERSONS', 'ENTERPRISES', 'PAIRS', 'YUAN', 'YEARS', 'PROBLEMS'));

      create table "dependant" (
        "id" text not null,
        "guardian_id" text not null,
        "name_zh" text not null,
        "name_en" text not null,
        "born_on" date not null,
        primary key ("id")
      );

      create table "consent" (
        "id" text not null,
        "worker_id" text not null,
        "purpose" text not null,
        "given_at" timestamptz(3) not null,
        "ends_at" timestamptz(3) null,
        primary key ("id")
      );
      alter table "consent" add constraint "consent_purpose_check" check ("purpose" in ('PHONE_TO_EMPLOYER', 'JOB_RECOMMENDATION', 'LABOUR_SHARING', 'SCHOOL_ENROLMENT', 'EVENT_INVITATIONS'));

      create table "access_log" (
        "id" text not null,
        "worker_id" text not null,
        "read_at" timestamptz(3) not null,
        "actor_id" text not null,
        "actor_zh" text not null,
        "actor_en" text not null,
        "field" text not null,
        "purpose_zh" text not null,
        "purpose_en" text not null,
        "case_id" text null,
        primary key ("id")
      );

      alter table "industry_chain" add constraint "industry_chain_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "chain_head" add constraint "chain_head_chain_id_foreign" foreign key ("chain_id") references "industry_chain" ("id");
      alter table "grid" add constraint "grid_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "facility_network" add constraint "facility_network_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "network_slot" add constraint "network_slot_network_id_foreign" foreign key ("network_id") references "facility_network" ("id");
      alter table "facility" add constraint "facility_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "network_place" add constraint "network_place_slot_id_foreign" foreign key ("slot_id") references "network_slot" ("id");
      alter table "network_place" add constraint "network_place_facility_id_foreign" foreign key ("facility_id") references "facility" ("id");
      alter table "party_organisation" add constraint "party_organisation_parent_id_foreign" foreign key ("parent_id") references "party_organisation" ("id");
      alter table "party_organisation" add constraint "party_organisation_district_id_foreign" foreign key ("district_id") references "district" ("id");
      alter table "party_organisation" add constraint "party_organisation_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "party_organisation" add constraint "party_organisation_enterprise_id_foreign" foreign key ("enterprise_id") references "enterprise" ("id");
      alter table "chain_member" add constraint "chain_member_chain_id_foreign" foreign key ("chain_id") references "industry_chain" ("id");
      alter table "chain_member" add constraint "chain_member_enterprise_id_foreign" foreign key ("enterprise_id") references "enterprise" ("id");
      alter table "chain_convener" add constraint "chain_convener_chain_id_foreign" foreign key ("chain_id") references "industry_chain" ("id");
      alter table "chain_convener" add constraint "chain_convener_enterprise_id_foreign" foreign key ("enterprise_id") references "enterprise" ("id");
      alter table "alliance" add constraint "alliance_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "alliance" add constraint "alliance_chain_id_foreign" foreign key ("chain_id") references "industry_chain" ("id");
      alter table "indicator" add constraint "indicator_district_id_foreign" foreign key ("district_id") references "district" ("id");
      alter table "indicator" add constraint "indicator_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "indicator" add constraint "indicator_alliance_id_foreign" foreign key ("alliance_id") references "alliance" ("id");
      alter table "alliance_member" add constraint "alliance_member_alliance_id_foreign" foreign key ("alliance_id") references "alliance" ("id");
      alter table "alliance_member" add constraint "alliance_member_enterprise_id_foreign" foreign key ("enterprise_id") references "enterprise" ("id");
      alter table "agreement" add constraint "agreement_community_id_foreign" foreign key ("community_id") references "community" ("id");
      alter table "agreement_party" add constraint "agreement_party_agreement_id_foreign" foreign key ("agreement_id") references "agreement" ("id");
      alter table "agreement_party" add constraint "agreement_party_enterprise_id_foreign" foreign key ("enterprise_id") references "enterprise" ("id");
      alter table "agreement_clause" add constraint "agreement_clause_agreement_id_foreign" foreign key ("agreement_id") references "agreement" ("id");
      alter table "calendar_revision" add constraint "calendar_revision_calendar_id_foreign" foreign key ("calendar_id") references "work_calendar" ("id");
      alter table "calendar_exception" add constraint "calendar_exception_revision_id_foreign" foreign key ("revision_id") references "calendar_revision" ("id");
      alter table "grid_member" add constraint "grid_member_grid_id_foreign" foreign key ("grid_id") references "grid" ("id");
      alter table "grid_member" add constraint "grid_member_worker_id_foreign" foreign key ("worker_id") references "worker" ("id");
      alter table "dependant" add constraint "dependant_guardian_id_foreign" foreign key ("guardian_id") references "worker" ("id");
      alter table "consent" add constraint "consent_worker_id_foreign" foreign key ("worker_id") references "worker" ("id");
      alter table "access_log" add constraint "access_log_worker_id_foreign" foreign key ("worker_id") references "worker" ("id");

      alter table "community" add column "calendar_id" text null references "work_calendar" ("id");
      alter table "community" add column "principle_zh" text null;
      alter table "community" add column "principle_en" text null;

      alter table "enterprise" add column "status" text not null default 'ACTIVE';
      alter table "enterprise" add column "key_enterprise" boolean not null default false;
      alter table "enterprise" add column "pay_practice_codes" text[] not null default '{}';
      alter table "enterprise" add column "site_latitude" double precision null;
      alter table "enterprise" add column "site_longitude" double precision null;
      alter table "enterprise" add column "grid_id" text null;
      alter table "enterprise" add constraint "enterprise_status_check" check ("status" in ('ACTIVE', 'SUSPENDED', 'LEFT'));

      alter table "worker" add column "native_place_zh" text null;
      alter table "worker" add column "native_place_en" text null;
      alter table "worker" add column "household_state" text not null default 'ELSEWHERE';
      update "worker" set "household_state" = 'SETTLED' where "settled_on" is not null;
      alter table "worker" add constraint "worker_household_state_check" check ("household_state" in ('ELSEWHERE', 'APPLYING', 'SETTLED'));
      alter table "worker" add constraint "worker_settled_check" check (("household_state" = 'SETTLED') = ("settled_on" is not null));

      alter table "employment" add column "contract_until" date null;

      -- C4: a grid has at most one full-time officer at any instant; a handover ends one on the day the next begins.
      alter table "grid" add constraint "grid_code_unique" unique ("community_id", "code");
      alter table "grid_member" add constraint "grid_member_c4" exclude using gist (
        "grid_id" with =, daterange("in_office_from", "in_office_until") with &&
      ) where ("role" = 'FULL_TIME_OFFICER');
      alter table "grid_member" add constraint "grid_member_who_check" check ("worker_id" is not null or "name_zh" is not null);
      create index "grid_member_of_grid" on "grid_member" ("grid_id", "id");
      create index "grid_member_of_worker" on "grid_member" ("worker_id") where "worker_id" is not null;

      -- C4: a site lies in a grid of its own community, and in one.
      alter table "grid" add constraint "grid_of_community" unique ("id", "community_id");
      alter table "enterprise" add constraint "enterprise_c4" foreign key ("grid_id", "community_id") references "grid" ("id", "community_id");
      create index "enterprise_of_grid" on "enterprise" ("grid_id", "id");

      -- C5: at most one head and one convener of a chain at any instant, and the convener is a member.
      alter table "chain_member" add constraint "chain_member_unique" unique ("chain_id", "enterprise_id");
      alter table "chain_head" add constraint "chain_head_c5" exclude using gist (
        "chain_id" with =, daterange("in_office_from", "in_office_until") with &&
      );
      alter table "chain_convener" add constraint "chain_convener_c5" exclude using gist (
        "chain_id" with =, daterange("in_office_from", "in_office_until") with &&
      );
      alter table "chain_convener" add constraint "chain_convener_is_member" foreign key ("chain_id", "enterprise_id") references "chain_member" ("chain_id", "enterprise_id");
      create index "chain_member_of_chain" on "chain_member" ("chain_id", "id");
      create index "chain_member_of_enterprise" on "chain_member" ("enterprise_id");
      create index "industry_chain_of_community" on "industry_chain" ("community_id");

      alter table "alliance_member" add constraint "alliance_member_unique" unique ("alliance_id", "enterprise_id");
      create index "alliance_member_of_alliance" on "alliance_member" ("alliance_id", "id");
      create index "alliance_member_of_enterprise" on "alliance_member" ("enterprise_id");
      create index "alliance_of_community" on "alliance" ("community_id");
      create index "alliance_of_chain" on "alliance" ("chain_id");

      alter table "agreement_clause" add constraint "agreement_clause_no_unique" unique ("agreement_id", "no");
      alter table "agreement_party" add constraint "agreement_party_unique" unique ("agreement_id", "enterprise_id");
      create index "agreement_party_of_agreement" on "agreement_party" ("agreement_id", "id");
      create index "agreement_party_of_enterprise" on "agreement_party" ("enterprise_id");
      create index "agreement_of_community" on "agreement" ("community_id");

      -- C6: a published year has revisions, one after the other; a revision says one thing about a day.
      create unique index "work_calendar_standard" on "work_calendar" ("standard") where "standard";
      alter table "calendar_revision" add constraint "calendar_revision_c6" unique ("calendar_id", "year", "no");
      alter table "calendar_revision" add constraint "calendar_revision_no_check" check ("no" > 0);
      alter table "calendar_exception" add constraint "calendar_exception_c6" unique ("revision_id", "falls_on");

      alter table "facility" add constraint "facility_location_check" check (("latitude" is null) = ("longitude" is null));
      create index "facility_of_community" on "facility" ("community_id", "id");
      create index "facility_at" on "facility" ("latitude", "longitude") where "state" = 'OPEN';
      alter table "network_slot" add constraint "network_slot_no_unique" unique ("network_id", "no");
      alter table "network_place" add constraint "network_place_unique" unique ("slot_id", "facility_id");
      create index "network_place_of_facility" on "network_place" ("facility_id");
      create index "facility_network_of_community" on "facility_network" ("community_id");

      alter table "party_organisation" add constraint "party_organisation_of_check" check (
        ("tier" = 'ZONE') = ("district_id" is not null)
        and ("tier" = 'COMMUNITY') = ("community_id" is not null)
        and ("tier" = 'BRANCH') = ("enterprise_id" is not null)
      );
      create index "party_organisation_of_parent" on "party_organisation" ("parent_id", "id");
      create index "party_organisation_of_district" on "party_organisation" ("district_id");
      create index "party_organisation_of_community" on "party_organisation" ("community_id");
      create index "party_organisation_of_enterprise" on "party_organisation" ("enterprise_id");

      -- A figure is about one thing, and absent exactly where its source does not state it.
      alter table "indicator" add constraint "indicator_about_check" check (num_nonnulls("district_id", "community_id", "alliance_id") = 1);
      alter table "indicator" add constraint "indicator_value_check" check (("precision" = 'NOT_STATED') = ("value" is null));
      create index "indicator_of_district" on "indicator" ("district_id");
      create index "indicator_of_community" on "indicator" ("community_id");
      create index "indicator_of_alliance" on "indicator" ("alliance_id");

      create index "dependant_of_guardian" on "dependant" ("guardian_id");
      alter table "consent" add constraint "consent_dates_check" check ("ends_at" is null or "given_at" < "ends_at");
      create index "consent_of_worker" on "consent" ("worker_id");

      -- Who read what is never rewritten, not even by us.
      create index "access_log_of_worker" on "access_log" ("worker_id", "read_at", "id");
      create function "access_log_is_append_only"() returns trigger language plpgsql as $$
      begin
        raise exception 'the access log is append-only' using errcode = 'integrity_constraint_violation', constraint = 'access_log_append_only';
      end $$;
      create trigger "access_log_append_only" before update or delete on "access_log"
        for each row execute function "access_log_is_append_only"();
    `);
  }
}
