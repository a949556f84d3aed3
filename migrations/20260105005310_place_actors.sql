-- Who is where, counted: the map read every entry of the directory, 115 ms at 1,300 and a hundred times that at 100,000. Sums by place, audience and day of the
-- last confirmation, kept by triggers a statement at a time; the map reads as many rows as there are places and days on which an entry is still fresh.
create table actor_places (
    actor_id     uuid not null,
    -- a district or a region, of today's country
    place_id     uuid not null,
    -- none: only whoever is, leads or keeps the entry sees it
    audience_id  uuid,
    confirmed_on date not null,
    primary key (actor_id, place_id)
);
create index actor_places_day_idx on actor_places (confirmed_on, audience_id);
create table place_actors (
    audience_id  uuid not null,
    -- '-infinity' counts all days
    confirmed_on date not null,
    place_id     uuid not null,
    n            int not null,
    primary key (audience_id, confirmed_on, place_id) include (n)
);
create index actors_keeper_idx on actors (keeper_id) where keeper_id is not null;
alter table actor_places enable row level security;
alter table place_actors enable row level security;
create policy actor_places_see on actor_places for select to cimic_app using (exists (select from actors a where a.id = actor_id));
create policy place_actors_see on place_actors for select to cimic_app using (audience_id = any ((select viewer_grantees())::uuid[]) or (select viewer_role()) in ('house', 'admin'));
grant select on actor_places, place_actors to cimic_app;

create function place_actors_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into place_actors as p (audience_id, confirmed_on, place_id, n)
    select c.audience_id, d.day, c.place_id, count(*) * case tg_op when 'INSERT' then 1 else -1 end
    from changed c cross join lateral (values (c.confirmed_on), ('-infinity'::date)) d (day) where c.audience_id is not null
    group by 1, 2, 3 order by 1, 2, 3
    on conflict (audience_id, confirmed_on, place_id) do update set n = p.n + excluded.n;
    if tg_op = 'DELETE' then
        delete from place_actors p using (select distinct audience_id, confirmed_on, place_id from changed) c
        where p.audience_id = c.audience_id and p.confirmed_on = c.confirmed_on and p.place_id = c.place_id and p.n = 0;
    end if;
    return null;
end $$;
create trigger place_actors_came after insert on actor_places referencing new table as changed for each statement execute function place_actors_change();
create trigger place_actors_went after delete on actor_places referencing old table as changed for each statement execute function place_actors_change();

-- Brings the places of these actors up to what they should be. Rows that stay as they are are not written.
create function actor_places_rebuild(actors_in uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare wanted actor_places[];
begin
    wanted := array(
        select distinct row(a.id, place.id, a.audience_id, coalesce((a.last_confirmed_at at time zone 'UTC')::date, '1900-01-01'))::actor_places
        from actors a join actor_areas aa on aa.actor_id = a.id and aa.presence <> 'responsibility' join area_homes o on o.area_id = aa.area_id
        cross join lateral (values (o.district_id), (o.region_id)) place (id)
        where a.id = any (actors_in) and a.status not in ('merged', 'departed') and a.community <> 'system' and place.id is not null);
    delete from actor_places p where p.actor_id = any (actors_in) and not exists (
        select from unnest(wanted) w where w.actor_id = p.actor_id and w.place_id = p.place_id and w.audience_id is not distinct from p.audience_id and w.confirmed_on = p.confirmed_on);
    insert into actor_places select w.actor_id, w.place_id, w.audience_id, w.confirmed_on from unnest(wanted) w on conflict do nothing;
end $$;
create function actors_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform actor_places_rebuild(array(select id from changed));
    return null;
end $$;
create trigger actors_place after update on actors referencing new table as changed for each statement execute function actors_place();
create function actor_areas_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform actor_places_rebuild(array(select distinct actor_id from changed));
    return null;
end $$;
create trigger actor_areas_place_insert after insert on actor_areas referencing new table as changed for each statement execute function actor_areas_place();
create trigger actor_areas_place_delete after delete on actor_areas referencing old table as changed for each statement execute function actor_areas_place();
-- A place that moves, ends or is taken over moves those who are in it, below it, or in what it took over.
create function areas_place() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform actor_places_rebuild(array(
        with recursive touched as (
            select n.id from now_so n join was_so w on w.id = n.id
            where (n.parent_id, n.superseded_by, n.level, n.valid_to is null) is distinct from (w.parent_id, w.superseded_by, w.level, w.valid_to is null)
            union select a.id from areas a join touched t on a.parent_id = t.id or a.superseded_by = t.id
        ) select distinct aa.actor_id from actor_areas aa join touched t on t.id = aa.area_id));
    return null;
end $$;
create trigger areas_place after update on areas referencing old table as was_so new table as now_so for each statement execute function areas_place();
select actor_places_rebuild(array(select distinct actor_id from actor_areas));
do $$ declare f regprocedure; begin
    foreach f in array array['place_actors_change()', 'actor_places_rebuild(uuid[])', 'actors_place()', 'actor_areas_place()', 'areas_place()']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
