-- Notices: what an office tells others, to an audience, until a day; what humanitarian organisations contribute to them, by consent.

-- What a humanitarian organisation tells exactly one desk under one of the seven topics, and how far it may be passed on. The row is the
-- consent: it names the recipient, the audience and the day, can be withdrawn, and counts on the next request.
create table notice_contributions (
    id           uuid primary key,
    owner_id     uuid not null references actors,
    author_id    uuid references people,
    recipient_id uuid not null references actors,
    topic        text not null constraint notice_contributions_topic_known check (topic in ('security_information', 'aid_workers', 'civil_society', 'mine_action',
        'population_movements', 'military_assistance', 'post_strike')),
    title        text not null check (length(title) between 3 and 160),
    body         text not null check (length(body) between 1 and 4000),
    area_id      uuid references areas,
    -- the widest audience of a notice made of it; `owner`: the desk reads it and tells nobody
    audience     text not null check (audience in ('public', 'partners', 'humanitarian', 'mission', 'military', 'owner')),
    -- whether the notice may name the organisation
    is_named     boolean not null default false,
    valid_until  date not null,
    until_at     timestamptz not null,
    withdrawn_at timestamptz,
    created_at   timestamptz not null default now(),
    constraint notice_contributions_to_another check (recipient_id <> owner_id),
    -- Where aid workers are is never told to everybody.
    constraint notice_contributions_aid_workers_closed check (topic <> 'aid_workers' or audience not in ('public', 'partners')),
    constraint notice_contributions_a_year check (until_at <= created_at + interval '367 days')
);
create index notice_contributions_owner_idx on notice_contributions (owner_id, created_at desc, id desc);
create index notice_contributions_recipient_idx on notice_contributions (recipient_id, created_at desc, id desc);

create table notices (
    id              uuid primary key,
    owner_id        uuid not null references actors,
    author_id       uuid references people,
    -- everybody who wrote at it: none of them checks it
    writers         uuid[] not null default '{}',
    kind            text not null constraint notices_kind_known check (kind in ('security_advisory', 'road_status', 'mine_uxo', 'airstrip', 'curfew', 'checkpoint', 'health',
        'flood', 'population_movement', 'service', 'call_for_proposals', 'general')),
    topic           text not null default '' constraint notices_topic_known check (topic in ('', 'security_information', 'aid_workers', 'civil_society', 'mine_action',
        'population_movements', 'military_assistance', 'post_strike')),
    -- of a road: what gets through
    condition       text not null default '' constraint notices_condition_known check (condition in ('', 'open', 'light_vehicles_only', 'difficult', 'not_passable', 'insecure', 'unknown')),
    title           text not null check (length(title) between 3 and 160),
    body            text not null check (length(body) between 1 and 4000),
    -- none: the whole country
    area_id         uuid references areas,
    valid_from      date not null,
    valid_until     date not null,
    begins_at       timestamptz not null,
    ends_at         timestamptz not null,
    confidence      text not null check (confidence in ('confirmed', 'probable', 'unconfirmed')),
    audience        text not null check (audience in ('public', 'partners', 'humanitarian', 'mission', 'military')),
    state           text not null default 'draft' constraint notices_state_known check (state in ('draft', 'submitted', 'cleared', 'published', 'superseded', 'expired', 'withdrawn')),
    state_since     timestamptz not null default now(),
    reason          text not null default '' check (length(reason) <= 1000),
    cleared_by      uuid references people,
    cleared_at      timestamptz,
    published_at    timestamptz,
    supersedes_id   uuid references notices,
    contribution_id uuid references notice_contributions,
    -- the organisation that contributed it, where it may be named
    contributor_id  uuid references actors,
    version         int not null default 1,
    created_at      timestamptz not null default now(),
    constraint notices_days_in_order check (valid_until >= valid_from),
    constraint notices_a_year check (valid_until <= valid_from + 366),
    constraint notices_road_condition check ((kind = 'road_status') = (condition <> '')),
    constraint notices_two_people check (cleared_by is null or cleared_by <> all (writers)),
    constraint notices_published_when check (state not in ('published', 'superseded', 'expired') or published_at is not null)
);
create index notices_due_idx on notices (ends_at) where state = 'published';
create index notices_owner_idx on notices (owner_id, state);
create index notices_contribution_idx on notices (contribution_id) where contribution_id is not null;
create unique index notices_one_successor on notices (supersedes_id) where supersedes_id is not null and state in ('published', 'superseded', 'expired');

-- Who sees which notice, with what lists are cut by. The whole country stands as the nil id.
create table notice_sights (
    notice_id uuid not null,
    grantee   uuid not null,
    state     text not null,
    kind      text not null,
    area_id   uuid not null,
    at        timestamptz not null,
    primary key (notice_id, grantee)
);
create index notice_sights_state_idx on notice_sights (grantee, state, at desc, notice_id desc);
create index notice_sights_kind_idx on notice_sights (grantee, state, kind, at desc, notice_id desc);
create index notice_sights_area_idx on notice_sights (grantee, state, area_id, at desc, notice_id desc);

-- What happened to a notice, for the office that wrote it.
create table notice_acts (
    id         bigint generated always as identity primary key,
    notice_id  uuid not null references notices,
    at         timestamptz not null default now(),
    act        text not null,
    from_state text not null,
    to_state   text not null,
    person_id  uuid,
    actor_id   uuid,
    role       text not null,
    reason     text not null default '' check (length(reason) <= 1000)
);
create index notice_acts_notice_idx on notice_acts (notice_id, id);

-- Consent in force, read with each notice, so that ending one counts at once.
create function contribution_in_force(contribution uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (select exists (select from notice_contributions c where c.id = contribution and c.withdrawn_at is null and c.until_at > now()));
end $$;
create function day_after(day date) returns timestamptz language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (select (day + 1)::timestamp at time zone h.time_zone from house h);
end $$;

-- A humanitarian organisation tells a desk; one in coexistence tells its coordinator and nobody beyond its own community.
create function notice_contributions_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare o actors; r actors;
begin
    if tg_op = 'UPDATE' then
        if old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at then
            raise exception 'a consent that was withdrawn stays so' using errcode = 'check_violation', constraint = 'notice_contributions_withdrawn';
        end if;
        return new;
    end if;
    select * into o from actors where id = new.owner_id;
    select * into r from actors where id = new.recipient_id;
    if o.community <> 'humanitarian' or not exists (select from desks d where d.actor_id = new.recipient_id) then
        raise exception 'a humanitarian organisation tells a desk' using errcode = 'check_violation', constraint = 'notice_contributions_to_desk';
    end if;
    if o.posture = 'coexistence' and (r.community <> 'humanitarian' or new.audience not in ('owner', 'humanitarian')) then
        raise exception 'its only door is the coordinator' using errcode = 'check_violation', constraint = 'notice_contributions_coexistence';
    end if;
    if not audience_takes(new.audience, new.recipient_id) then
        raise exception 'this desk does not publish to them' using errcode = 'check_violation', constraint = 'notice_contributions_audience_fits';
    end if;
    new.until_at := day_after(new.valid_until);
    return new;
end $$;
create trigger notice_contributions_rules before insert or update on notice_contributions for each row execute function notice_contributions_keep_rules();

-- The moves, and who may make them: the table of src/notices/states.rs; what is said changes in a draft only; whoever wrote never checks.
create function notices_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c text; k notice_contributions; inside boolean := viewer_role() is null or viewer_role() = 'house' or pg_trigger_depth() > 1;
begin
    select community into c from actors where id = new.owner_id;
    if not audience_takes(new.audience, new.owner_id) then
        raise exception 'this office does not publish to them' using errcode = 'check_violation', constraint = 'notices_audience_fits';
    end if;
    new.begins_at := day_after(new.valid_from - 1);
    new.ends_at := day_after(new.valid_until);
    if tg_op = 'UPDATE' then
        new.version := old.version + 1;
        if (new.kind, new.topic, new.condition, new.title, new.body, new.area_id, new.valid_from, new.valid_until, new.confidence, new.audience, new.supersedes_id, new.contribution_id)
            is distinct from (old.kind, old.topic, old.condition, old.title, old.body, old.area_id, old.valid_from, old.valid_until, old.confidence, old.audience, old.supersedes_id, old.contribution_id)
            and old.state <> 'draft' then
            raise exception 'only a draft changes' using errcode = 'check_violation', constraint = 'notices_only_drafts_change';
        end if;
        if new.state <> old.state then
            new.state_since := now();
            if not exists (select from (values ('draft', 'submitted'), ('submitted', 'draft'), ('submitted', 'cleared'), ('cleared', 'draft'), ('cleared', 'published'), ('draft', 'published'),
                    ('draft', 'withdrawn'), ('submitted', 'withdrawn'), ('cleared', 'withdrawn'), ('published', 'withdrawn'), ('published', 'superseded'), ('published', 'expired')) m (a, b)
                    where m.a = old.state and m.b = new.state)
                or new.state in ('superseded', 'expired') and not inside
                or new.state in ('submitted', 'cleared') and c <> 'military'
                or new.state = 'published' and (c = 'military') <> (old.state = 'cleared') and not inside then
                raise exception 'there is no such move' using errcode = 'check_violation', constraint = 'notices_move';
            end if;
            if new.state = 'cleared' then
                if viewer_role() is distinct from 'house' then
                    if viewer_role() not in ('officer', 'chief') or viewer_person() = any (new.writers) then
                        raise exception 'another officer or chief checks it' using errcode = 'check_violation', constraint = 'notices_two_people';
                    end if;
                    new.cleared_by := viewer_person();
                end if;
                new.cleared_at := now();
            elsif new.state = 'draft' then
                new.cleared_by := null; new.cleared_at := null;
            elsif new.state = 'published' then
                new.published_at := case when inside then coalesce(new.published_at, now()) else now() end;
            end if;
        end if;
    end if;
    if viewer_person() is not null and (tg_op = 'INSERT' or new.body <> old.body or new.title <> old.title) and not (viewer_person() = any (new.writers)) then
        new.writers := new.writers || viewer_person();
    end if;
    if new.supersedes_id is not null and (tg_op = 'INSERT' or new.supersedes_id is distinct from old.supersedes_id)
        and not exists (select from notices n where n.id = new.supersedes_id and n.owner_id = new.owner_id) then
        raise exception 'an office replaces its own' using errcode = 'check_violation', constraint = 'notices_supersedes_own';
    end if;
    if new.contribution_id is not null and new.state in ('draft', 'submitted', 'cleared', 'published') then
        select * into k from notice_contributions where id = new.contribution_id;
        if k.recipient_id <> new.owner_id or k.withdrawn_at is not null or k.until_at <= now() or k.audience = 'owner'
            or new.audience <> k.audience and k.audience <> 'public' and not (k.audience = 'partners' and new.audience <> 'public') and not (k.audience = 'mission' and new.audience = 'military')
            or new.ends_at > k.until_at or new.topic <> k.topic then
            raise exception 'beyond what was consented to' using errcode = 'check_violation', constraint = 'notices_within_consent';
        end if;
        -- A military office writes no words of its own about a humanitarian organisation: it passes on theirs.
        if c = 'military' and (new.title, new.body) is distinct from (k.title, k.body) then
            raise exception 'their words stay theirs' using errcode = 'check_violation', constraint = 'notices_no_free_text';
        end if;
        new.contributor_id := case when k.is_named then k.owner_id end;
    elsif new.contribution_id is null and c = 'military' and new.topic in ('aid_workers', 'civil_society') then
        raise exception 'only from their own words' using errcode = 'check_violation', constraint = 'notices_no_free_text';
    end if;
    return new;
end $$;
create trigger notices_rules before insert or update on notices for each row execute function notices_keep_rules();

-- A draft is its office's; what waits for its check and what is cleared also of those above it; what was published also of its audience. What
-- was withdrawn goes back to the office. What was made of a contribution goes with it, for everybody.
create function notice_sights_rebuild(n notices) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    delete from notice_sights s where s.notice_id = n.id;
    if n.contribution_id is not null and n.state in ('superseded', 'expired', 'withdrawn') then return; end if;
    insert into notice_sights (notice_id, grantee, state, kind, area_id, at)
    select n.id, g.id, n.state, n.kind, coalesce(n.area_id, '00000000-0000-0000-0000-000000000000'), coalesce(n.published_at, n.created_at)
    from (select n.owner_id as id where n.state = 'draft'
          union select c.id from sight_climbs(array[n.owner_id]) c where n.state <> 'draft'
          union select audience_grantee(n.audience) where n.state in ('published', 'superseded', 'expired')) g;
end $$;
create function notices_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare was text;
begin
    perform notice_sights_rebuild(new);
    if tg_op = 'UPDATE' then was := old.state; end if;
    if new.state = 'published' and was is distinct from 'published' and new.supersedes_id is not null then
        with gone as (
            update notices o set state = 'superseded' where o.id = new.supersedes_id and o.state = 'published' returning o.id
        ), told as (
            insert into notice_acts (notice_id, act, from_state, to_state, actor_id, role) select id, 'supersede', 'published', 'superseded', viewer_actor(), 'house' from gone
        )
        insert into events (role, act, record_kind, record_id) select 'house', 'supersede', 'notice', id from gone;
    end if;
    return null;
end $$;
create trigger notices_spread_insert after insert on notices for each row execute function notices_spread();
create trigger notices_spread_update after update on notices for each row
    when (old.state <> new.state or old.kind <> new.kind or old.area_id is distinct from new.area_id or old.audience <> new.audience) execute function notices_spread();
-- A consent that ends takes with it what was made of it.
create function notice_contributions_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    with gone as (
        update notices n set state = 'withdrawn' from notices o
        where o.id = n.id and n.contribution_id = new.id and n.state in ('draft', 'submitted', 'cleared', 'published') returning n.id, o.state as was
    ), told as (
        insert into notice_acts (notice_id, act, from_state, to_state, role) select id, 'withdraw', was, 'withdrawn', 'house' from gone
    )
    insert into events (role, act, record_kind, record_id) select 'house', 'withdraw', 'notice', id from gone;
    return null;
end $$;
create trigger notice_contributions_follow after update on notice_contributions for each row
    when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function notice_contributions_follow();
create function actors_spread_notices() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform notice_sights_rebuild(n) from notices n where n.owner_id = any (actors_below(new.id)) and n.state <> 'draft';
    return null;
end $$;
create trigger actors_spread_notices after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community) execute function actors_spread_notices();

alter table notice_contributions enable row level security;
alter table notices enable row level security;
alter table notice_sights enable row level security;
alter table notice_acts enable row level security;
-- The organisation's own office, never one above it; the recipient's own office, while the consent is in force.
create policy notice_contributions_see on notice_contributions for select to cimic_app using (
    (select viewer_role()) = 'house'
    or (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
       and (owner_id = (select viewer_actor()) or recipient_id = (select viewer_actor()) and withdrawn_at is null and until_at > now()));
create policy notice_contributions_add on notice_contributions for insert to cimic_app with check (
    (select viewer_role()) in ('partner', 'coordinator') and owner_id = (select viewer_actor()) and author_id = (select viewer_person()) or (select viewer_role()) = 'house');
create policy notice_contributions_end on notice_contributions for update to cimic_app
    using (owner_id = (select viewer_actor()) and (select viewer_role()) in ('partner', 'coordinator') or (select viewer_role()) = 'house');
create policy notice_sights_see on notice_sights for select to cimic_app using (grantee = any ((select viewer_sights())::uuid[]) or (select viewer_role()) = 'house');
create policy notices_see on notices for select to cimic_app using (
    exists (select from notice_sights s where s.notice_id = notices.id) and (contribution_id is null or contribution_in_force(contribution_id))
    or (select viewer_role()) = 'house');
create policy notices_add on notices for insert to cimic_app with check (
    (select viewer_role()) in ('liaison', 'officer', 'chief', 'section', 'coordinator') and owner_id = (select viewer_actor()) and author_id = (select viewer_person()) and state = 'draft'
    or (select viewer_role()) = 'house');
create policy notices_change on notices for update to cimic_app using (
    (select viewer_role()) in ('liaison', 'officer', 'chief', 'section', 'coordinator') and exists (select from notice_sights s where s.notice_id = notices.id)
    and (owner_id = (select viewer_actor()) or state = 'submitted' and owner_id = any ((select viewer_grantees())::uuid[]))
    or (select viewer_role()) = 'house') with check (true);
create policy notice_acts_see on notice_acts for select to cimic_app using (
    (select viewer_role()) = 'house' or exists (select from notices n where n.id = notice_id and n.owner_id = any ((select viewer_grantees())::uuid[])));
create policy notice_acts_add on notice_acts for insert to cimic_app with check (
    exists (select from notices n where n.id = notice_id and n.owner_id = any ((select viewer_grantees())::uuid[]))
    and person_id is not distinct from (select viewer_person()) and role = (select viewer_role()) or (select viewer_role()) = 'house');
grant select on notice_sights to cimic_app;
grant select, insert on notice_contributions, notices, notice_acts to cimic_app;
grant update (withdrawn_at) on notice_contributions to cimic_app;
grant update (kind, topic, condition, title, body, area_id, valid_from, valid_until, confidence, audience, state, reason) on notices to cimic_app;
insert into record_kinds values ('notice', 'notices', 'r.title', $$'/notices/' || r.id$$);

do $$ declare f regprocedure; begin
    foreach f in array array['notice_contributions_keep_rules()', 'notices_keep_rules()', 'notice_sights_rebuild(notices)', 'notices_spread()', 'notice_contributions_follow()',
        'actors_spread_notices()', 'contribution_in_force(uuid)', 'day_after(date)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
grant execute on function contribution_in_force(uuid), day_after(date) to cimic_app;
-- A public notice says which office it is from, to whoever has no account too.
create function notice_office(notice uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (select a.name from notices n join actors a on a.id = n.owner_id
        where n.id = notice and n.audience = 'public' and n.state in ('published', 'superseded', 'expired') and a.posture is distinct from 'coexistence');
end $$;
revoke all on function notice_office(uuid) from public;
grant execute on function notice_office(uuid) to cimic_app;
-- The organisation is told which desks opened what it told them.
create policy read_events_contributions on read_events for select to cimic_app using (
    record_kind = 'contribution' and exists (select from notice_contributions c where c.id = record_id and c.owner_id = (select viewer_actor())));
