import { Migration } from '@mikro-orm/migrations';

/**
 * C4 in full: grids share borders but no ground, each site lies in the grid that holds it, and a grid has an officer at
 * every instant (ADR 70).
 */
export class Migration20261122033010 extends Migration {
  override up(): void {
    this.addSql(`
      create function "grid_ground"(area jsonb) returns polygon language sql immutable strict as $$
        select case when jsonb_array_length(area) < 3 then null else (
          select string_agg(format('(%s,%s)', corner->>'longitude', corner->>'latitude'), ',' order by no)::polygon
            from jsonb_array_elements(area) with ordinality corners(corner, no)
        ) end
      $$;
    `);
    this.addSql(`
      -- The ground half a metre and more inside the border. PostgreSQL counts polygons that touch as overlapping, and
      -- neighbours do touch; their cores do not.
      create function "grid_core"(area jsonb) returns polygon language plpgsql immutable strict as $$
      declare
        inset constant double precision := 0.000005;
        corners constant int := jsonb_array_length(area);
        x double precision[];
        y double precision[];
        turn double precision := 0;
        ux double precision; uy double precision; vx double precision; vy double precision;
        stretch double precision;
        before int; next int; length double precision;
        core text := '';
      begin
        if corners < 3 then return null; end if;
        for i in 0..corners - 1 loop
          x[i] := (area->i->>'longitude')::double precision;
          y[i] := (area->i->>'latitude')::double precision;
        end loop;
        for i in 0..corners - 1 loop
          next := (i + 1) % corners;
          turn := turn + x[i] * y[next] - x[next] * y[i];
        end loop;
        if turn = 0 then
          raise exception 'corners in one line' using errcode = 'check_violation', constraint = 'grid_area_check';
        end if;
        for i in 0..corners - 1 loop
          before := (i + corners - 1) % corners;
          next := (i + 1) % corners;
          length := sqrt((x[i] - x[before]) ^ 2 + (y[i] - y[before]) ^ 2);
          ux := -sign(turn) * (y[i] - y[before]) / length;
          uy := sign(turn) * (x[i] - x[before]) / length;
          length := sqrt((x[next] - x[i]) ^ 2 + (y[next] - y[i]) ^ 2);
          vx := -sign(turn) * (y[next] - y[i]) / length;
          vy := sign(turn) * (x[next] - x[i]) / length;
          -- A spike would throw its inner corner far away.
          stretch := inset / greatest(1 + ux * vx + uy * vy, 0.1);
          core := core || case when i = 0 then '' else ',' end
            || format('(%s,%s)', x[i] + stretch * (ux + vx), y[i] + stretch * (uy + vy));
        end loop;
        return core::polygon;
      exception when division_by_zero then
        raise exception 'two corners are one' using errcode = 'check_violation', constraint = 'grid_area_check';
      end $$;
    `);
    this.addSql(`
      alter table "grid" add column "ground" polygon generated always as ("grid_ground"("area")) stored;
      alter table "grid" add column "core" polygon generated always as ("grid_core"("area")) stored;
      -- Deferrable, for a border that moves: one grid grows before the other has shrunk.
      create index "grid_at" on "grid" using gist ("ground");
      alter table "grid" add constraint "grid_c4" exclude using gist ("core" with &&) deferrable initially immediate;
    `);
    this.addSql(`
      -- Areas are drawn one after the other: two that break the constraint on each other would wait for each other.
      create function "grid_takes_turns"() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock(7240918);
        perform 1 from community where id = new.community_id for no key update;
        return new;
      end $$;
      create trigger "grid_takes_turns" before insert or update of "area", "community_id" on "grid"
        for each row execute function "grid_takes_turns"();

      -- A site belongs to the grid that holds it: said by the database, whoever writes. A site on a border belongs to
      -- the grid that it is given to, else to the first. The lock waits for a grid that is being drawn.
      create function "enterprise_in_grid"() returns trigger language plpgsql as $$
      declare
        holding text;
      begin
        if new.site_latitude is null then return new; end if;
        perform 1 from community where id = new.community_id for share;
        select id into holding from grid
          where community_id = new.community_id and ground @> point(new.site_longitude, new.site_latitude)
          order by (id = new.grid_id) desc nulls last, code limit 1;
        if holding is null then
          if exists (select 1 from grid where community_id = new.community_id and ground is not null) then
            raise exception 'no grid holds the site' using errcode = 'check_violation', constraint = 'enterprise_c4_site';
          end if;
          return new;
        end if;
        if new.grid_id is not null and new.grid_id <> holding and (tg_op = 'INSERT' or new.grid_id is distinct from old.grid_id) then
          raise exception 'another grid holds the site' using errcode = 'check_violation', constraint = 'enterprise_c4';
        end if;
        new.grid_id := holding;
        return new;
      end $$;
      create trigger "enterprise_in_grid" before insert or update of "grid_id", "community_id", "site_latitude", "site_longitude"
        on "enterprise" for each row execute function "enterprise_in_grid"();

      -- At the end of a transaction that drew grids, the sites of the community are where its grids now are.
      create function "grid_holds_sites"() returns trigger language plpgsql as $$
      begin
        -- The trigger above finds the grid that holds each of them, or refuses.
        update enterprise set grid_id = null
          from grid where grid.id = enterprise.grid_id and enterprise.community_id = new.community_id
           and enterprise.site_latitude is not null
           and not grid.ground @> point(enterprise.site_longitude, enterprise.site_latitude);
        update enterprise set grid_id = null
          where community_id = new.community_id and grid_id is null and site_latitude is not null;
        return null;
      end $$;
      create constraint trigger "grid_holds_sites" after insert or update of "area" on "grid"
        deferrable initially deferred for each row execute function "grid_holds_sites"();
    `);
    this.addSql(`
      -- An office of no day at all would slip between two others.
      alter table "grid_member" add constraint "grid_member_dates_check" check ("in_office_from" < "in_office_until");
      alter table "chain_head" add constraint "chain_head_dates_check" check ("in_office_from" < "in_office_until");
      alter table "chain_convener" add constraint "chain_convener_dates_check" check ("in_office_from" < "in_office_until");
    `);
    this.addSql(`
      -- C4: from its first officer on, a grid is never without one. Judged when all of a handover is written.
      create function "require_officer"(whose text) returns void language plpgsql as $$
      declare
        served datemultirange;
      begin
        select range_agg(daterange(in_office_from, in_office_until)) into served from grid_member
          where grid_id = whose and role = 'FULL_TIME_OFFICER';
        if served is null or not upper_inf(served) or served <> datemultirange(range_merge(served)) then
          raise exception 'a grid without an officer' using errcode = 'check_violation', constraint = 'grid_member_c4_always';
        end if;
      end $$;

      create function "grid_has_officer"() returns trigger language plpgsql as $$
      begin
        perform require_officer(new.id);
        return null;
      end $$;
      create constraint trigger "grid_has_officer" after insert on "grid"
        deferrable initially deferred for each row execute function "grid_has_officer"();

      create function "grid_member_has_officer"() returns trigger language plpgsql as $$
      begin
        if new.grid_id is not null then perform require_officer(new.grid_id); end if;
        if old.grid_id is not null and old.grid_id is distinct from new.grid_id then perform require_officer(old.grid_id); end if;
        return null;
      end $$;
      create constraint trigger "grid_member_has_officer" after insert or update or delete on "grid_member"
        deferrable initially deferred for each row execute function "grid_member_has_officer"();
    `);
  }
}
