-- Attendance and minutes: who was there, what was said and decided for each item, corrections in the window, the sealed text.
update policies set body = body || '{"amend_days": 3, "seal_days": 5, "minutes_due_hours": 48, "report_due_days": 7}' where version = policy_now();
-- So many working days later, at the end of that day; Saturday and Sunday do not count.
create function working_days_after(start_at timestamptz, days int, zone text) returns timestamptz language plpgsql stable as $$
declare d date := (start_at at time zone zone)::date; n int := 0;
begin
    while n < days loop
        d := d + 1;
        if extract(isodow from d) < 6 then n := n + 1; end if;
    end loop;
    return (d + 1)::timestamp at time zone zone;
end $$;

-- Who was there, by actor; walk-ins without an entry are counted only. Functions, never names of persons.
create table attendance (
    id          uuid primary key default gen_random_uuid(),
    meeting_id  uuid not null references meetings on delete cascade,
    actor_id    uuid references actors,
    presence    text not null check (presence in ('present', 'excused', 'absent', 'walk_in')),
    what        text not null default '' check (length(what) <= 160),
    people      int not null default 1 constraint attendance_people_sensible check (people between 1 and 500),
    -- "prefers not to be listed": host, chair and the actor itself know
    is_unlisted boolean not null default false,
    marked_by   uuid,
    marked_at   timestamptz not null default now(),
    version     int not null default 1,
    constraint attendance_unnamed_walked_in check (actor_id is not null or presence = 'walk_in')
);
create unique index attendance_once on attendance (meeting_id, actor_id) where actor_id is not null;
create index attendance_actor_idx on attendance (actor_id, meeting_id);
create trigger attendance_version before update on attendance for each row execute function count_version();

-- Where the minutes of a meeting stand.
create table minutes (
    meeting_id    uuid primary key references meetings on delete cascade,
    circulated_at timestamptz,
    amend_until   timestamptz,
    sealed_at     timestamptz,
    sealed_by     uuid,
    sealed_for    uuid references actors,
    sha256        bytea
);
-- The text of an item, with its version: two people at once lose nothing.
create table minute_items (
    item_id    uuid primary key references meeting_items on delete cascade,
    meeting_id uuid not null references meetings on delete cascade,
    summary    text not null check (length(summary) <= 8000),
    version    int not null default 1,
    written_by uuid,
    written_at timestamptz not null default now()
);
create index minute_items_meeting_idx on minute_items (meeting_id);
create trigger minute_items_version before update on minute_items for each row execute function count_version();
-- A decision names the organisation that decides.
create table minute_decisions (
    id         uuid primary key default gen_random_uuid(),
    item_id    uuid not null references meeting_items on delete cascade,
    meeting_id uuid not null references meetings on delete cascade,
    actor_id   uuid not null references actors,
    body       text not null check (length(body) between 3 and 600),
    at         timestamptz not null default now()
);
create index minute_decisions_meeting_idx on minute_decisions (meeting_id, item_id, at);
-- What an actor said, as the minute-taker wrote it, and as the actor corrected it: its own words, side by side.
create table minute_words (
    id           uuid primary key default gen_random_uuid(),
    item_id      uuid not null references meeting_items on delete cascade,
    meeting_id   uuid not null references meetings on delete cascade,
    actor_id     uuid not null references actors,
    draft        text not null default '' check (length(draft) <= 2000),
    corrected    text check (length(corrected) between 1 and 2000),
    corrected_by uuid,
    corrected_at timestamptz,
    version      int not null default 1,
    unique (item_id, actor_id)
);
create index minute_words_meeting_idx on minute_words (meeting_id, item_id);
create trigger minute_words_version before update on minute_words for each row execute function count_version();
-- The sealed text, part by part (position 0 is the head), so that whoever may not read a confidential item can still check the rest.
create table sealed_parts (
    meeting_id uuid not null references meetings,
    position   int not null,
    item_id    uuid references meeting_items,
    body       text not null,
    sha256     bytea not null check (length(sha256) = 32),
    primary key (meeting_id, position)
);
create table minute_addenda (
    id         uuid primary key default gen_random_uuid(),
    meeting_id uuid not null references meetings,
    actor_id   uuid not null references actors,
    person_id  uuid,
    role       text not null,
    body       text not null check (length(body) between 1 and 4000),
    at         timestamptz not null default now()
);
create index minute_addenda_meeting_idx on minute_addenda (meeting_id, at);

-- What was sealed never changes, whoever asks; addenda follow it.
create function minutes_stay() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare meeting uuid := case when tg_op = 'DELETE' then old.meeting_id else new.meeting_id end;
begin
    if tg_table_name in ('sealed_parts', 'minute_addenda') and tg_op <> 'INSERT'
       or exists (select from minutes m where m.meeting_id = meeting and m.sealed_at is not null) and tg_table_name not in ('sealed_parts', 'minute_addenda') then
        raise exception 'sealed minutes do not change' using errcode = 'check_violation', constraint = 'minutes_sealed';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger minutes_stay before update or delete on minutes for each row execute function minutes_stay();
create trigger minutes_stay before insert or update or delete on attendance for each row execute function minutes_stay();
create trigger minutes_stay before insert or update or delete on minute_items for each row execute function minutes_stay();
create trigger minutes_stay before insert or update or delete on minute_decisions for each row execute function minutes_stay();
create trigger minutes_stay before insert or update or delete on minute_words for each row execute function minutes_stay();
create trigger minutes_stay before insert or update or delete on sealed_parts for each row execute function minutes_stay();
create trigger minutes_stay before update or delete on minute_addenda for each row execute function minutes_stay();
create function meetings_stay_sealed() returns trigger language plpgsql as $$
begin
    raise exception 'sealed minutes do not change' using errcode = 'check_violation', constraint = 'minutes_sealed';
end $$;
create trigger meetings_stay_sealed before update on meetings for each row
    when (old.state = 'sealed' and (new.state <> 'sealed' or new.title <> old.title or new.starts_at <> old.starts_at)) execute function meetings_stay_sealed();

alter table attendance enable row level security;
alter table minutes enable row level security;
alter table minute_items enable row level security;
alter table minute_decisions enable row level security;
alter table minute_words enable row level security;
alter table sealed_parts enable row level security;
alter table minute_addenda enable row level security;
-- Host and chair keep them.
create function keeps_minutes(meeting uuid) returns boolean language sql stable as $$
    select (select viewer_role()) = 'house' or exists (select from meetings m where m.id = meeting and (select viewer_actor()) in (m.owner_id, m.chair_id)
        and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager'))
$$;
-- Whoever is named on the meeting reads them once they were circulated.
create function reads_minutes(meeting uuid) returns boolean language sql stable as $$
    select keeps_minutes(meeting) or exists (select from meeting_sights s where s.meeting_id = meeting and s.is_named and s.state in ('circulated', 'sealed'))
$$;
create policy attendance_see on attendance for select to cimic_app using (
    keeps_minutes(meeting_id)
    or exists (select from meeting_sights s where s.meeting_id = attendance.meeting_id and s.is_named) and (not is_unlisted or actor_id = (select viewer_actor())));
create policy attendance_write on attendance for insert to cimic_app with check (keeps_minutes(meeting_id));
create policy attendance_change on attendance for update to cimic_app using (keeps_minutes(meeting_id));
create policy attendance_undo on attendance for delete to cimic_app using (keeps_minutes(meeting_id));
create policy minutes_see on minutes for select to cimic_app using (exists (select from meeting_sights s where s.meeting_id = minutes.meeting_id and s.is_named));
create policy minutes_add on minutes for insert to cimic_app with check (keeps_minutes(meeting_id));
create policy minutes_change on minutes for update to cimic_app using (keeps_minutes(meeting_id));
create policy minute_items_see on minute_items for select to cimic_app using (
    reads_minutes(meeting_id) and exists (select from meeting_items i where i.id = item_id));
create policy minute_items_add on minute_items for insert to cimic_app with check (keeps_minutes(meeting_id));
create policy minute_items_change on minute_items for update to cimic_app using (keeps_minutes(meeting_id));
create policy minute_decisions_see on minute_decisions for select to cimic_app using (
    reads_minutes(meeting_id) and exists (select from meeting_items i where i.id = item_id));
create policy minute_decisions_add on minute_decisions for insert to cimic_app with check (keeps_minutes(meeting_id));
create policy minute_decisions_undo on minute_decisions for delete to cimic_app using (keeps_minutes(meeting_id));
create policy minute_words_see on minute_words for select to cimic_app using (
    reads_minutes(meeting_id) and exists (select from meeting_items i where i.id = item_id));
create policy minute_words_add on minute_words for insert to cimic_app with check (
    keeps_minutes(meeting_id) or actor_id = (select viewer_actor()) and draft = '' and reads_minutes(meeting_id) and exists (select from meeting_items i where i.id = item_id));
create policy minute_words_change on minute_words for update to cimic_app using (
    keeps_minutes(meeting_id) or actor_id = (select viewer_actor()) and reads_minutes(meeting_id));
create policy minute_words_undo on minute_words for delete to cimic_app using (keeps_minutes(meeting_id) and corrected is null);
create policy sealed_parts_see on sealed_parts for select to cimic_app using (
    (select viewer_role()) = 'house'
    or exists (select from meeting_sights s where s.meeting_id = sealed_parts.meeting_id and s.is_named)
       and (item_id is null or exists (select from meeting_items i where i.id = item_id)));
create policy sealed_parts_add on sealed_parts for insert to cimic_app with check (keeps_minutes(meeting_id));
create policy minute_addenda_see on minute_addenda for select to cimic_app using (
    (select viewer_role()) = 'house' or exists (select from meeting_sights s where s.meeting_id = minute_addenda.meeting_id and s.is_named));
create policy minute_addenda_add on minute_addenda for insert to cimic_app with check (
    (select viewer_role()) = 'house' or actor_id = (select viewer_actor()) and person_id = (select viewer_person())
    and exists (select from meeting_sights s where s.meeting_id = minute_addenda.meeting_id and s.is_named and s.state = 'sealed'));
grant select, insert on attendance, minutes, minute_items, minute_decisions, minute_words, sealed_parts, minute_addenda to cimic_app;
grant update (presence, what, people, is_unlisted, marked_by, marked_at) on attendance to cimic_app;
grant update (circulated_at, amend_until, sealed_at, sealed_by, sealed_for, sha256) on minutes to cimic_app;
grant update (summary, written_by, written_at) on minute_items to cimic_app;
grant update (draft, corrected, corrected_by, corrected_at) on minute_words to cimic_app;
grant delete on attendance, minute_decisions, minute_words to cimic_app;

-- The actors that were there, whether listed or not: for who may correct, who owes a report, who verifies. Never shown.
create function attended(meeting uuid) returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select coalesce(array_agg(distinct x.id), '{}') from (
        select a.actor_id as id from attendance a where a.meeting_id = meeting and a.actor_id is not null and a.presence in ('present', 'walk_in')
        union select m.owner_id from meetings m where m.id = meeting and m.state in ('held', 'drafted', 'circulated', 'sealed')) x
    where exists (select from meeting_sights s where s.meeting_id = meeting and s.is_named and (s.grantee = any (viewer_sights()) or viewer_role() = 'house')));
end $$;
revoke all on function attended(uuid), minutes_stay() from public;
grant execute on function attended(uuid) to cimic_app;
