-- Activities: who does what where, when and for whom; who sees them as an index, what stands in each month as tallies.
create table activities (
    id                uuid primary key default gen_random_uuid(),
    -- whoever does it, and so its owner
    actor_id          uuid not null references actors,
    area_id           uuid not null references areas,
    -- the code of the cluster or area of responsibility (HDX coordination groups, and HAPI's for cash); empty where none is meant
    cluster           text not null default '' constraint activities_cluster_known check (cluster in ('', 'CCM', 'Cash', 'EDU', 'ERY', 'FSC', 'HEA', 'LOG', 'NUT', 'PRO',
        'PRO-CPN', 'PRO-GBV', 'PRO-HLP', 'PRO-MIN', 'SHL', 'TEL', 'WSH')),
    what              text not null default '' check (length(what) <= 1000),
    modality          text not null default '' check (length(modality) <= 120),
    target_group      text not null default '' check (length(target_group) <= 200),
    -- all people; the parts known, by sex and age: women, girls, female, men, boys, male
    targeted          int check (targeted between 0 and 100000000),
    targeted_parts    jsonb not null default '{}',
    reached           int check (reached between 0 and 100000000),
    reached_parts     jsonb not null default '{}',
    starts_on         date not null check (starts_on between '1990-01-01' and '2100-12-31'),
    ends_on           date,
    status            text not null default 'ongoing' constraint activities_status_known check (status in ('planned', 'ongoing', 'completed', 'suspended', 'cancelled')),
    objective         text not null default '' check (length(objective) <= 300),
    objective_id      uuid,
    -- what a military activity is for
    cimic_function    text not null default '' check (cimic_function in ('', 'liaison', 'mission_support', 'community_support')),
    audience          text not null check (audience in ('public', 'partners', 'humanitarian', 'mission', 'military', 'owner')),
    audience_id       uuid generated always as (audience_grantee(audience)) stored,
    -- the file and row it came from, as a spreadsheet numbers its rows
    source_file       text not null default '' check (length(source_file) <= 200),
    source_row        int check (source_row > 0),
    import_id         uuid,
    entered_by_id     uuid references actors,
    last_confirmed_at timestamptz not null default now(),
    version           int not null default 1,
    created_at        timestamptz not null default now(),
    -- The words in short, for a row of a file to find its activity among thousands of the same actor, place and month.
    what_key          text generated always as (md5(lower(what))) stored,
    -- An activity without an end is taken to last half a year past the day it was last confirmed, but never before its start.
    until_on          date generated always as (coalesce(ends_on, greatest(starts_on, (last_confirmed_at at time zone 'UTC')::date) + 180)) stored,
    constraint activities_dates_in_order check (ends_on >= starts_on),
    constraint activities_ten_years check (coalesce(ends_on, starts_on) <= starts_on + 3660),
    constraint activities_function_is_military check (cimic_function = '' or audience in ('military', 'mission', 'partners', 'public', 'owner'))
);
create index activities_actor_idx on activities (actor_id, cluster, area_id, starts_on, what_key);
create index activities_import_idx on activities (import_id) where import_id is not null;
create trigger activities_version before update on activities for each row execute function count_version();

-- Whom an activity admits when nobody says otherwise, by the community of whoever does it: in doubt the humanitarian one.
create function activity_audience(community text) returns text language sql immutable parallel safe as $$
    select case community when 'host' then 'partners' when 'military' then 'military' when 'mission' then 'mission' else 'humanitarian' end
$$;
-- What a hidden actor does is as hidden as its entry: for others it does not exist.
create function activities_narrow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare entry text;
begin
    select a.audience into entry from actors a where a.id = new.actor_id;
    if entry = 'owner' then new.audience := 'owner';
    elsif entry = 'humanitarian' and new.audience <> 'owner' then new.audience := 'humanitarian';
    end if;
    return new;
end $$;
create trigger activities_narrow before insert or update of audience, actor_id on activities for each row execute function activities_narrow();

-- F3: the local partner that carries it out. F2: the exact place. Seen by the owner's actor, and by a recipient with consent in force.
create table activity_partners (
    activity_id uuid primary key references activities,
    partner     text not null check (length(partner) between 1 and 200)
);
create table activity_places (
    activity_id uuid primary key references activities,
    place       text not null check (length(place) between 1 and 300)
);
-- Consent of an actor for what it does: fields F2 or F3 of its activities to exactly one actor, for a purpose, until a moment.
create table activity_consents (
    id           uuid primary key default gen_random_uuid(),
    owner_id     uuid not null references actors,
    recipient_id uuid not null references actors,
    fields       text[] not null check (fields <@ array['f2', 'f3'] and cardinality(fields) > 0),
    purpose      text not null check (length(purpose) between 1 and 300),
    given_by     uuid references people,
    given_at     timestamptz not null default now(),
    until_at     timestamptz not null,
    withdrawn_at timestamptz,
    constraint activity_consents_to_another check (recipient_id <> owner_id)
);
create index activity_consents_idx on activity_consents (owner_id, recipient_id);

-- Who sees which activity, with what lists, maps and overlaps are cut by. Kept by triggers, a statement at a time.
create table activity_sights (
    activity_id  uuid not null,
    grantee      uuid not null,
    actor_id     uuid not null,
    area_id      uuid not null,
    cluster      text not null,
    status       text not null,
    starts_on    date not null,
    until_on     date not null,
    confirmed_at timestamptz not null,
    primary key (activity_id, grantee)
);
-- One index for each way a list is cut, so that the newest page of each costs the same however much there is.
create index activity_sights_time_idx on activity_sights (grantee, starts_on desc, activity_id desc);
create index activity_sights_area_idx on activity_sights (grantee, area_id, starts_on desc, activity_id desc);
create index activity_sights_pair_idx on activity_sights (grantee, area_id, cluster, starts_on desc, activity_id desc);
create index activity_sights_cluster_idx on activity_sights (grantee, cluster, starts_on desc, activity_id desc);
create index activity_sights_actor_idx on activity_sights (grantee, actor_id, starts_on desc, activity_id desc);
create index activity_sights_status_idx on activity_sights (grantee, status, starts_on desc, activity_id desc);
create index activity_sights_stale_idx on activity_sights (grantee, confirmed_at, activity_id);

-- What stands in a month: one row for each month, area, cluster, actor and audience, so that maps, gaps and presence read as many
-- rows as there are actors in places, not as there are activities. Suspended and cancelled ones do not count.
create table activity_tallies (
    month       date not null,
    area_id     uuid not null,
    cluster     text not null,
    actor_id    uuid not null,
    audience    text not null,
    audience_id uuid generated always as (audience_grantee(audience)) stored,
    -- under way or done
    n           int not null default 0,
    -- only planned
    planned     int not null default 0,
    targeted    bigint not null default 0,
    reached     bigint not null default 0,
    primary key (month, area_id, cluster, actor_id, audience)
);
create index activity_tallies_area_idx on activity_tallies (area_id, month);
create index activity_tallies_actor_idx on activity_tallies (actor_id, month);

-- Owner and audience see an activity, and so do the actors above the owner as far as sight climbs; `owner` never climbs.
create function activity_sights_rebuild(activities uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    delete from activity_sights s where s.activity_id = any ($1);
    with recursive chosen as materialized (
        select x.* from activities x where x.id = any ($1)
    ), above as (
        select distinct a.id as actor_id, a.id as grantee, a.parent_id, a.community from chosen c join actors a on a.id = c.actor_id
        union
        select n.actor_id, p.id, p.parent_id, p.community from above n join actors p on p.id = n.parent_id and p.community = n.community
        where n.community in ('military', 'mission', 'humanitarian')
    )
    insert into activity_sights (activity_id, grantee, actor_id, area_id, cluster, status, starts_on, until_on, confirmed_at)
    select c.id, g.grantee, c.actor_id, c.area_id, c.cluster, c.status, c.starts_on, c.until_on, c.last_confirmed_at
    from chosen c cross join lateral (
        select a.grantee from above a where a.actor_id = c.actor_id and (c.audience <> 'owner' or a.grantee = c.actor_id)
        union all select c.audience_id where c.audience_id is not null) g;
end $$;
-- Adds to the tallies what came and takes out what went, in order of the key, so that two imports never wait for each other in a ring.
create function activities_came() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into activity_tallies as t (month, area_id, cluster, actor_id, audience, n, planned, targeted, reached)
    select m.month::date, r.area_id, r.cluster, r.actor_id, r.audience, count(*) filter (where r.status <> 'planned'),
           count(*) filter (where r.status = 'planned'), coalesce(sum(r.targeted), 0), coalesce(sum(r.reached), 0)
    from came r
    cross join lateral generate_series(date_trunc('month', r.starts_on::timestamp), r.until_on::timestamp, interval '1 month') as m (month)
    where r.status not in ('suspended', 'cancelled')
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict (month, area_id, cluster, actor_id, audience) do update set
        n = t.n + excluded.n, planned = t.planned + excluded.planned, targeted = t.targeted + excluded.targeted, reached = t.reached + excluded.reached;
    perform activity_sights_rebuild(array(select a.id from came a));
    return null;
end $$;
create function activities_changed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare touched bigint;
begin
    with moved as (
        select r.*, 1 as sign from came r union all select r.*, -1 from gone r
    ), deltas as (
        select m.month::date as month, r.area_id, r.cluster, r.actor_id, r.audience, sum(r.sign) filter (where r.status <> 'planned') as n,
               sum(r.sign) filter (where r.status = 'planned') as planned, sum(r.sign * r.targeted) as targeted, sum(r.sign * r.reached) as reached
        from moved r
        cross join lateral generate_series(date_trunc('month', r.starts_on::timestamp), r.until_on::timestamp, interval '1 month') as m (month)
        where r.status not in ('suspended', 'cancelled')
        group by 1, 2, 3, 4, 5
        having sum(r.sign) filter (where r.status <> 'planned') <> 0 or sum(r.sign) filter (where r.status = 'planned') <> 0
            or sum(r.sign * r.targeted) <> 0 or sum(r.sign * r.reached) <> 0
    ), written as (
        insert into activity_tallies as t (month, area_id, cluster, actor_id, audience, n, planned, targeted, reached)
        select d.month, d.area_id, d.cluster, d.actor_id, d.audience, coalesce(d.n, 0), coalesce(d.planned, 0), coalesce(d.targeted, 0), coalesce(d.reached, 0)
        from deltas d order by 1, 2, 3, 4, 5
        on conflict (month, area_id, cluster, actor_id, audience) do update set
            n = t.n + excluded.n, planned = t.planned + excluded.planned, targeted = t.targeted + excluded.targeted, reached = t.reached + excluded.reached
        returning 1
    )
    select count(*) from written into strict touched;
    delete from activity_tallies t using gone o
    where t.actor_id = o.actor_id and t.area_id = o.area_id and t.cluster = o.cluster and t.audience = o.audience and t.n = 0 and t.planned = 0;
    perform activity_sights_rebuild(array(
        select c.id from came c join gone o on o.id = c.id
        where (c.area_id, c.cluster, c.audience, c.status, c.starts_on, c.until_on, c.last_confirmed_at)
            is distinct from (o.area_id, o.cluster, o.audience, o.status, o.starts_on, o.until_on, o.last_confirmed_at)));
    return null;
end $$;
create trigger activities_came after insert on activities referencing new table as came for each statement execute function activities_came();
create trigger activities_changed after update on activities referencing old table as gone new table as came for each statement execute function activities_changed();

-- An actor that moves in the tree, or hides, takes the sight of what it and those below it do with it.
create function actors_spread_activities() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if old.audience <> new.audience and new.audience in ('humanitarian', 'owner') then
        update activities set audience = new.audience where actor_id = new.id and audience <> 'owner' and audience <> new.audience;
    end if;
    if old.parent_id is distinct from new.parent_id or old.community <> new.community then
        perform activity_sights_rebuild(array(select a.id from activities a where a.actor_id = any (actors_below(new.id))));
    end if;
    return null;
end $$;
create trigger actors_spread_activities after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community or old.audience <> new.audience) execute function actors_spread_activities();

alter table activities enable row level security;
alter table activity_partners enable row level security;
alter table activity_places enable row level security;
alter table activity_consents enable row level security;
alter table activity_sights enable row level security;
alter table activity_tallies enable row level security;

create policy activity_sights_see on activity_sights for select to cimic_app using (grantee = any ((select viewer_sights())::uuid[]) or (select viewer_role()) = 'house');
create policy activities_see on activities for select to cimic_app using (exists (select from activity_sights s where s.activity_id = activities.id));
-- Its own posts write it; whoever keeps the entries of that community writes it for them, and brings it in from files. Lists of who
-- does what where name donors and organisations of unknown kind too, for whom nobody else can write: the coordinator does.
create function writes_activities_of(actor uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return viewer_role() = 'house' or actor = viewer_actor() and viewer_role() in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
        or exists (select from actors a where a.id = actor
            and (keeps_actors_of(a.community) or viewer_role() = 'coordinator' and a.community = 'none' and a.audience <> 'owner'));
end $$;
create policy activities_add on activities for insert to cimic_app with check (writes_activities_of(actor_id));
create policy activities_change on activities for update to cimic_app using (writes_activities_of(actor_id)) with check (writes_activities_of(actor_id));
create policy activity_tallies_see on activity_tallies for select to cimic_app using (
    audience_id = any ((select viewer_grantees())::uuid[])
    or actor_id = any ((select viewer_sights())::uuid[])
    or audience <> 'owner' and actor_id = any ((select viewer_grantees())::uuid[])
    or (select viewer_role()) = 'house');

-- Consent in force, read with each activity, so that ending one counts at once.
create function may_read_field(activity uuid, field text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select viewer_role() = 'house' or exists (select from activities x where x.id = activity and (x.actor_id = viewer_actor()
        or exists (select from activity_consents c where c.owner_id = x.actor_id and c.recipient_id = viewer_actor() and field = any (c.fields)
            and c.withdrawn_at is null and c.until_at > now()))));
end $$;
create function writes_activity(activity uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (select writes_activities_of(x.actor_id) from activities x where x.id = activity);
end $$;
create policy activity_partners_see on activity_partners for select to cimic_app using (
    exists (select from activity_sights s where s.activity_id = activity_partners.activity_id) and may_read_field(activity_id, 'f3'));
create policy activity_partners_add on activity_partners for insert to cimic_app with check (writes_activity(activity_id));
create policy activity_partners_change on activity_partners for update to cimic_app using (may_read_field(activity_id, 'f3') and writes_activity(activity_id));
create policy activity_partners_erase on activity_partners for delete to cimic_app using (may_read_field(activity_id, 'f3') and writes_activity(activity_id));
create policy activity_places_see on activity_places for select to cimic_app using (
    exists (select from activity_sights s where s.activity_id = activity_places.activity_id) and may_read_field(activity_id, 'f2'));
create policy activity_places_add on activity_places for insert to cimic_app with check (writes_activity(activity_id));
create policy activity_places_change on activity_places for update to cimic_app using (may_read_field(activity_id, 'f2') and writes_activity(activity_id));
create policy activity_places_erase on activity_places for delete to cimic_app using (may_read_field(activity_id, 'f2') and writes_activity(activity_id));
create policy activity_consents_see on activity_consents for select to cimic_app using (
    owner_id = (select viewer_actor()) or recipient_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy activity_consents_add on activity_consents for insert to cimic_app with check (
    owner_id = (select viewer_actor()) and given_by = (select viewer_person()) or (select viewer_role()) = 'house');
create policy activity_consents_end on activity_consents for update to cimic_app using (owner_id = (select viewer_actor()) or (select viewer_role()) = 'house');

grant select, insert on activities, activity_consents to cimic_app;
grant update (area_id, cluster, what, modality, target_group, targeted, targeted_parts, reached, reached_parts, starts_on, ends_on, status, objective, objective_id,
    cimic_function, audience, source_file, source_row, import_id, last_confirmed_at) on activities to cimic_app;
grant update (withdrawn_at) on activity_consents to cimic_app;
grant select, insert, delete on activity_partners, activity_places to cimic_app;
grant update (partner) on activity_partners to cimic_app;
grant update (place) on activity_places to cimic_app;
grant select on activity_sights, activity_tallies to cimic_app;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
             and p.proname in ('activities_narrow', 'activity_sights_rebuild', 'activities_came', 'activities_changed', 'actors_spread_activities',
                 'writes_activities_of', 'may_read_field', 'writes_activity') loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
revoke execute on function activity_sights_rebuild(uuid[]) from cimic_app;
