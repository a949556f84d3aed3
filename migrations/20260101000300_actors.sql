-- Actors: every organisation, unit, office, authority and community body, with the desks and their areas.
-- Words as they are searched and sorted: lower case, without accents.
create function plain_words(words text) returns text language sql immutable parallel safe as $$
    select lower(public.unaccent('public.unaccent'::regdictionary, words))
$$;

create table actors (
    id                uuid primary key default gen_random_uuid(),
    name              text not null check (length(name) between 1 and 200),
    acronym           text not null default '' check (length(acronym) <= 40),
    local_name        text not null default '' check (length(local_name) <= 200),
    kind              text not null constraint actors_kind_known check (kind in ('academic', 'donor', 'embassy', 'government', 'ingo', 'international_organization', 'media',
        'military', 'nngo', 'other', 'private_sector', 'red_cross', 'religious', 'un', 'military_unit', 'police', 'mission_section', 'community_body',
        'traditional_authority', 'party_to_conflict', 'contractor', 'system')),
    community         text not null check (community in ('military', 'humanitarian', 'mission', 'host', 'system', 'none')),
    parent_id         uuid references actors,
    posture           text check (posture in ('coexistence', 'coordination', 'cooperation')),
    status            text not null default 'active' check (status in ('proposed', 'active', 'dormant', 'departed', 'merged')),
    merged_into_id    uuid references actors,
    marking           text not null default '' check (length(marking) <= 60),
    languages         text[] not null default '{}',
    mandate           text not null default '' check (length(mandate) <= 400),
    website           text not null default '' check (length(website) <= 200),
    phone             text not null default '' check (length(phone) <= 60),
    audience          text not null default 'partners' check (audience in ('public', 'partners', 'humanitarian', 'owner')),
    audience_id       uuid generated always as (audience_grantee(audience)) stored,
    keeper_id         uuid references actors,
    last_confirmed_at timestamptz,
    source            text not null default '',
    version           int not null default 1,
    created_at        timestamptz not null default now(),
    sort_name         text generated always as (plain_words(name)) stored,
    words             text generated always as (plain_words(name || ' ' || acronym || ' ' || local_name)) stored,
    constraint actors_posture_is_humanitarian check (posture is null or community = 'humanitarian'),
    constraint actors_coexistence_hidden check (posture is distinct from 'coexistence' or audience = 'humanitarian'),
    constraint actors_own_parent check (parent_id is distinct from id)
);
create index actors_parent_idx on actors (parent_id);
create index actors_name_idx on actors (sort_name, id);
create index actors_community_idx on actors (community, sort_name, id);
create index actors_words_idx on actors using gin (words gin_trgm_ops);
create trigger actors_version before update on actors for each row execute function count_version();
insert into actors (id, name, kind, community, audience) values
    (visitors_actor(), 'Visitors', 'system', 'system', 'partners'),
    ('00000000-0000-0000-0000-00000000b002', 'The house', 'system', 'system', 'public');

create table actor_areas (
    actor_id uuid not null references actors,
    area_id  uuid not null references areas,
    presence text not null check (presence in ('present', 'office', 'mobile', 'remote', 'partner', 'responsibility')),
    primary key (actor_id, area_id, presence)
);
create index actor_areas_area_idx on actor_areas (area_id, presence);

-- The actor and everything below it, as far as sight climbs: inside military, mission and humanitarian, never across communities, never in host.
create function actors_below(top uuid) returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    with recursive below as (
        select id, community from actors where id = top
        union
        select a.id, a.community from below b join actors a on a.parent_id = b.id and a.community = b.community
        where b.community in ('military', 'mission', 'humanitarian')
    )
    select coalesce(array_agg(id), '{}') from below);
end $$;

-- A desk takes requests in. Its stand-in is of the same community; a humanitarian request never falls to a military or mission desk.
create table desks (
    actor_id    uuid primary key references actors,
    kind        text not null check (kind in ('cimic', 'civil_affairs', 'coordinator')),
    stand_in_id uuid references actors,
    duty_phone  text not null default '' check (length(duty_phone) <= 60),
    place       text not null default '' check (length(place) <= 200),
    hours       text not null default '' check (length(hours) <= 120),
    is_top      boolean not null default false,
    constraint desks_stand_in_is_another check (stand_in_id is distinct from actor_id)
);
create function desks_keep_community() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare mine text; theirs text;
begin
    select community into mine from actors where id = new.actor_id;
    if mine <> (case new.kind when 'cimic' then 'military' when 'civil_affairs' then 'mission' else 'humanitarian' end) then
        raise exception 'a % desk belongs to its own community', new.kind using errcode = 'check_violation', constraint = 'desks_community';
    end if;
    select community into theirs from actors where id = new.stand_in_id;
    if new.stand_in_id is not null and theirs <> mine then
        raise exception 'a stand-in is of the same community' using errcode = 'check_violation', constraint = 'desks_stand_in_community';
    end if;
    return new;
end $$;
create trigger desks_community before insert or update on desks for each row execute function desks_keep_community();

alter table actors enable row level security;
alter table actor_areas enable row level security;
alter table desks enable row level security;
-- Administrators see the directory (a post names an actor); everybody else by audience, by being it or above it, or by keeping the entry.
create policy actors_see on actors for select to cimic_app using (
    audience_id = any ((select viewer_grantees())::uuid[]) or id = any ((select viewer_grantees())::uuid[])
    or keeper_id = (select viewer_actor()) or (select viewer_role()) in ('house', 'admin'));
-- Whose entries a role looks after: those of its own community, and of host bodies on whose behalf it writes.
create function keeps_actors_of(community text) returns boolean language sql stable as $$
    select case (select viewer_role()) when 'coordinator' then community in ('humanitarian', 'host')
        when 'officer' then community in ('military', 'host') when 'chief' then community in ('military', 'host')
        when 'section' then community in ('mission', 'host', 'none') else false end
$$;
create policy actors_add on actors for insert to cimic_app with check (keeps_actors_of(community) or (select viewer_role()) in ('admin', 'house'));
create policy actors_change on actors for update to cimic_app using (
    (select viewer_role()) in ('house', 'admin') or id = (select viewer_actor()) or keeps_actors_of(community));
create policy actor_areas_see on actor_areas for select to cimic_app using (exists (select from actors a where a.id = actor_id));
create policy actor_areas_write on actor_areas for all to cimic_app
    using ((select viewer_role()) in ('house', 'admin') or actor_id = (select viewer_actor())
        or exists (select from actors a where a.id = actor_id and keeps_actors_of(a.community)))
    with check ((select viewer_role()) in ('house', 'admin') or actor_id = (select viewer_actor())
        or exists (select from actors a where a.id = actor_id and keeps_actors_of(a.community)));
create policy desks_see on desks for select to cimic_app using (true);
create policy desks_write on desks for all to cimic_app using ((select viewer_role()) in ('house', 'admin')) with check ((select viewer_role()) in ('house', 'admin'));
grant select, insert, delete on actor_areas to cimic_app;
grant select, insert on actors, desks to cimic_app;
grant update (name, acronym, local_name, kind, posture, status, marking, languages, mandate, website, phone, audience, last_confirmed_at, source) on actors to cimic_app;
grant update (stand_in_id, duty_phone, place, hours, is_top) on desks to cimic_app;
grant delete on desks to cimic_app;

-- The directory, filtered and in order, from a place in it on. It repeats the rule of sight, since a search under row level
-- security would look at every row; it gives ids only.
create function actors_search(term text, of_kind text, of_community text, in_area uuid, from_name text, from_id uuid, backwards boolean, most int)
    returns table (id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    seen uuid[] := viewer_grantees(); me uuid := viewer_actor(); sees_all boolean := viewer_role() in ('house', 'admin');
    pattern text := '%' || replace(replace(replace(plain_words(term), '\', '\\'), '%', '\%'), '_', '\_') || '%';
    areas_in uuid[] := (
        with recursive here as (select in_area as id union select a.id from areas a join here on a.parent_id = here.id) select array_agg(here.id) from here);
begin
    if backwards then
        return query select a.id from actors a
        where (a.audience_id = any (seen) or a.id = any (seen) or a.keeper_id = me or sees_all)
          and a.status <> 'merged' and a.community <> 'system' and (term is null or a.words like pattern)
          and (of_kind is null or a.kind = of_kind) and (of_community is null or a.community = of_community)
          and (in_area is null or exists (select from actor_areas aa where aa.actor_id = a.id and aa.area_id = any (areas_in)))
          and (from_name is null or (a.sort_name, a.id) < (from_name, from_id))
        order by a.sort_name desc, a.id desc limit most;
    else
        return query select a.id from actors a
        where (a.audience_id = any (seen) or a.id = any (seen) or a.keeper_id = me or sees_all)
          and a.status <> 'merged' and a.community <> 'system' and (term is null or a.words like pattern)
          and (of_kind is null or a.kind = of_kind) and (of_community is null or a.community = of_community)
          and (in_area is null or exists (select from actor_areas aa where aa.actor_id = a.id and aa.area_id = any (areas_in)))
          and (from_name is null or (a.sort_name, a.id) > (from_name, from_id))
        order by a.sort_name, a.id limit most;
    end if;
end $$;
revoke all on function actors_search(text, text, text, uuid, text, uuid, boolean, int) from public;
grant execute on function actors_search(text, text, text, uuid, text, uuid, boolean, int) to cimic_app;

-- How the house may call an actor to this reader: its name, or only its community where the entry is hidden from them.
create view actor_names with (security_invoker = true) as
    select id, name, acronym, community from actors;
grant select on actor_names to cimic_app;
-- The community of an actor is never secret where the actor stands on a record one may see ("a humanitarian organisation").
create function actor_community(actor uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select community from actors where id = actor);
end $$;
revoke all on function actor_community(uuid) from public;
grant execute on function actor_community(uuid) to cimic_app;
