-- The chain of events: a sequencer outside the writing transactions gives each committed event a place and a hash over the one before;
-- checkpoints of it are signed and published. And the indexes by which an auditor finds events.

-- The transaction that wrote an event. The sequencer takes events of transactions that are over, and of no later ones, so none that commits late is left out.
alter table events add column tx xid8 not null default '0';
alter table events alter column tx set default pg_current_xact_id();
create policy events_own_tx on events as restrictive for insert to cimic_app with check (tx = pg_current_xact_id());
create index events_tx_idx on events (tx, id);
create index events_time_idx on events (at, id);
create index events_person_idx on events (person_id, at, id);
create index events_act_idx on events (act, at, id);
create index events_kind_idx on events (record_kind, at, id);
drop index events_at_idx;

create table event_chain (
    seq      bigint primary key,
    event_id bigint not null unique,
    hash     bytea not null check (length(hash) = 32)
);
-- Where the chain ends: one row, which a sequencer holds while it works. `tx` and `event_id` are the last event's.
create table event_chain_heads (
    id       boolean primary key default true check (id),
    seq      bigint not null default 0,
    hash     bytea not null default decode(repeat('00', 32), 'hex') check (length(hash) = 32),
    tx       xid8 not null default '0',
    event_id bigint not null default 0,
    moved_at timestamptz not null default now()
);
insert into event_chain_heads default values;
-- Signed: the hash at a place of the chain, and when. What is published says the hash alone, never how many events there are.
create table checkpoints (
    seq       bigint primary key,
    hash      bytea not null check (length(hash) = 32),
    at        timestamptz not null,
    -- hours since 1970, of `at`
    hour      bigint not null,
    key       bytea not null check (length(key) = 32),
    signature bytea not null check (length(signature) = 64)
);
create index checkpoints_hour_idx on checkpoints (hour desc, seq desc);

alter table event_chain enable row level security;
alter table event_chain_heads enable row level security;
alter table checkpoints enable row level security;
create policy event_chain_see on event_chain for select to cimic_app using ((select viewer_role()) in ('auditor', 'house'));
create policy event_chain_add on event_chain for insert to cimic_app with check ((select viewer_role()) = 'house');
create policy event_chain_heads_see on event_chain_heads for select to cimic_app using ((select viewer_role()) in ('auditor', 'admin', 'house'));
create policy event_chain_heads_move on event_chain_heads for update to cimic_app using ((select viewer_role()) = 'house');
-- Everybody reads those of hours that are over; whoever keeps the chain reads all.
create policy checkpoints_see on checkpoints for select to cimic_app using (
    (select viewer_role()) in ('auditor', 'admin', 'house')
    or (select viewer_role()) is not null and hour < (select floor(extract(epoch from now()) / 3600)::bigint));
create policy checkpoints_add on checkpoints for insert to cimic_app with check ((select viewer_role()) = 'house');
grant select, insert on event_chain, checkpoints to cimic_app;
grant select, update (seq, hash, tx, event_id, moved_at) on event_chain_heads to cimic_app;

-- Events that are committed and not yet in the chain, counted up to a thousand, and the oldest of them.
create function chain_lag() returns table (waiting bigint, oldest timestamptz) language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
#variable_conflict use_column
declare h event_chain_heads;
begin
    if viewer_role() is null or viewer_role() not in ('auditor', 'admin', 'house') then return; end if;
    select * into h from event_chain_heads;
    return query
    select count(*), min(e.at) from (
        select e.at from events e where (e.tx, e.id) > (h.tx, h.event_id)
            and (select true from event_chain c where c.event_id = e.id limit 1) is null order by e.tx, e.id limit 1000) e;
end $$;

-- How people and records in events are called, for auditors; administrators know the people.
create function event_person(person uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select name from people where id = person and viewer_role() in ('auditor', 'admin')
$$;
create function event_people(words text) returns table (id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() is null or viewer_role() not in ('auditor', 'admin') then return; end if;
    return query select p.id from people p where position(lower(words) in lower(p.name || ' ' || p.email)) > 0 order by lower(p.name), p.id limit 100;
end $$;
-- Whoever held a post of this role, of an office of this name where one is given.
create function event_holders(of_role text, office text) returns table (id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() is null or viewer_role() not in ('auditor', 'admin') then return; end if;
    return query select distinct p.person_id from posts p join actors a on a.id = p.actor_id
        where (of_role = '' or p.role = of_role) and (office = '' or position(lower(office) in lower(a.name || ' ' || a.acronym)) > 0) limit 500;
end $$;
create or replace function event_subject(of_kind text, record uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() is distinct from 'auditor' then return null; end if;
    return case of_kind
        when 'request' then (select reference from requests where id = record)
        when 'qip' then (select reference from qips where id = record)
        when 'meeting' then (select reference from meetings where id = record) end;
end $$;
-- The record behind a reference: what an auditor may justify the opening of, and what events are searched by.
create function audited(ref text) returns table (kind text, id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() is distinct from 'auditor' then return; end if;
    return query
    select 'request', id from requests where reference = ref
    union all select 'qip', id from qips where reference = ref
    union all select 'meeting', id from meetings where reference = ref;
end $$;

-- Whether the record belongs to the viewer's own office: it is told who opened it. One place for all kinds of record.
create function owns_record(of_kind text, of_id uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me uuid := viewer_actor();
begin
    if of_kind = 'request' then return owns_request(of_id); end if;
    if me is null or viewer_role() is null or viewer_role() not in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager') then return false; end if;
    return case of_kind
        when 'qip' then exists (select from qips where id = of_id and owner_id = me)
        when 'meeting' then exists (select from meetings where id = of_id and owner_id = me)
        when 'visit' then exists (select from visits where id = of_id and owner_id = me)
        when 'report' then exists (select from reports where id = of_id and owner_id = me)
        when 'action' then exists (select from actions where id = of_id and owner_id = me)
        when 'activity' then exists (select from activities where id = of_id and actor_id = me)
        else false end;
end $$;
create function record_openings(of_kind text, of_id uuid) returns table (actor_id uuid, role text, n bigint, last_at timestamptz)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if not owns_record(of_kind, of_id) then return; end if;
    return query select r.actor_id, r.role, count(*), max(r.at) from read_events r
        where r.record_kind = of_kind and r.record_id = of_id and r.actor_id is distinct from viewer_actor() group by r.actor_id, r.role order by max(r.at) desc limit 50;
end $$;
create function record_justifications(of_kind text, of_id uuid) returns table (at timestamptz, justification text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if not owns_record(of_kind, of_id) then return; end if;
    return query select o.at, o.justification from openings o where o.record_kind = of_kind and o.record_id = of_id order by o.at desc limit 20;
end $$;
do $$ declare f regprocedure; begin
    foreach f in array array['chain_lag()', 'event_person(uuid)', 'event_people(text)', 'event_holders(text, text)', 'audited(text)', 'owns_record(text, uuid)',
        'record_openings(text, uuid)', 'record_justifications(text, uuid)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
