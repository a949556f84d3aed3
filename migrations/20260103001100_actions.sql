-- Action points: offers that an organisation accepts or not. From meetings, visits, requests, projects; found by who does, who put, which forum.
create table actions (
    id          uuid primary key,
    -- what it came from; seen only by who sees that record too
    source_kind text not null references record_kinds,
    source_id   uuid not null,
    -- the forum of the meeting it came from: there it is carried over
    forum_id    uuid references forums,
    -- the item of the agenda
    item_id     uuid references meeting_items,
    body        text not null check (length(body) between 3 and 300),
    owner_id    uuid not null references actors,
    author_id   uuid references people,
    actor_id    uuid not null references actors,
    -- the post it is for, where it is for one
    role        text check (role in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')),
    due_on      date not null,
    priority    text not null default 'normal' check (priority in ('normal', 'high')),
    state       text not null default 'offered' constraint actions_state_known check (state in ('offered', 'accepted', 'in_progress', 'blocked', 'done', 'verified', 'declined', 'cancelled')),
    reason      text not null default '' check (length(reason) <= 1000),
    done_note   text not null default '' check (length(done_note) <= 2000),
    evidence    text not null default '' check (length(evidence) <= 1000),
    done_by     uuid references people,
    verified_by uuid references people,
    carry_overs int not null default 0,
    state_since timestamptz not null default now(),
    created_at  timestamptz not null default now(),
    ended_at    timestamptz,
    version     int not null default 1,
    constraint actions_done_says_what check (state not in ('done', 'verified') or done_note <> ''),
    constraint actions_high_shows_it check (priority <> 'high' or state <> 'verified' or verified_by is null or verified_by is distinct from author_id),
    constraint actions_verified_by_another check (state <> 'verified' or verified_by is null or verified_by is distinct from done_by)
);
create index actions_item_idx on actions (item_id) where item_id is not null;
create index actions_source_idx on actions (source_id, created_at);
create index actions_forum_open_idx on actions (forum_id, created_at) where forum_id is not null and state in ('offered', 'accepted', 'in_progress', 'blocked', 'done');
create index actions_forum_idx on actions (forum_id, created_at) where forum_id is not null;

-- Who else sees one, beside who put it and who does it: those who were there.
create table action_parties (
    action_id uuid not null references actions,
    actor_id  uuid not null references actors,
    left_at   timestamptz,
    primary key (action_id, actor_id)
);
create index action_parties_actor_idx on action_parties (actor_id);

-- The history of one, a line an act; separation of persons reads it.
create table action_acts (
    id         bigint generated always as identity primary key,
    action_id  uuid not null references actions,
    at         timestamptz not null default now(),
    act        text not null,
    to_state   text not null,
    person_id  uuid references people,
    actor_id   uuid,
    role       text not null,
    reason     text not null default '' check (length(reason) <= 2000)
);
create index action_acts_action_idx on action_acts (action_id, id);

-- On which meetings an open one stood after the one it came from.
create table action_carries (
    action_id  uuid not null references actions,
    meeting_id uuid not null,
    at         timestamptz not null default now(),
    primary key (action_id, meeting_id)
);

-- Who sees which action point, with what lists are cut by.
create table action_sights (
    action_id uuid not null,
    grantee   uuid not null,
    is_open   boolean not null,
    state     text not null,
    due_on    date not null,
    doer_id   uuid not null,
    -- the post it is for, where it is for one
    doer_role text,
    owner_id  uuid not null,
    forum_id  uuid,
    is_stuck  boolean not null,
    primary key (action_id, grantee)
);
create index action_sights_open_idx on action_sights (grantee, is_open, due_on, action_id);
create index action_sights_state_idx on action_sights (grantee, state, due_on, action_id);
create index action_sights_doer_idx on action_sights (grantee, doer_id, is_open, due_on, action_id);
create index action_sights_owner_idx on action_sights (grantee, owner_id, is_open, due_on, action_id);
create index action_sights_forum_idx on action_sights (grantee, forum_id, is_open, due_on, action_id) where forum_id is not null;
create index action_sights_stuck_idx on action_sights (grantee, due_on, action_id) where is_stuck and is_open;

-- Still to be done or to be looked at.
create function action_is_open(state text) returns boolean language sql immutable parallel safe as $$
    select state in ('offered', 'accepted', 'in_progress', 'blocked', 'done')
$$;

create function actions_derive() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        new.version := old.version + 1;
        if new.state <> old.state then new.state_since := now(); end if;
    end if;
    if action_is_open(new.state) then new.ended_at := null; else new.ended_at := coalesce(new.ended_at, now()); end if;
    return new;
end $$;
create trigger actions_derive before insert or update on actions for each row execute function actions_derive();

create function action_sights_rebuild(a actions) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    with recursive named as (
        select x.id, x.parent_id, x.community
        from (select a.owner_id as id union select a.actor_id union
              select p.actor_id from action_parties p where p.action_id = a.id and p.left_at is null) n join actors x using (id)
        union
        select p.id, p.parent_id, p.community from named n join actors p on p.id = n.parent_id and p.community = n.community
        where n.community in ('military', 'mission', 'humanitarian')
    ), gone as (
        delete from action_sights s where s.action_id = a.id and s.grantee not in (select id from named)
    )
    insert into action_sights as s (action_id, grantee, is_open, state, due_on, doer_id, doer_role, owner_id, forum_id, is_stuck)
    select a.id, id, action_is_open(a.state), a.state, a.due_on, a.actor_id, a.role, a.owner_id, a.forum_id, a.carry_overs >= 3 from named
    on conflict (action_id, grantee) do update set is_open = excluded.is_open, state = excluded.state, due_on = excluded.due_on,
        doer_id = excluded.doer_id, owner_id = excluded.owner_id, forum_id = excluded.forum_id, is_stuck = excluded.is_stuck
    where (s.is_open, s.state, s.due_on, s.doer_id, s.owner_id, s.forum_id, s.is_stuck)
        is distinct from (excluded.is_open, excluded.state, excluded.due_on, excluded.doer_id, excluded.owner_id, excluded.forum_id, excluded.is_stuck);
end $$;
create function actions_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform action_sights_rebuild(new);
    return null;
end $$;
create trigger actions_spread after insert or update on actions for each row execute function actions_spread();
create function action_parties_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform action_sights_rebuild(a) from actions a where a.id = new.action_id;
    return null;
end $$;
create trigger action_parties_spread after insert or update of left_at on action_parties for each row execute function action_parties_spread();
create function actors_spread_actions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform action_sights_rebuild(a) from actions a
    where a.id in (select s.action_id from action_sights s where s.grantee = any (actors_below(new.id)));
    return null;
end $$;
create trigger actors_spread_actions after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community) execute function actors_spread_actions();

-- Who no longer sees the meeting no longer sees what others promised there; what it promised itself it keeps.
create function meeting_actors_take_actions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update action_parties p set left_at = new.left_at from actions a
    where a.id = p.action_id and a.source_kind = 'meeting' and a.source_id = new.meeting_id and p.actor_id = new.actor_id
      and p.left_at is distinct from new.left_at;
    return null;
end $$;
create trigger meeting_actors_take_actions after update of left_at on meeting_actors for each row
    when (old.left_at is distinct from new.left_at) execute function meeting_actors_take_actions();

-- What is open when the next meeting of its forum is held stood on its agenda.
create function meetings_carry_actions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    with stood as (
        insert into action_carries (action_id, meeting_id)
        select a.id, new.id from actions a
        where a.forum_id = new.forum_id and a.source_id <> new.id and a.state in ('offered', 'accepted', 'in_progress', 'blocked')
          and a.created_at < new.starts_at
        on conflict do nothing returning action_id
    )
    update actions a set carry_overs = a.carry_overs + 1 from stood where a.id = stood.action_id;
    return null;
end $$;
create trigger meetings_carry_actions after update of state on meetings for each row
    when (new.state = 'held' and old.state <> 'held' and new.forum_id is not null) execute function meetings_carry_actions();

alter table actions enable row level security;
alter table action_parties enable row level security;
alter table action_acts enable row level security;
alter table action_carries enable row level security;
alter table action_sights enable row level security;
create policy action_sights_see on action_sights for select to cimic_app using (grantee = any ((select viewer_sights())::uuid[]) or (select viewer_role()) = 'house');
create policy actions_see on actions for select to cimic_app using (exists (select from action_sights s where s.action_id = actions.id));
create policy actions_add on actions for insert to cimic_app with check (
    (select viewer_role()) = 'house'
    or owner_id = (select viewer_actor()) and author_id = (select viewer_person()) and state in ('offered', 'accepted') and record_seen(source_kind, source_id));
create policy actions_change on actions for update to cimic_app using (exists (select from action_sights s where s.action_id = actions.id));
create policy action_parties_see on action_parties for select to cimic_app using (exists (select from action_sights s where s.action_id = action_parties.action_id));
create policy action_parties_add on action_parties for insert to cimic_app with check (
    (select viewer_role()) = 'house' or exists (select from actions a where a.id = action_id and a.owner_id = (select viewer_actor())));
create policy action_acts_see on action_acts for select to cimic_app using (exists (select from action_sights s where s.action_id = action_acts.action_id));
create policy action_acts_add on action_acts for insert to cimic_app with check (
    exists (select from action_sights s where s.action_id = action_acts.action_id)
    and (person_id is not distinct from (select viewer_person()) and role = (select viewer_role()) or (select viewer_role()) = 'house'));
-- Where it stood is told with the meeting: to who sees both.
create policy action_carries_see on action_carries for select to cimic_app using (
    exists (select from action_sights s where s.action_id = action_carries.action_id)
    and (exists (select from meeting_sights m where m.meeting_id = action_carries.meeting_id) or (select viewer_role()) = 'house'));
grant select, insert on actions, action_parties, action_acts to cimic_app;
grant select on action_sights, action_carries to cimic_app;
grant update (state, reason, done_note, evidence, done_by, verified_by, due_on) on actions to cimic_app;
grant insert on action_carries to cimic_app;
create policy action_carries_add on action_carries for insert to cimic_app with check ((select viewer_role()) = 'house');

insert into record_kinds values
    ('action', 'actions', $$left(r.body, 80)$$, $$'/actions/' || r.id$$),
    ('meeting', 'meetings', 'r.title', $$'/meetings/' || left(r.reference, 4) || '-' || right(r.reference, 4)$$);

do $$ declare f regprocedure; begin
    foreach f in array array['action_sights_rebuild(actions)', 'actions_spread()', 'action_parties_spread()', 'actors_spread_actions()',
        'meeting_actors_take_actions()', 'meetings_carry_actions()']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
