-- Rooms of the house and of its offices: what they hold, when they are open, who has them when.
create extension if not exists btree_gist;

create table rooms (
    id             uuid primary key default gen_random_uuid(),
    owner_id       uuid not null references actors,
    audience       text not null default 'partners' check (audience in ('partners', 'owner')),
    audience_id    uuid generated always as (audience_grantee(audience)) stored,
    name           text not null check (length(name) between 1 and 120),
    seats          int not null constraint rooms_seats_sensible check (seats between 1 and 1000),
    equipment      text not null default '' check (length(equipment) <= 600),
    way            text not null default '' check (length(way) <= 300),
    opens          time not null default '08:00',
    closes         time not null default '18:00',
    needs_approval boolean not null default false,
    version        int not null default 1,
    created_at     timestamptz not null default now(),
    constraint rooms_open_before_close check (closes > opens)
);
create unique index rooms_name on rooms (owner_id, lower(name));
create trigger rooms_version before update on rooms for each row execute function count_version();

-- Who has it when. Two bookings of one room never overlap, whoever comes first and however close: the database says no.
create table room_bookings (
    id         uuid primary key default gen_random_uuid(),
    room_id    uuid not null references rooms,
    owner_id   uuid not null references actors,
    span       tstzrange not null,
    kind       text not null default 'booking' check (kind in ('booking', 'block')),
    state      text not null default 'booked' check (state in ('asked', 'booked', 'refused', 'released')),
    purpose    text not null default '' check (length(purpose) <= 200),
    person_id  uuid,
    version    int not null default 1,
    created_at timestamptz not null default now(),
    constraint room_bookings_end_after_start check (not isempty(span) and lower(span) < upper(span) and not lower_inf(span) and not upper_inf(span)),
    constraint room_bookings_at_most_90_days check (upper(span) <= lower(span) + interval '90 days'),
    constraint room_bookings_no_overlap exclude using gist (room_id with =, span with &&) where (state in ('asked', 'booked'))
);
create index room_bookings_owner_idx on room_bookings (owner_id, room_id);

-- A room that is given by approval is asked for first; only its keeper blocks it, approves and refuses.
create function room_bookings_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare r rooms; keeps boolean;
begin
    select * into r from rooms where id = new.room_id;
    keeps := r.owner_id = viewer_actor() or viewer_role() = 'house';
    if new.kind = 'block' and not keeps then
        raise exception 'only the keeper blocks a room' using errcode = 'check_violation', constraint = 'room_bookings_keeper_blocks';
    end if;
    if tg_op = 'INSERT' then
        if r.needs_approval and not keeps then new.state := 'asked'; end if;
        return new;
    end if;
    if old.state = 'asked' and new.state in ('booked', 'refused') and not keeps or old.state in ('refused', 'released') and new.state <> old.state then
        raise exception 'only the keeper decides' using errcode = 'check_violation', constraint = 'room_bookings_keeper_decides';
    end if;
    if new.span <> old.span and new.state = 'booked' and r.needs_approval and not keeps then new.state := 'asked'; end if;
    new.version := old.version + 1;
    return new;
end $$;
create trigger room_bookings_rules before insert or update on room_bookings for each row execute function room_bookings_keep_rules();

-- A meeting has its room by this; the booking itself holds nothing of the meeting.
alter table meetings add column booking_id uuid unique references room_bookings;
grant update (booking_id) on meetings to cimic_app;

alter table rooms enable row level security;
alter table room_bookings enable row level security;
create policy rooms_see on rooms for select to cimic_app using (
    audience_id = any ((select viewer_grantees())::uuid[]) or owner_id = any ((select viewer_sights())::uuid[])
    or audience <> 'owner' and owner_id = any ((select viewer_grantees())::uuid[]) or (select viewer_role()) = 'house');
create policy rooms_add on rooms for insert to cimic_app with check (
    (select viewer_role()) in ('officer', 'chief', 'section', 'coordinator') and owner_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy rooms_change on rooms for update to cimic_app using (
    (select viewer_role()) in ('officer', 'chief', 'section', 'coordinator') and owner_id = (select viewer_actor()) or (select viewer_role()) = 'house');
-- Who booked it is known to their own office and to the keeper of the room; everybody else learns only that it is taken (`room_taken`).
create policy room_bookings_see on room_bookings for select to cimic_app using (
    owner_id = any ((select viewer_grantees())::uuid[]) or exists (select from rooms r where r.id = room_id and r.owner_id = (select viewer_actor()))
    or (select viewer_role()) = 'house');
create policy room_bookings_add on room_bookings for insert to cimic_app with check (
    owner_id = (select viewer_actor()) and exists (select from rooms r where r.id = room_id)
    and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager') or (select viewer_role()) = 'house');
create policy room_bookings_change on room_bookings for update to cimic_app using (
    owner_id = (select viewer_actor()) or exists (select from rooms r where r.id = room_id and r.owner_id = (select viewer_actor())) or (select viewer_role()) = 'house');
grant select, insert on rooms, room_bookings to cimic_app;
grant update (audience, name, seats, equipment, way, opens, closes, needs_approval) on rooms to cimic_app;
grant update (span, state, purpose) on room_bookings to cimic_app;

-- When rooms that the viewer may see are taken; never by whom.
create function room_taken(wanted uuid[], since timestamptz, till timestamptz) returns table (room_id uuid, booking_id uuid, from_at timestamptz, until_at timestamptz, kind text, state text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select b.room_id, case when b.owner_id = any (viewer_grantees()) or r.owner_id = viewer_actor() or viewer_role() = 'house' then b.id end, lower(b.span), upper(b.span), b.kind, b.state
    from room_bookings b join rooms r on r.id = b.room_id
    where b.room_id = any ($1) and b.span && tstzrange($2, $3) and b.state in ('asked', 'booked')
      and (r.audience_id = any (viewer_grantees()) or r.owner_id = any (viewer_sights()) or r.audience <> 'owner' and r.owner_id = any (viewer_grantees()) or viewer_role() = 'house')
    order by lower(b.span), b.id limit 2000;
end $$;
-- The room of a meeting, for those invited to it.
create function meeting_room(meeting uuid) returns table (room_id uuid, name text, way text, state text) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select r.id, r.name, r.way, b.state from meetings m join room_bookings b on b.id = m.booking_id and b.state in ('asked', 'booked') join rooms r on r.id = b.room_id
    where m.id = meeting and (viewer_role() = 'house' or exists (select from meeting_sights s where s.meeting_id = m.id and s.is_named and s.grantee = any (viewer_sights())));
end $$;
revoke all on function room_taken(uuid[], timestamptz, timestamptz), meeting_room(uuid) from public;
grant execute on function room_taken(uuid[], timestamptz, timestamptz), meeting_room(uuid) to cimic_app;
