-- Asking: which desk takes a request in, who will see it, how soon it answers, what a wrong code costs, what the house forgets.

-- A desk is a public service: its entry is for everybody.
create or replace function desks_keep_community() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare mine text; theirs text;
begin
    select community into mine from actors where id = new.actor_id;
    if mine <> (case new.kind when 'cimic' then 'military' when 'civil_affairs' then 'mission' else 'humanitarian' end) then
        raise exception 'a % desk belongs to its own community', new.kind using errcode = 'check_violation', constraint = 'desks_community';
    end if;
    select community into theirs from actors where id = new.stand_in_id;
    if new.stand_in_id is not null and theirs <> mine then
        raise exception 'a stand-in is of the same community' using errcode = 'check_violation', constraint = 'desks_stand_in_community';
    end if;
    update actors set audience = 'public' where id = new.actor_id and audience <> 'public';
    return new;
end $$;

-- The desk of a district, staffed or not: of those whose area holds it (and the destination) the one with the smallest, else the top one.
create function responsible_desk(of_kind text, from_area uuid, to_area uuid) returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    with places as (
        select array[a.id, a.parent_id] as codes from areas a where a.id in (from_area, to_area)
    ), candidates as (
        select d.actor_id, d.is_top,
               exists (select from places) and not exists (select from places p where not exists (
                   select from actor_areas x where x.actor_id = d.actor_id and x.presence = 'responsibility' and x.area_id = any (p.codes))) as covers,
               (select count(*) from actor_areas x where x.actor_id = d.actor_id and x.presence = 'responsibility') as size
        from desks d where d.kind = of_kind
    )
    select actor_id from candidates order by covers and not is_top desc, is_top desc, covers desc, size, actor_id limit 1);
end $$;
-- The same while somebody holds a post there, else its stand-in; null when both are closed.
create or replace function open_desk(of_kind text, from_area uuid, to_area uuid) returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select case when desk_is_staffed(d.actor_id) then d.actor_id when desk_is_staffed(d.stand_in_id) then d.stand_in_id end
    from desks d where d.actor_id = responsible_desk(of_kind, from_area, to_area));
end $$;
-- Which desks a request reaches through a door. A humanitarian one is always screened by a coordinator.
create function door_desks(door text, community text, from_area uuid, to_area uuid) returns table (screening uuid, cimic uuid)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select case when community = 'humanitarian' then open_desk('coordinator', from_area, to_area)
                when door = 'civil_affairs' then open_desk('civil_affairs', from_area, to_area)
                else open_desk('cimic', from_area, to_area) end,
           case when door = 'cimic' then open_desk('cimic', from_area, to_area) end;
end $$;

-- The posts that these grantees let in, by actor and role with counts. One rule for what is, and for what would be.
-- Where no audience admits, only the posts of the actors named and of those above them are looked at.
create function posts_that_see(grantees uuid[], climbs boolean) returns table (actor_id uuid, role text, n bigint)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    named uuid[] := array(
        with recursive climb as (
            select a.id, a.parent_id, a.community from actors a where a.id = any (grantees)
            union
            select p.id, p.parent_id, p.community from climb c join actors p on p.id = c.parent_id and p.community = c.community
            where climbs and c.community in ('military', 'mission', 'humanitarian')
        ) select id from climb);
begin
    if not grantees && array[audience_grantee('public'), audience_grantee('partners'), audience_grantee('humanitarian'), audience_grantee('mission'), audience_grantee('military')] then
        return query
            select o.actor_id, o.role, count(*) from posts o
            where o.actor_id = any (named) and post_in_force(o) and exists (select from people p where p.id = o.person_id and p.suspended_at is null)
              and o.role in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
            group by o.actor_id, o.role;
        return;
    end if;
    return query
        select o.actor_id, o.role, count(*) from posts o join actors a on a.id = o.actor_id
        where post_in_force(o) and exists (select from people p where p.id = o.person_id and p.suspended_at is null)
          and (o.role in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
               and (o.actor_id = any (named)
                    or audience_grantee('partners') = any (grantees)
                    or audience_grantee(case a.community when 'military' then 'military' when 'humanitarian' then 'humanitarian' end) = any (grantees)
                    or a.community in ('military', 'mission') and audience_grantee('mission') = any (grantees))
               or o.role in ('committee', 'approver', 'finance') and audience_grantee('partners') = any (grantees)
               or audience_grantee('public') = any (grantees))
        group by o.actor_id, o.role;
end $$;
-- The posts that may see a request, by actor and role with counts: for "Who can see this". Computed from the same index that row level security tests.
create function request_viewers(request uuid) returns table (actor_id uuid, role text, n bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.actor_id, v.role, v.n from posts_that_see(
        array(select s.grantee from request_sights s where s.request_id = request and exists (
            select from request_sights mine where mine.request_id = request and (mine.grantee = any (viewer_sights()) or viewer_role() = 'house'))),
        (select audience <> 'owner' from requests where id = request)) v;
end $$;
-- The posts that would see a request through this door, before it is sent.
create function door_viewers(door text, community text, owner uuid, from_area uuid, to_area uuid) returns table (actor_id uuid, role text, n bigint)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.actor_id, v.role, v.n
    from door_desks(door, community, from_area, to_area) d,
         posts_that_see(array_remove(array[owner, viewer_actor(), d.screening, d.cimic], null), true) v;
end $$;
-- How long this desk took to its first answer, in the middle, over the last 90 days (of its newest 200 requests); null below five.
create function desk_first_answer(desk uuid) returns bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select (percentile_cont(0.5) within group (order by extract(epoch from h.answered - q.received_at)))::bigint
    from (select s.request_id from request_sights s where s.grantee = desk and s.received_at > now() - interval '90 days'
          order by s.received_at desc, s.request_id desc limit 200) s
    join requests q on q.id = s.request_id and q.screening_desk_id = desk
    cross join lateral (select min(a.at) as answered from request_acts a where a.request_id = q.id and a.side = 'answering') h
    where h.answered is not null
    having count(*) >= 5);
end $$;

-- Wrong tries count for a reference whether it exists or not, so that waiting tells nobody which do.
create table code_tries (
    reference   text primary key check (length(reference) = 8),
    wrong_tries int not null default 0,
    last_try_at timestamptz not null default now()
);
alter table code_tries enable row level security;
-- Only the functions below reach it.
create policy code_tries_closed on code_tries to cimic_app using (false);
create policy visits_by_code_closed on visits_by_code to cimic_app using (false);
alter table request_codes drop column wrong_tries, drop column last_try_at;
create or replace function code_wait(ref text) returns int language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select coalesce((select greatest(0, ceil(extract(epoch from t.last_try_at + make_interval(secs => least(900, power(2, least(12, t.wrong_tries - 2)))::int) - now())))::int
        from code_tries t where t.reference = ref and t.wrong_tries > 2), 0));
end $$;
create or replace function open_by_code(ref text, code bytea, token bytea) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare found uuid;
begin
    insert into code_tries (reference) values (ref) on conflict (reference) do nothing;
    -- Two tries at once wait for each other.
    perform from code_tries where reference = ref for update;
    if code_wait(ref) > 0 then return null; end if;
    select c.request_id into found from request_codes c join requests r on r.id = c.request_id where r.reference = ref and r.has_code and c.code_hash = code;
    if found is null then
        update code_tries set wrong_tries = wrong_tries + 1, last_try_at = clock_timestamp() where reference = ref;
        return null;
    end if;
    delete from code_tries where reference = ref;
    insert into visits_by_code (token_hash, request_id, expires_at) values (token, found, now() + interval '2 hours');
    return found;
end $$;
-- The new request's own visitor comes in without typing the code; the same form sent again finds the visit there.
create or replace function open_own_request(request uuid, token bytea) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into visits_by_code (token_hash, request_id, expires_at) select token, request, now() + interval '2 hours' where request = viewer_request()
    on conflict do nothing
$$;

-- What the house forgets by itself: form keys after 30 days, kept forms after 7, sessions 7 days after they ended, visits, wrong tries. At most so many rows of each.
create function forget_old(at_most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare total int := 0; n int;
begin
    if viewer_role() <> 'house' then raise exception 'only the house forgets' using errcode = 'insufficient_privilege'; end if;
    delete from form_keys where key_hash in (select key_hash from form_keys where at < now() - interval '30 days' limit at_most);
    get diagnostics n = row_count; total := total + n;
    delete from parked_forms where id in (select id from parked_forms where at < now() - interval '7 days' limit at_most);
    get diagnostics n = row_count; total := total + n;
    delete from sessions where token_hash in (select token_hash from sessions where least(ended_at, expires_at) < now() - interval '7 days' limit at_most);
    get diagnostics n = row_count; total := total + n;
    delete from visits_by_code where token_hash in (select token_hash from visits_by_code where expires_at < now() limit at_most);
    get diagnostics n = row_count; total := total + n;
    delete from code_tries where reference in (select reference from code_tries where last_try_at < now() - interval '1 day' limit at_most);
    get diagnostics n = row_count; total := total + n;
    delete from sign_in_failures where last_at < now() - interval '1 day' and (worked_at is null or worked_at < now() - interval '30 days');
    get diagnostics n = row_count; return total + n;
end $$;
create index drafts_updated_idx on drafts (updated_at);
create index visits_by_code_expires_idx on visits_by_code (expires_at);

do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname not like '%keep%'
        and p.proname in ('responsible_desk', 'open_desk', 'door_desks', 'door_viewers', 'request_viewers', 'desk_first_answer', 'code_wait', 'open_by_code', 'open_own_request', 'forget_old') loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
revoke all on function posts_that_see(uuid[], boolean) from public;
create index consents_recipient_idx on consents (recipient_id, until_at);
create index consents_given_idx on consents (given_actor, until_at);
create index posts_until_idx on posts (until_at) where until_at is not null;
