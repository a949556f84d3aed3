-- After-action reports: who owes one, the four questions, lessons that become action points.
create table reports (
    id          uuid primary key,
    source_kind text not null references record_kinds,
    source_id   uuid not null,
    owner_id    uuid not null references actors,
    author_id   uuid references people,
    audience    text not null check (audience in ('mission', 'humanitarian', 'owner')),
    audience_id uuid generated always as (audience_grantee(audience)) stored,
    topic       text not null default '' check (length(topic) <= 40),
    sector      text not null default '' check (length(sector) <= 10),
    area_id     uuid references areas,
    expected    text not null default '' check (length(expected) <= 4000),
    happened    text not null default '' check (length(happened) <= 4000),
    why         text not null default '' check (length(why) <= 4000),
    keep        text not null default '' check (length(keep) <= 4000),
    state       text not null default 'draft' check (state in ('draft', 'filed')),
    filed_at    timestamptz,
    version     int not null default 1,
    created_at  timestamptz not null default now(),
    unique (source_id, owner_id),
    constraint reports_whole_when_filed check (state = 'draft' or expected <> '' and happened <> '' and why <> '' and keep <> '' and topic <> '' and filed_at is not null)
);
create index reports_audience_idx on reports (audience_id, filed_at desc, id desc) where state = 'filed';
create index reports_topic_idx on reports (audience_id, topic, filed_at desc, id desc) where state = 'filed';
create index reports_sector_idx on reports (audience_id, sector, filed_at desc, id desc) where state = 'filed';
create index reports_kind_idx on reports (audience_id, source_kind, filed_at desc, id desc) where state = 'filed';
create index reports_owner_idx on reports (owner_id, filed_at desc, id desc);
create trigger reports_version before update on reports for each row execute function count_version();
create table report_lessons (
    id        uuid primary key default gen_random_uuid(),
    report_id uuid not null references reports on delete cascade,
    kind      text not null check (kind in ('keep', 'change')),
    body      text not null check (length(body) between 3 and 300),
    actor_id  uuid references actors,
    due_on    date,
    action_id uuid references actions
);
create index report_lessons_report_idx on report_lessons (report_id);
-- Asked of each attending mission and military office after a meeting, and after an aborted or disputed request.
create table report_duties (
    source_kind text not null references record_kinds,
    source_id   uuid not null,
    actor_id    uuid not null references actors,
    asked_at    timestamptz not null default now(),
    due_on      date not null,
    written_at  timestamptz,
    primary key (source_id, actor_id)
);
create index report_duties_owed_idx on report_duties (actor_id, due_on) where written_at is null;

-- A filed report stays as it is.
create function reports_keep() returns trigger language plpgsql as $$
begin
    if old.state = 'filed' then
        raise exception 'a filed report stays' using errcode = 'check_violation', constraint = 'reports_filed';
    end if;
    return new;
end $$;
create trigger reports_keep before update on reports for each row execute function reports_keep();

create function report_days() returns int language sql stable as $$ select (body ->> 'report_due_days')::int from policies where version = policy_now() $$;
create function meeting_duties(meeting uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    with there as (
        select x.id from (
            select a.actor_id as id from attendance a where a.meeting_id = meeting and a.presence in ('present', 'walk_in') and a.actor_id is not null
            union select m.owner_id from meetings m where m.id = meeting) x
        join actors o on o.id = x.id and o.community in ('military', 'mission')
    ), gone as (
        delete from report_duties d where d.source_id = meeting and d.written_at is null and d.actor_id not in (select id from there)
    )
    insert into report_duties (source_kind, source_id, actor_id, asked_at, due_on)
    select 'meeting', meeting, there.id, now(), greatest(m.ends_at, now() - make_interval(days => report_days()))::date + report_days()
    from there join meetings m on m.id = meeting and m.state in ('held', 'drafted', 'circulated', 'sealed')
    on conflict do nothing;
end $$;
create function attendance_duties() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform meeting_duties(coalesce(new.meeting_id, old.meeting_id));
    return null;
end $$;
create trigger attendance_duties after insert or update of presence or delete on attendance for each row execute function attendance_duties();
create function meetings_duties() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform meeting_duties(new.id);
    return null;
end $$;
create trigger meetings_duties after update of state on meetings for each row
    when (new.state = 'held' and old.state <> 'held') execute function meetings_duties();
create function requests_duties() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into report_duties (source_kind, source_id, actor_id, due_on)
    select 'request', new.id, a.id, current_date + report_days() from actors a
    where a.id in (new.unit_id, new.cimic_desk_id) and a.community in ('military', 'mission')
    on conflict do nothing;
    return null;
end $$;
create trigger requests_duties after update of state on requests for each row
    when (old.state <> new.state and new.state in ('aborted', 'disputed')) execute function requests_duties();
create function reports_written() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update report_duties set written_at = new.filed_at where source_id = new.source_id and actor_id = new.owner_id;
    return null;
end $$;
create trigger reports_written after insert or update on reports for each row when (new.state = 'filed') execute function reports_written();

alter table reports enable row level security;
alter table report_lessons enable row level security;
alter table report_duties enable row level security;
-- A draft stays in its office, whatever the audience; what is for its owner alone never climbs.
create policy reports_see on reports for select to cimic_app using (
    (select viewer_role()) = 'house' or owner_id = (select viewer_actor()) and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
    or state = 'filed' and (audience_id = any ((select viewer_grantees())::uuid[]) or audience <> 'owner' and owner_id = any ((select viewer_grantees())::uuid[])));
create policy reports_add on reports for insert to cimic_app with check (
    (select viewer_role()) = 'house' or owner_id = (select viewer_actor()) and author_id = (select viewer_person()) and record_seen(source_kind, source_id));
create policy reports_change on reports for update to cimic_app using (owner_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy report_lessons_see on report_lessons for select to cimic_app using (exists (select from reports r where r.id = report_id));
create policy report_lessons_add on report_lessons for insert to cimic_app with check (
    (select viewer_role()) = 'house' or exists (select from reports r where r.id = report_id and r.owner_id = (select viewer_actor()) and r.state = 'draft'));
create policy report_lessons_change on report_lessons for update to cimic_app using (exists (select from reports r where r.id = report_id and r.owner_id = (select viewer_actor())));
create policy report_lessons_undo on report_lessons for delete to cimic_app using (
    exists (select from reports r where r.id = report_id and r.owner_id = (select viewer_actor()) and r.state = 'draft'));
-- Who owes one is told to that office, to those above it, and to military and mission on what they see.
create policy report_duties_see on report_duties for select to cimic_app using (
    (select viewer_role()) = 'house' or actor_id = any ((select viewer_grantees())::uuid[])
    or (select viewer_community()) in ('military', 'mission') and (select viewer_role()) in ('liaison', 'officer', 'chief', 'section', 'qip_manager') and record_seen(source_kind, source_id));
grant select, insert on reports, report_lessons to cimic_app;
grant select on report_duties to cimic_app;
grant delete on report_lessons to cimic_app;
grant update (topic, sector, area_id, expected, happened, why, keep, state, filed_at) on reports to cimic_app;
grant update (action_id) on report_lessons to cimic_app;
insert into record_kinds values ('report', 'reports', $$left(r.expected, 80)$$, $$'/reports/' || r.id$$);
revoke all on function meeting_duties(uuid), attendance_duties(), meetings_duties(), requests_duties(), reports_written() from public;
