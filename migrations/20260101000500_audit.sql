-- Events: every change, in the transaction that made it. Read events: every opening by another actor, written by a role that can do only that.
create table events (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    person_id   uuid,
    post_id     uuid,
    actor_id    uuid,
    role        text not null,
    act         text not null,
    record_kind text not null,
    record_id   uuid not null,
    detail      jsonb
);
create index events_record_idx on events (record_kind, record_id, id);
create index events_at_idx on events (at);
create table read_events (
    record_kind text not null,
    record_id   uuid not null,
    person_id   uuid not null,
    hour        timestamptz not null,
    at          timestamptz not null default now(),
    post_id     uuid,
    actor_id    uuid not null,
    role        text not null,
    what        text not null,
    primary key (record_id, person_id, hour, what)
);

-- An auditor opens one named record for an hour, after a justification that the owner is shown.
create table openings (
    id            uuid primary key default gen_random_uuid(),
    person_id     uuid not null references people,
    record_kind   text not null,
    record_id     uuid not null,
    justification text not null check (length(justification) between 20 and 2000),
    at            timestamptz not null default now(),
    until_at      timestamptz not null default now() + interval '1 hour'
);
create index openings_record_idx on openings (record_id, until_at);

alter table events enable row level security;
alter table read_events enable row level security;
alter table openings enable row level security;
create policy events_see on events for select to cimic_app using ((select viewer_role()) in ('auditor', 'house')
    or (select viewer_role()) = 'admin' and record_kind in ('person', 'post', 'application', 'house', 'area', 'actor', 'desk'));
create policy events_add on events for insert to cimic_app with check (
    person_id is not distinct from (select viewer_person()) and role = (select viewer_role()) or (select viewer_role()) = 'house');
create policy read_events_add on read_events for insert to cimic_reads with check (true);
create policy openings_see on openings for select to cimic_app using ((select viewer_role()) in ('auditor', 'house'));
create policy openings_add on openings for insert to cimic_app with check ((select viewer_role()) = 'auditor' and person_id = (select viewer_person()));
grant select, insert on events, openings to cimic_app;
grant insert on read_events to cimic_reads;
grant select on read_events to cimic_app;
create function opened_by_me(record uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select exists (select from openings where record_id = record and person_id = viewer_person() and until_at > now()));
end $$;
revoke all on function opened_by_me(uuid) from public;
grant execute on function opened_by_me(uuid) to cimic_app;

-- A form's one-time key, as a hash: a repeat of the same form leads to the same result, a changed repeat is told.
create table form_keys (
    key_hash  bytea primary key,
    person_id uuid,
    body_hash bytea not null,
    location  text not null,
    notice    text not null,
    at        timestamptz not null default now()
);
create index form_keys_at_idx on form_keys (at);
alter table form_keys enable row level security;
create policy form_keys_own on form_keys for select to cimic_app using (person_id is not distinct from (select viewer_person()) or (select viewer_role()) = 'house');
create policy form_keys_add on form_keys for insert to cimic_app with check (person_id is not distinct from (select viewer_person()));
create policy form_keys_purge on form_keys for delete to cimic_app using ((select viewer_role()) = 'house');
grant select, insert, delete on form_keys to cimic_app;
-- A form that was kept when its session ended is forgotten once it went through.
create function form_keys_unpark() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin delete from parked_forms where key_hash = new.key_hash; return null; end $$;
create trigger form_keys_unpark after insert on form_keys for each row execute function form_keys_unpark();

-- Drafts: forms as typed, on the server, never seen outside the owner's actor. Erased after 14 days without a touch.
create table drafts (
    id         uuid primary key default gen_random_uuid(),
    kind       text not null,
    actor_id   uuid not null references actors,
    person_id  uuid not null references people,
    form       text not null check (length(form) <= 300000),
    updated_at timestamptz not null default now(),
    created_at timestamptz not null default now()
);
create index drafts_actor_idx on drafts (actor_id, kind, updated_at desc);
alter table drafts enable row level security;
create policy drafts_own on drafts for all to cimic_app using (actor_id = (select viewer_actor()) or (select viewer_role()) = 'house') with check (actor_id = (select viewer_actor()) or (select viewer_role()) = 'house');
grant select, insert, delete on drafts to cimic_app;
grant update (form, updated_at) on drafts to cimic_app;
