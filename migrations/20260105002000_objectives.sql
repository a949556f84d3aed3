-- Objectives: what the mission and its partners mean to reach, indicators with readings, and the records that serve them.
create table objectives (
    id          uuid primary key default gen_random_uuid(),
    code        text not null check (code ~ '^[A-Z0-9][A-Z0-9.-]{0,19}$'),
    level       text not null check (level in ('mandate', 'mission_plan', 'component', 'cimic_line', 'humanitarian_plan', 'local_plan')),
    title       text not null check (length(title) between 3 and 200),
    detail      text not null default '' check (length(detail) <= 2000),
    owner_id    uuid not null references actors,
    parent_id   uuid references objectives,
    audience    text not null default 'partners' check (audience in ('partners')),
    audience_id uuid generated always as (audience_grantee(audience)) stored,
    starts_on   date not null,
    ends_on     date,
    state       text not null default 'draft' constraint objectives_state_known check (state in ('draft', 'active', 'achieved', 'revised', 'dropped')),
    state_since timestamptz not null default now(),
    revised_to  uuid references objectives,
    version     int not null default 1,
    created_at  timestamptz not null default now(),
    constraint objectives_dates_in_order check (ends_on is null or ends_on >= starts_on),
    constraint objectives_not_its_own_parent check (parent_id <> id)
);
create unique index objectives_code on objectives (owner_id, code);
create index objectives_state_idx on objectives (state, level, code);
create table objective_areas (
    objective_id uuid not null references objectives on delete cascade,
    area_id      uuid not null references areas,
    primary key (objective_id, area_id)
);
create table objective_indicators (
    id           uuid primary key default gen_random_uuid(),
    objective_id uuid not null references objectives,
    name         text not null check (length(name) between 3 and 200),
    unit         text not null default '' check (length(unit) <= 40),
    baseline     numeric(14, 2) not null,
    target       numeric(14, 2) not null,
    created_at   timestamptz not null default now(),
    constraint objective_indicators_moves check (target <> baseline)
);
create index objective_indicators_objective_idx on objective_indicators (objective_id, created_at);
create table objective_readings (
    indicator_id uuid not null references objective_indicators,
    read_on      date not null,
    value        numeric(14, 2) not null,
    source       text not null check (length(source) between 3 and 200),
    entered_by   uuid references people,
    entered_at   timestamptz not null default now(),
    primary key (indicator_id, read_on)
);

-- Which records serve which objective: said by whoever owns the record.
create table objective_links (
    objective_id uuid not null references objectives,
    record_kind  text not null check (record_kind in ('activity', 'request', 'qip', 'meeting')),
    record_id    uuid not null,
    actor_id     uuid not null references actors,
    linked_by    uuid references people,
    linked_on    date not null default current_date,
    primary key (record_id, objective_id)
);
create index objective_links_objective_idx on objective_links (objective_id, linked_on desc, record_id);

-- A state moves as `src/objectives/states.rs` says; the version counts.
create function objectives_keep() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    if new.state <> old.state then
        new.state_since := now();
        if not (old.state = 'draft' and new.state in ('active', 'dropped') or old.state = 'active' and new.state in ('achieved', 'revised', 'dropped')) then
            raise exception 'there is no such move' using errcode = 'check_violation', constraint = 'objectives_move';
        end if;
    end if;
    return new;
end $$;
create trigger objectives_keep before update on objectives for each row execute function objectives_keep();

-- An activity that names an objective by its code belongs to it: so files that are brought in are linked too.
alter table activities add constraint activities_objective_fkey foreign key (objective_id) references objectives not valid;
alter table activities validate constraint activities_objective_fkey;
create index activities_objective_idx on activities (objective_id) where objective_id is not null;
create function activities_name_objective() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.objective <> '' then
        new.objective_id := (select o.id from objectives o where o.code = upper(trim(new.objective)) and o.state in ('active', 'achieved') order by o.created_at limit 1);
    else
        new.objective_id := null;
    end if;
    return new;
end $$;
create trigger activities_name_objective before insert or update of objective on activities for each row execute function activities_name_objective();

-- Whether the viewer's own actor owns that record: only then does it say what the record serves.
create function owns_linked(of_kind text, of_id uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
begin
    return case of_kind
        when 'activity' then exists (select from activities x where x.id = of_id and x.actor_id = (select viewer_actor()))
        when 'request' then exists (select from requests x where x.id = of_id and x.owner_id = (select viewer_actor()))
        when 'qip' then exists (select from qips x where x.id = of_id and x.owner_id = (select viewer_actor()))
        when 'meeting' then exists (select from meetings x where x.id = of_id and (select viewer_actor()) in (x.owner_id, x.chair_id))
        else false end;
end $$;

insert into record_kinds values ('activity', 'activities', $$left(coalesce(nullif(r.what, ''), r.cluster), 80)$$, $$'/activities/' || r.id$$);

alter table objectives enable row level security;
alter table objective_areas enable row level security;
alter table objective_indicators enable row level security;
alter table objective_readings enable row level security;
alter table objective_links enable row level security;
-- Drafts stay with their office; what is active is for partners, and for leaders, who read it on the dashboards.
create policy objectives_see on objectives for select to cimic_app using (
    (select viewer_role()) = 'house'
    or state <> 'draft' and (audience_id = any ((select viewer_grantees())::uuid[]) or (select viewer_role()) = 'leader')
    or owner_id = (select viewer_actor()) and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager'));
create policy objectives_add on objectives for insert to cimic_app with check (
    (select viewer_role()) = 'house'
    or owner_id = (select viewer_actor()) and case when level = 'humanitarian_plan' then (select viewer_role()) = 'coordinator' else (select viewer_role()) in ('chief', 'section') end);
create policy objectives_change on objectives for update to cimic_app using (
    (select viewer_role()) = 'house'
    or owner_id = (select viewer_actor()) and case when level = 'humanitarian_plan' then (select viewer_role()) = 'coordinator' else (select viewer_role()) in ('chief', 'section') end);
do $$ declare part text; begin
    foreach part in array array['objective_areas', 'objective_indicators'] loop
        execute format('create policy %1$s_see on %1$s for select to cimic_app using (exists (select from objectives o where o.id = objective_id))', part);
        execute format('create policy %1$s_add on %1$s for insert to cimic_app with check ((select viewer_role()) = ''house''
            or exists (select from objectives o where o.id = objective_id and o.owner_id = (select viewer_actor())) and (select viewer_role()) in (''chief'', ''section'', ''coordinator''))', part);
    end loop;
end $$;
create policy objective_areas_undo on objective_areas for delete to cimic_app using (
    exists (select from objectives o where o.id = objective_id and o.owner_id = (select viewer_actor())) and (select viewer_role()) in ('chief', 'section', 'coordinator'));
create policy objective_readings_see on objective_readings for select to cimic_app using (exists (select from objective_indicators i where i.id = indicator_id));
create policy objective_readings_add on objective_readings for insert to cimic_app with check (
    (select viewer_role()) = 'house' or exists (select from objective_indicators i join objectives o on o.id = i.objective_id
        where i.id = indicator_id and o.owner_id = (select viewer_actor())) and (select viewer_role()) in ('chief', 'section', 'coordinator'));
create policy objective_readings_change on objective_readings for update to cimic_app using (
    exists (select from objective_indicators i join objectives o on o.id = i.objective_id
        where i.id = indicator_id and o.owner_id = (select viewer_actor())) and (select viewer_role()) in ('chief', 'section', 'coordinator'));
-- A link is seen by who sees both ends, made and taken away by who owns the record.
create policy objective_links_see on objective_links for select to cimic_app using (
    (select viewer_role()) = 'house' or exists (select from objectives o where o.id = objective_id) and record_seen(record_kind, record_id));
create policy objective_links_add on objective_links for insert to cimic_app with check (
    (select viewer_role()) = 'house' or actor_id = (select viewer_actor()) and linked_by = (select viewer_person())
    and exists (select from objectives o where o.id = objective_id) and owns_linked(record_kind, record_id));
create policy objective_links_undo on objective_links for delete to cimic_app using (owns_linked(record_kind, record_id));
grant select, insert on objectives, objective_areas, objective_indicators, objective_readings, objective_links to cimic_app;
grant delete on objective_areas, objective_links to cimic_app;
grant update (title, detail, starts_on, ends_on, parent_id, state, revised_to) on objectives to cimic_app;
grant update (value, source, entered_by, entered_at) on objective_readings to cimic_app;
revoke all on function activities_name_objective() from public;
