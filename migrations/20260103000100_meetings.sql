-- Meetings: one occurrence of a forum, or a single one; who is invited, what stands on the agenda, what they answered, who sees it.
create table meetings (
    id           uuid primary key default gen_random_uuid(),
    reference    text not null constraint meetings_reference unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    forum_id     uuid references forums,
    -- when the rule of the forum would have it; stays when the meeting is moved
    recurs_at    timestamptz,
    owner_id     uuid not null references actors,
    chair_id     uuid not null references actors,
    title        text not null check (length(title) between 1 and 160),
    purpose      text not null default '' check (length(purpose) <= 2000),
    -- what is expected of those invited
    expected     text not null default '' check (length(expected) <= 600),
    audience     text not null default 'parties' check (audience in ('partners', 'humanitarian', 'mission', 'military', 'parties', 'owner')),
    language     text not null default 'en' check (language in ('en', 'fr', 'ar')),
    attribution  text not null default 'attributed' check (attribution in ('attributed', 'chatham_house')),
    area_id      uuid references areas,
    time_zone    text not null check (length(time_zone) between 1 and 60),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    place_kind   text not null default 'house' check (place_kind in ('house', 'neutral', 'office', 'online', 'phone')),
    state        text not null default 'planned' constraint meetings_state_known check (state in ('planned', 'invited', 'held', 'drafted', 'circulated', 'sealed', 'postponed', 'cancelled')),
    state_since  timestamptz not null default now(),
    reason       text not null default '' check (length(reason) <= 1000),
    is_discreet  boolean not null default false,
    is_announced boolean not null default false,
    created_by   uuid,
    version      int not null default 1,
    updated_at   timestamptz not null default now(),
    created_at   timestamptz not null default now(),
    constraint meetings_end_after_start check (ends_at > starts_at),
    constraint meetings_at_most_a_week check (ends_at <= starts_at + interval '7 days'),
    constraint meetings_recurs_in_forum check (recurs_at is null or forum_id is not null),
    constraint meetings_announced_is_open check (not is_announced or audience in ('partners', 'parties') and not is_discreet)
);
create unique index meetings_occurrence on meetings (forum_id, recurs_at) where recurs_at is not null;
create index meetings_forum_idx on meetings (forum_id, starts_at);
create index meetings_announced_idx on meetings (starts_at) where is_announced;
create index meetings_to_invite_idx on meetings (starts_at) where state = 'planned' and forum_id is not null;

-- Where it is: for those invited only.
create table meeting_places (
    meeting_id uuid primary key references meetings on delete cascade,
    place      text not null default '' check (length(place) <= 300),
    link       text not null default '' check (length(link) <= 400)
);

-- Invited actors, beside the host: they are the parties. What they answered.
create table meeting_actors (
    meeting_id  uuid not null references meetings on delete cascade,
    actor_id    uuid not null references actors,
    why         text not null check (why in ('chair', 'member', 'invited')),
    expected    text not null default '' check (length(expected) <= 600),
    answer      text check (answer in ('yes', 'no', 'maybe')),
    note        text not null default '' check (length(note) <= 300),
    answered_at timestamptz,
    answered_by uuid,
    reminded_at timestamptz,
    added_at    timestamptz not null default now(),
    added_by    uuid,
    left_at     timestamptz,
    primary key (meeting_id, actor_id)
);
create index meeting_actors_actor_idx on meeting_actors (actor_id, meeting_id) where left_at is null;

-- The agenda, and what waits for one: an item without a meeting stands in the backlog of its forum.
create table meeting_items (
    id             uuid primary key default gen_random_uuid(),
    forum_id       uuid references forums,
    meeting_id     uuid references meetings on delete cascade,
    position       int not null default 0,
    title          text not null check (length(title) between 1 and 200),
    detail         text not null default '' check (length(detail) <= 2000),
    minutes        int not null default 10 constraint meeting_items_minutes_sensible check (minutes between 1 and 480),
    presenter_id   uuid references actors,
    -- a confidential item has an audience of its own; host, chair, presenter and who proposed it see it always
    audience       text check (audience in ('humanitarian', 'mission', 'military', 'owner')),
    audience_id    uuid generated always as (audience_grantee(audience)) stored,
    state          text not null default 'proposed' check (state in ('proposed', 'agenda', 'declined')),
    reason         text not null default '' check (length(reason) <= 300),
    proposed_by_id uuid not null references actors,
    person_id      uuid,
    version        int not null default 1,
    created_at     timestamptz not null default now(),
    constraint meeting_items_somewhere check (meeting_id is not null or forum_id is not null)
);
create index meeting_items_meeting_idx on meeting_items (meeting_id, position, id);
create index meeting_items_backlog_idx on meeting_items (forum_id, created_at) where meeting_id is null;
create trigger meeting_items_version before update on meeting_items for each row execute function count_version();

-- What happened to a meeting, one line an act.
create table meeting_acts (
    id         bigint generated always as identity primary key,
    meeting_id uuid not null references meetings on delete cascade,
    at         timestamptz not null default now(),
    act        text not null,
    from_state text not null,
    to_state   text not null,
    person_id  uuid,
    actor_id   uuid,
    role       text not null,
    reason     text not null default '' check (length(reason) <= 1000)
);
create index meeting_acts_meeting_idx on meeting_acts (meeting_id, id);

-- Who sees which meeting, with what calendars and lists are cut by. Kept by triggers; row level security tests against it.
create table meeting_sights (
    meeting_id uuid not null,
    grantee    uuid not null,
    starts_at  timestamptz not null,
    state      text not null,
    forum_id   uuid,
    is_named   boolean not null,
    primary key (meeting_id, grantee)
);
create index meeting_sights_time_idx on meeting_sights (grantee, starts_at, meeting_id);
create index meeting_sights_forum_idx on meeting_sights (grantee, forum_id, starts_at, meeting_id) where forum_id is not null;
create index meeting_sights_state_idx on meeting_sights (grantee, state, starts_at, meeting_id);

create function meetings_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f forums;
begin
    select * into f from forums where id = new.forum_id;
    if f.family = 'cmcoord' and (select community from actors where id = new.chair_id) <> 'humanitarian' then
        raise exception 'only a humanitarian actor chairs a CMCoord forum' using errcode = 'check_violation', constraint = 'meetings_cmcoord_chair';
    end if;
    if not audience_takes(new.audience, new.owner_id) or not audience_takes(new.audience, new.chair_id) or new.audience = 'owner' and new.chair_id <> new.owner_id then
        raise exception 'host and chair belong to the audience' using errcode = 'check_violation', constraint = 'meetings_audience_fits_host';
    end if;
    if exists (select from meeting_actors m where m.meeting_id = new.id and m.left_at is null and (new.audience = 'owner' or not audience_takes(new.audience, m.actor_id))) then
        raise exception 'somebody invited does not belong to the audience' using errcode = 'check_violation', constraint = 'meetings_audience_fits_invited';
    end if;
    if tg_op = 'UPDATE' then
        new.version := old.version + 1;
        new.updated_at := now();
        if new.state <> old.state then new.state_since := now(); end if;
    end if;
    return new;
end $$;
create trigger meetings_rules before insert or update on meetings for each row execute function meetings_keep_rules();

create function meeting_actors_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.left_at is null and not exists (select from meetings m where m.id = new.meeting_id and m.audience <> 'owner' and audience_takes(m.audience, new.actor_id)) then
        raise exception 'this actor does not belong to the audience' using errcode = 'check_violation', constraint = 'meeting_actors_fit_audience';
    end if;
    return new;
end $$;
create trigger meeting_actors_rules before insert or update on meeting_actors for each row execute function meeting_actors_keep_rules();

-- Host, chair and invited see a meeting, and so do the actors above them as far as sight climbs. A single meeting that is still
-- being planned is a draft of its host.
create function meeting_sights_rebuild(m meetings) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    is_draft boolean := m.audience = 'owner' or m.state = 'planned' and m.forum_id is null;
    invited uuid[] := array(select a.actor_id from meeting_actors a where a.meeting_id = m.id and a.left_at is null);
    named uuid[] := case when is_draft then array[m.owner_id] else array(select id from sight_climbs(array[m.owner_id, m.chair_id] || invited)) end;
begin
    with wanted as (
        select id as grantee, true as is_named from unnest(named) id
        union all select audience_grantee(m.audience), false where not is_draft and audience_grantee(m.audience) is not null
    ), gone as (
        delete from meeting_sights s where s.meeting_id = m.id and s.grantee not in (select grantee from wanted)
    )
    insert into meeting_sights as s (meeting_id, grantee, starts_at, state, forum_id, is_named)
    select m.id, grantee, m.starts_at, m.state, m.forum_id, is_named from wanted
    on conflict (meeting_id, grantee) do update set starts_at = excluded.starts_at, state = excluded.state, is_named = excluded.is_named
    where (s.starts_at, s.state, s.is_named) is distinct from (excluded.starts_at, excluded.state, excluded.is_named);
end $$;
-- An occurrence begins with the members of its forum, and with its chair.
create function meetings_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into meeting_actors (meeting_id, actor_id, why, added_by)
        select distinct on (x.actor) new.id, x.actor, x.why, viewer_actor()
        from (select new.chair_id as actor, 'chair' as why union all
              select f.actor_id, 'member' from forum_members f where f.forum_id = new.forum_id and f.left_at is null) x
        where x.actor <> new.owner_id and new.audience <> 'owner'
        order by x.actor, x.why;
    end if;
    perform meeting_sights_rebuild(new);
    return null;
end $$;
create trigger meetings_spread_insert after insert on meetings for each row execute function meetings_spread();
create trigger meetings_spread_update after update on meetings for each row
    when (old.starts_at <> new.starts_at or old.state <> new.state or old.audience <> new.audience or old.chair_id <> new.chair_id or old.owner_id <> new.owner_id)
    execute function meetings_spread();
create function meetings_unspread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from meeting_sights s where s.meeting_id = old.id;
    return null;
end $$;
create trigger meetings_unspread after delete on meetings for each row execute function meetings_unspread();
create function meeting_actors_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform meeting_sights_rebuild(m) from meetings m where m.id = new.meeting_id;
    return null;
end $$;
create trigger meeting_actors_spread after insert or update of left_at on meeting_actors for each row
    when (pg_trigger_depth() = 0) execute function meeting_actors_spread();

-- A member that joins or leaves a forum joins or leaves its meetings to come.
create function forum_members_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into meeting_actors (meeting_id, actor_id, why, added_by, left_at)
    select m.id, new.actor_id, 'member', viewer_actor(), new.left_at from meetings m
    where m.forum_id = new.forum_id and m.state in ('planned', 'invited', 'postponed') and m.starts_at > now() and new.actor_id <> m.owner_id
    on conflict (meeting_id, actor_id) do update set left_at = excluded.left_at where meeting_actors.why <> 'chair';
    perform meeting_sights_rebuild(m) from meetings m
    where m.forum_id = new.forum_id and m.state in ('planned', 'invited', 'postponed') and m.starts_at > now();
    return null;
end $$;
create trigger forum_members_follow after insert or update of left_at on forum_members for each row execute function forum_members_follow();

-- Narrowing a forum counts at once, for its past too; widening counts for what is still to come.
create function audience_within(inner_one text, outer_one text) returns boolean language sql immutable parallel safe as $$
    select inner_one = outer_one or outer_one = 'partners' or inner_one in ('parties', 'owner') and outer_one <> 'owner' or inner_one = 'military' and outer_one = 'mission'
$$;
create function forums_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update meetings m set audience = new.audience, is_announced = m.is_announced and new.audience in ('partners', 'parties') and not new.is_discreet,
        is_discreet = m.is_discreet or new.is_discreet
    where m.forum_id = new.id and (m.audience <> new.audience or new.is_discreet and not m.is_discreet)
      and (audience_within(new.audience, m.audience) or m.state in ('planned', 'invited', 'postponed') and m.starts_at > now());
    return null;
end $$;
create trigger forums_follow after update on forums for each row
    when (old.audience <> new.audience or old.is_discreet <> new.is_discreet) execute function forums_follow();

-- An actor that moves in the tree takes the sight of its meetings to other actors above.
create function actors_spread_meetings() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform forum_sights_rebuild(f) from forums f where f.id in (select s.forum_id from forum_sights s where s.grantee = any (actors_below(new.id)));
    perform meeting_sights_rebuild(m) from meetings m where m.id in (select s.meeting_id from meeting_sights s where s.grantee = any (actors_below(new.id)));
    return null;
end $$;
create trigger actors_spread_meetings after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community) execute function actors_spread_meetings();

-- What everybody may know of a meeting that its host announced: title, day, district, phone. Never the hour, the place, the guests.
create function announced_meetings(from_at timestamptz, until_at timestamptz)
    returns table (title text, on_day date, area_id uuid, district text, phone text, language text) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select m.title, (m.starts_at at time zone m.time_zone)::date, m.area_id, a.name, coalesce(nullif(d.duty_phone, ''), h.duty_phone), m.language
    from meetings m left join areas a on a.id = m.area_id left join desks d on d.actor_id = m.owner_id cross join house h
    where m.is_announced and m.state in ('invited', 'held') and m.starts_at >= from_at and m.starts_at < until_at
    order by m.starts_at, m.id limit 200;
end $$;

alter table meetings enable row level security;
alter table meeting_places enable row level security;
alter table meeting_actors enable row level security;
alter table meeting_items enable row level security;
alter table meeting_acts enable row level security;
alter table meeting_sights enable row level security;

create policy meeting_sights_see on meeting_sights for select to cimic_app using (grantee = any ((select viewer_sights())::uuid[]) or (select viewer_role()) = 'house');
create policy meetings_see on meetings for select to cimic_app using (exists (select from meeting_sights s where s.meeting_id = meetings.id));
create policy meetings_add on meetings for insert to cimic_app with check (
    (owner_id = (select viewer_actor()) or exists (select from forums f where f.id = forum_id and f.owner_id = meetings.owner_id and (select viewer_actor()) in (f.owner_id, f.chair_id)))
    and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager') or (select viewer_role()) = 'house');
create policy meetings_change on meetings for update to cimic_app using ((select viewer_actor()) in (owner_id, chair_id) or (select viewer_role()) = 'house');
-- Only what nobody was invited to is ever taken away: occurrences of a rhythm that changed.
create policy meetings_unmake on meetings for delete to cimic_app using (
    state = 'planned' and starts_at > now() and ((select viewer_actor()) in (owner_id, chair_id) or (select viewer_role()) = 'house'));
create policy meeting_places_see on meeting_places for select to cimic_app using (exists (select from meeting_sights s where s.meeting_id = meeting_places.meeting_id and s.is_named));
create policy meeting_places_add on meeting_places for insert to cimic_app with check (
    exists (select from meetings m where m.id = meeting_id and (select viewer_actor()) in (m.owner_id, m.chair_id)) or (select viewer_role()) = 'house');
create policy meeting_places_change on meeting_places for update to cimic_app using (
    exists (select from meetings m where m.id = meeting_id and (select viewer_actor()) in (m.owner_id, m.chair_id)) or (select viewer_role()) = 'house');
create policy meeting_actors_see on meeting_actors for select to cimic_app using (exists (select from meeting_sights s where s.meeting_id = meeting_actors.meeting_id and s.is_named));
create policy meeting_actors_add on meeting_actors for insert to cimic_app with check (
    exists (select from meetings m where m.id = meeting_id and (select viewer_actor()) in (m.owner_id, m.chair_id)) or (select viewer_role()) = 'house');
create policy meeting_actors_change on meeting_actors for update to cimic_app
    using (actor_id = (select viewer_actor()) or exists (select from meetings m where m.id = meeting_id and (select viewer_actor()) in (m.owner_id, m.chair_id)) or (select viewer_role()) = 'house')
    with check (left_at is not null or exists (select from meeting_sights s where s.meeting_id = meeting_actors.meeting_id and s.is_named));
create policy meeting_items_see on meeting_items for select to cimic_app using (
    (select viewer_role()) = 'house'
    or (exists (select from meeting_sights s where s.meeting_id = meeting_items.meeting_id and s.is_named)
        or meeting_id is null and exists (select from forum_sights s where s.forum_id = meeting_items.forum_id and s.is_named))
    and (audience is null and state <> 'declined'
        or audience_id = any ((select viewer_grantees())::uuid[])
        or proposed_by_id = any ((select viewer_grantees())::uuid[]) or presenter_id = any ((select viewer_grantees())::uuid[])
        or exists (select from meetings m where m.id = meeting_id and (select viewer_actor()) in (m.owner_id, m.chair_id))
        or exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id))));
create policy meeting_items_add on meeting_items for insert to cimic_app with check (
    (select viewer_role()) = 'house'
    or proposed_by_id = (select viewer_actor())
       and (meeting_id is null or exists (select from meeting_sights s where s.meeting_id = meeting_items.meeting_id and s.is_named))
       and (forum_id is null or exists (select from forum_sights s where s.forum_id = meeting_items.forum_id and s.is_named)
            or exists (select from meetings m where m.id = meeting_id and m.forum_id = meeting_items.forum_id)));
create policy meeting_items_change on meeting_items for update to cimic_app using (
    (select viewer_role()) = 'house'
    or exists (select from meetings m where m.id = meeting_id and (select viewer_actor()) in (m.owner_id, m.chair_id))
    or exists (select from forums f where f.id = forum_id and (select viewer_actor()) in (f.owner_id, f.chair_id))) with check (true);
create policy meeting_acts_see on meeting_acts for select to cimic_app using (exists (select from meeting_sights s where s.meeting_id = meeting_acts.meeting_id and s.is_named));
create policy meeting_acts_add on meeting_acts for insert to cimic_app with check (
    exists (select from meeting_sights s where s.meeting_id = meeting_acts.meeting_id and s.is_named)
    and (person_id is not distinct from (select viewer_person()) and role = (select viewer_role()) or (select viewer_role()) = 'house'));

grant select on meeting_sights to cimic_app;
grant select, insert on meetings, meeting_places, meeting_actors, meeting_items, meeting_acts to cimic_app;
grant delete on meetings to cimic_app;
grant update (chair_id, title, purpose, expected, audience, language, area_id, time_zone, starts_at, ends_at, place_kind, state, reason, is_discreet, is_announced) on meetings to cimic_app;
grant update (place, link) on meeting_places to cimic_app;
grant update (expected, answer, note, answered_at, answered_by, reminded_at, left_at) on meeting_actors to cimic_app;
grant update (meeting_id, position, title, detail, minutes, presenter_id, audience, state, reason) on meeting_items to cimic_app;

do $$ declare f regprocedure; begin
    foreach f in array array['audience_takes(text, uuid)', 'sight_climbs(uuid[])', 'forum_sights_rebuild(forums)', 'meeting_sights_rebuild(meetings)',
        'announced_meetings(timestamptz, timestamptz)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
grant execute on function announced_meetings(timestamptz, timestamptz) to cimic_app;
