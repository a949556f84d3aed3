-- Forums: standing meetings with a chair, members, a rhythm and an audience. A closed one does not exist for who is outside it.
create table forums (
    id            uuid primary key default gen_random_uuid(),
    owner_id      uuid not null references actors,
    chair_id      uuid not null references actors,
    name          text not null check (length(name) between 1 and 160),
    family        text not null constraint forums_family_known check (family in ('cmcoord', 'cimic', 'protection', 'security', 'local_authority', 'project_committee', 'other')),
    purpose       text not null default '' check (length(purpose) <= 1000),
    audience      text not null default 'parties' check (audience in ('partners', 'humanitarian', 'mission', 'military', 'parties', 'owner')),
    attribution   text not null default 'attributed' check (attribution in ('attributed', 'chatham_house')),
    language      text not null default 'en' check (language in ('en', 'fr', 'ar')),
    area_id       uuid references areas,
    -- the rhythm: first day and hour on the clocks of the zone, an iCalendar rule (RFC 5545, 3.3.10) without DTSTART, days left out
    time_zone     text not null check (length(time_zone) between 1 and 60),
    first_on      date not null,
    starts_clock  time not null,
    minutes       int not null constraint forums_minutes_sensible check (minutes between 5 and 1440),
    rule          text not null default '' check (length(rule) <= 300),
    skips         date[] not null default '{}' check (cardinality(skips) <= 200),
    -- occurrences exist up to this moment; the house's clock moves it on
    made_until    timestamptz,
    invite_days   int not null default 7 constraint forums_invite_days_sensible check (invite_days between 0 and 60),
    expected      text not null default '' check (length(expected) <= 600),
    template      text not null default '' check (length(template) <= 4000),
    place_kind    text not null default 'house' check (place_kind in ('house', 'neutral', 'office', 'online', 'phone')),
    -- in calendars it says "Meeting" and no place
    is_discreet   boolean not null default false,
    is_announced  boolean not null default false,
    status        text not null default 'active' check (status in ('active', 'ended')),
    version       int not null default 1,
    created_at    timestamptz not null default now(),
    constraint forums_announced_is_open check (not is_announced or audience in ('partners', 'parties') and not is_discreet)
);
create unique index forums_name on forums (owner_id, lower(name)) where status = 'active';
create index forums_made_idx on forums (made_until) where status = 'active' and rule <> '';
create trigger forums_version before update on forums for each row execute function count_version();

-- Where it meets: for those invited only.
create table forum_venues (
    forum_id uuid primary key references forums,
    place    text not null default '' check (length(place) <= 300),
    link     text not null default '' check (length(link) <= 400)
);

create table forum_members (
    forum_id uuid not null references forums,
    actor_id uuid not null references actors,
    added_at timestamptz not null default now(),
    added_by uuid,
    left_at  timestamptz,
    primary key (forum_id, actor_id)
);
create index forum_members_actor_idx on forum_members (actor_id) where left_at is null;

-- Who sees which forum; `is_named` tells the invited from those whom the audience admits.
create table forum_sights (
    forum_id uuid not null,
    grantee  uuid not null,
    is_named boolean not null,
    primary key (forum_id, grantee)
);
create index forum_sights_grantee_idx on forum_sights (grantee, forum_id);

-- A closed audience closes the guest list too: nobody of another community is invited to what must not exist for it.
create function audience_takes(audience text, actor uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select case $1 when 'humanitarian' then community = 'humanitarian' when 'military' then community = 'military'
        when 'mission' then community in ('military', 'mission') when 'owner' then true else community <> 'system' end
    from actors where id = $2);
end $$;

-- The actors above an actor as far as sight climbs, itself included.
create function sight_climbs(named uuid[]) returns table (id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with recursive climb as (
        select a.id, a.parent_id, a.community from actors a where a.id = any (named)
        union
        select p.id, p.parent_id, p.community from climb c join actors p on p.id = c.parent_id and p.community = c.community
        where c.community in ('military', 'mission', 'humanitarian')
    ) select c.id from climb c;
end $$;

create function forums_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.family = 'cmcoord' and (select community from actors where id = new.chair_id) <> 'humanitarian' then
        raise exception 'only a humanitarian actor chairs a CMCoord forum' using errcode = 'check_violation', constraint = 'forums_cmcoord_chair';
    end if;
    if not audience_takes(new.audience, new.owner_id) or not audience_takes(new.audience, new.chair_id) or new.audience = 'owner' and new.chair_id <> new.owner_id then
        raise exception 'host and chair belong to the audience' using errcode = 'check_violation', constraint = 'forums_audience_fits_host';
    end if;
    if exists (select from forum_members m where m.forum_id = new.id and m.left_at is null and (new.audience = 'owner' or not audience_takes(new.audience, m.actor_id))) then
        raise exception 'a member does not belong to the audience' using errcode = 'check_violation', constraint = 'forums_audience_fits_members';
    end if;
    return new;
end $$;
create trigger forums_rules before insert or update on forums for each row execute function forums_keep_rules();

create function forum_members_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.left_at is null and not exists (select from forums f where f.id = new.forum_id and f.audience <> 'owner' and audience_takes(f.audience, new.actor_id)) then
        raise exception 'this actor does not belong to the audience' using errcode = 'check_violation', constraint = 'forum_members_fit_audience';
    end if;
    return new;
end $$;
create trigger forum_members_rules before insert or update on forum_members for each row execute function forum_members_keep_rules();

create function forum_sights_rebuild(f forums) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    members uuid[] := array(select m.actor_id from forum_members m where m.forum_id = f.id and m.left_at is null);
    named uuid[] := case when f.audience = 'owner' then array[f.owner_id] else array(select id from sight_climbs(array[f.owner_id, f.chair_id] || members)) end;
begin
    delete from forum_sights s where s.forum_id = f.id;
    insert into forum_sights (forum_id, grantee, is_named)
    select f.id, id, true from unnest(named) id
    union all select f.id, audience_grantee(f.audience), false where audience_grantee(f.audience) is not null;
end $$;
create function forums_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform forum_sights_rebuild(new);
    return null;
end $$;
create trigger forums_spread_insert after insert on forums for each row execute function forums_spread();
create trigger forums_spread_update after update on forums for each row
    when (old.audience <> new.audience or old.chair_id <> new.chair_id or old.owner_id <> new.owner_id) execute function forums_spread();
create function forum_members_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform forum_sights_rebuild(f) from forums f where f.id = new.forum_id;
    return null;
end $$;
create trigger forum_members_spread after insert or update of left_at on forum_members for each row execute function forum_members_spread();

alter table forums enable row level security;
alter table forum_venues enable row level security;
alter table forum_members enable row level security;
alter table forum_sights enable row level security;
create policy forum_sights_see on forum_sights for select to cimic_app using (grantee = any ((select viewer_sights())::uuid[]) or (select viewer_role()) = 'house');
create policy forums_see on forums for select to cimic_app using (exists (select from forum_sights s where s.forum_id = forums.id));
create policy forums_add on forums for insert to cimic_app with check (
    owner_id = (select viewer_actor()) and (select viewer_role()) in ('coordinator', 'officer', 'chief', 'section', 'qip_manager') or (select viewer_role()) = 'house');
create policy forums_change on forums for update to cimic_app
    using (owner_id = (select viewer_actor()) or chair_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy forum_venues_see on forum_venues for select to cimic_app using (exists (select from forum_sights s where s.forum_id = forum_venues.forum_id and s.is_named));
create policy forum_venues_write on forum_venues for insert to cimic_app with check (
    exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id)) or (select viewer_role()) = 'house');
create policy forum_venues_change on forum_venues for update to cimic_app using (
    exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id)) or (select viewer_role()) = 'house');
create policy forum_members_see on forum_members for select to cimic_app using (exists (select from forum_sights s where s.forum_id = forum_members.forum_id and s.is_named));
create policy forum_members_add on forum_members for insert to cimic_app with check (
    exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id)) or (select viewer_role()) = 'house');
-- The host takes members out and in; a member can leave.
create policy forum_members_change on forum_members for update to cimic_app
    using (actor_id = (select viewer_actor()) or exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id)) or (select viewer_role()) = 'house')
    with check (left_at is not null or exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id)) or (select viewer_role()) = 'house');
grant select on forum_sights to cimic_app;
grant select, insert on forums, forum_venues, forum_members to cimic_app;
grant update (chair_id, name, family, purpose, audience, attribution, language, area_id, time_zone, first_on, starts_clock, minutes, rule, skips, made_until, invite_days,
    expected, template, place_kind, is_discreet, is_announced, status) on forums to cimic_app;
grant update (place, link) on forum_venues to cimic_app;
grant update (left_at) on forum_members to cimic_app;
