import { Migration } from '@mikro-orm/migrations';

/** Places to use, chains, alliances, agreements and organisations, as those who keep them may change them. */
export class Migration20261122065501 extends Migration {
  override up(): void {
    this.addSql(`
      -- C5: from its first head and convener on, a chain is never without either. Judged when all of a handover is written.
      create function "require_chain_offices"(whose text) returns void language plpgsql as $$
      declare
        headed datemultirange;
        convened datemultirange;
      begin
        select range_agg(daterange(in_office_from, in_office_until)) into headed from chain_head where chain_id = whose;
        select range_agg(daterange(in_office_from, in_office_until)) into convened from chain_convener where chain_id = whose;
        if headed is null and convened is null then return; end if;
        if headed is null or not upper_inf(headed) or headed <> datemultirange(range_merge(headed))
          or convened is null or not upper_inf(convened) or convened <> datemultirange(range_merge(convened)) then
          raise exception 'a chain without a head or a convener' using errcode = 'check_violation', constraint = 'chain_c5_always';
        end if;
      end $$;

      create function "chain_has_offices"() returns trigger language plpgsql as $$
      begin
        if new.chain_id is not null then perform require_chain_offices(new.chain_id); end if;
        if old.chain_id is not null and old.chain_id is distinct from new.chain_id then perform require_chain_offices(old.chain_id); end if;
        return null;
      end $$;
      create constraint trigger "chain_head_c5_always" after insert or update or delete on "chain_head"
        deferrable initially deferred for each row execute function "chain_has_offices"();
      create constraint trigger "chain_convener_c5_always" after insert or update or delete on "chain_convener"
        deferrable initially deferred for each row execute function "chain_has_offices"();
    `);
    this.addSql(`
      -- Three tiers: a branch is below the committee of a community, which is below that of a zone, each of one kind. The
      -- reference carries kind and tier, so that no change of either end gets past it.
      alter table "party_organisation" add constraint "party_organisation_kind_tier" unique ("id", "kind", "tier");
      alter table "party_organisation" add column "parent_tier" text generated always as (
        case "tier" when 'COMMUNITY' then 'ZONE' when 'BRANCH' then 'COMMUNITY' end
      ) stored;
      alter table "party_organisation" add constraint "party_organisation_parent_tier"
        foreign key ("parent_id", "kind", "parent_tier") references "party_organisation" ("id", "kind", "tier");
      alter table "party_organisation" add constraint "party_organisation_top_check" check ("tier" <> 'ZONE' or "parent_id" is null);
      create unique index "party_organisation_district_once" on "party_organisation" ("kind", "district_id") where "district_id" is not null;
      create unique index "party_organisation_community_once" on "party_organisation" ("kind", "community_id") where "community_id" is not null;
    `);
    this.addSql(`
      alter table "alliance_member" add column "member_from" date null;
      alter table "alliance_member" add column "member_until" date null;
      alter table "alliance_member" drop constraint "alliance_member_unique";
      alter table "alliance_member" add constraint "alliance_member_once" exclude using gist (
        "alliance_id" with =, "enterprise_id" with =, daterange("member_from", "member_until") with &&
      );
    `);
    this.addSql(`
      -- What was signed stays as it was signed: more may sign it, and nothing of it changes.
      alter table "agreement" add column "written_in" xid8 not null default pg_current_xact_id();
      alter table "agreement_party" add column "signed_on" date null;

      create function "agreement_is_signed"() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          perform 1 from agreement where id = new.agreement_id and written_in = pg_current_xact_id();
          if found then return new; end if;
        end if;
        raise exception 'a signed agreement does not change' using errcode = 'integrity_constraint_violation', constraint = 'agreement_signed';
      end $$;
      create trigger "agreement_signed" before update or delete on "agreement"
        for each row execute function "agreement_is_signed"();
      create trigger "agreement_clause_signed" before insert or update or delete on "agreement_clause"
        for each row execute function "agreement_is_signed"();

      create function "agreement_is_whole"() returns trigger language plpgsql as $$
      begin
        if not exists (select 1 from agreement_party where agreement_id = new.id)
          or (select coalesce(max(no), 0) <> count(*) or count(*) = 0 from agreement_clause where agreement_id = new.id) then
          raise exception 'an agreement has clauses from 1 on, and whoever signed it' using errcode = 'check_violation', constraint = 'agreement_whole';
        end if;
        return null;
      end $$;
      create constraint trigger "agreement_whole" after insert on "agreement"
        deferrable initially deferred for each row execute function "agreement_is_whole"();
      alter table "agreement_clause" add constraint "agreement_clause_no_check" check ("no" > 0);
    `);
    this.addSql(`
      alter table "facility" add column "version" int not null default 1;
      create function "facility_hours_are_hours"(hours jsonb) returns boolean language sql immutable strict as $$
        select coalesce(bool_and(
          span->>'opensAt' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' and span->>'closesAt' ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'
          and span->>'opensAt' < span->>'closesAt' and jsonb_array_length(span->'days') > 0
        ), true) from jsonb_array_elements(hours) span
      $$;
      alter table "facility" add constraint "facility_hours_check" check (facility_hours_are_hours("hours"));

      -- The code of a network is its slots: the terms, in order. A term is a role, not a number.
      alter table "facility_network" add constraint "facility_network_code_unique" unique ("community_id", "code");
      create function "network_code_is_its_slots"() returns trigger language plpgsql as $$
      declare
        -- Of a network or of a slot: the one trigger serves both.
        written jsonb := to_jsonb(coalesce(new, old));
      begin
        if exists (
          select 1 from facility_network network where id = coalesce(written->>'network_id', written->>'id') and code is distinct from (
            select string_agg(label, '+' order by no) from network_slot where network_id = network.id
          )
        ) then
          raise exception 'the code of a network is its slots' using errcode = 'check_violation', constraint = 'network_code_slots';
        end if;
        return null;
      end $$;
      create constraint trigger "facility_network_code_slots" after insert or update on "facility_network"
        deferrable initially deferred for each row execute function "network_code_is_its_slots"();
      create constraint trigger "network_slot_code_slots" after insert or update or delete on "network_slot"
        deferrable initially deferred for each row execute function "network_code_is_its_slots"();

      alter table "network_place" add column "filled_from" date null;
      alter table "network_place" add column "filled_until" date null;
      alter table "network_place" drop constraint "network_place_unique";
      alter table "network_place" add constraint "network_place_once" exclude using gist (
        "slot_id" with =, "facility_id" with =, daterange("filled_from", "filled_until") with &&
      );
      create function "network_place_is_in_community"() returns trigger language plpgsql as $$
      begin
        -- The locks wait for a facility that is just moved to another community.
        perform 1 from facility
          where id = new.facility_id and community_id = (
            select network.community_id from network_slot slot join facility_network network on network.id = slot.network_id
              where slot.id = new.slot_id
          ) for share;
        if not found then
          raise exception 'a network is filled by facilities of its community' using errcode = 'check_violation', constraint = 'network_place_community';
        end if;
        return new;
      end $$;
      create trigger "network_place_community" before insert or update of "slot_id", "facility_id" on "network_place"
        for each row execute function "network_place_is_in_community"();
    `);
  }
}
