-- Handover of a post: who succeeds whom, when; a voucher proposes it, an administrator confirms it, both who are concerned sign. Rights move at the hour.
create table handovers (
    id                    uuid primary key,
    post_id               uuid not null references posts,
    predecessor_id        uuid not null references people,
    successor_id          uuid not null references people,
    actor_id              uuid not null references actors,
    role                  text not null,
    community             text not null,
    moves_at              timestamptz not null,
    -- "holds no intelligence, targeting or information-operations function": for a military successor
    stated                boolean not null default false,
    state                 text not null default 'proposed' constraint handovers_state_known check (state in ('proposed', 'open', 'signed', 'cancelled')),
    proposed_by           uuid not null references people,
    confirmed_by          uuid references people,
    predecessor_signed_at timestamptz,
    successor_signed_at   timestamptz,
    -- how many of each list stood there when it was signed for
    counts                jsonb,
    -- what the successor holds from that hour on
    new_post_id           uuid references posts,
    created_at            timestamptz not null default now(),
    version               int not null default 1,
    constraint handovers_two_people check (confirmed_by is null or confirmed_by <> proposed_by),
    constraint handovers_not_for_oneself check (successor_id <> proposed_by and successor_id is distinct from confirmed_by and successor_id <> predecessor_id),
    constraint handovers_confirmed_first check (state in ('proposed', 'cancelled') or confirmed_by is not null),
    constraint handovers_both_sign check (state <> 'signed' or predecessor_signed_at is not null and successor_signed_at is not null and new_post_id is not null),
    constraint handovers_statement check (community <> 'military' or stated)
);
create unique index handovers_one_at_a_time on handovers (post_id) where state in ('proposed', 'open');
create index handovers_predecessor_idx on handovers (predecessor_id, moves_at desc);
create index handovers_successor_idx on handovers (successor_id, moves_at desc);
create index handovers_state_idx on handovers (state, moves_at);
create trigger handovers_version before update on handovers for each row execute function count_version();

-- What stands in it comes from the post; nobody signs for another, and only the function below makes it signed.
create function handovers_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p posts; c text; s text;
begin
    if tg_op = 'INSERT' then
        select * into p from posts where id = new.post_id;
        select community into c from actors where id = p.actor_id;
        if p.id is null or not (p.until_at is null or p.until_at > now()) then
            raise exception 'this post has ended' using errcode = 'check_violation', constraint = 'handovers_post_ended';
        end if;
        new.predecessor_id := p.person_id; new.actor_id := p.actor_id; new.role := p.role; new.community := c;
        if p.role in ('approver', 'leader', 'admin', 'auditor') and viewer_role() not in ('admin', 'house') then
            raise exception 'two administrators hand this post over' using errcode = 'insufficient_privilege';
        end if;
        s := person_community(new.successor_id);
        if s is distinct from c or exists (select from people where id = new.successor_id and suspended_at is not null) then
            raise exception 'the successor is of another community' using errcode = 'check_violation', constraint = 'handovers_same_community';
        end if;
        return new;
    end if;
    if viewer_role() = 'house' then return new; end if;
    if new.predecessor_signed_at is distinct from old.predecessor_signed_at and viewer_person() is distinct from old.predecessor_id
       or new.successor_signed_at is distinct from old.successor_signed_at and viewer_person() is distinct from old.successor_id then
        raise exception 'everybody signs for themselves' using errcode = 'insufficient_privilege';
    end if;
    if new.confirmed_by is distinct from old.confirmed_by and (viewer_role() is distinct from 'admin' or new.confirmed_by is distinct from viewer_person()) then
        raise exception 'an administrator confirms' using errcode = 'insufficient_privilege';
    end if;
    if old.state in ('signed', 'cancelled') then
        raise exception 'this handover is over' using errcode = 'check_violation', constraint = 'handovers_over';
    end if;
    if new.state = 'signed' and coalesce(current_setting('cimic.signing', true), '') <> new.id::text then
        raise exception 'both sign first' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger handovers_rules before insert or update on handovers for each row execute function handovers_keep_rules();

-- With the second signature the posts are written: the old one ends and the new one begins at the same moment, the hour that was set, or
-- now if that is past. Whoever holds the same post there already keeps it.
create function handover_move(handover uuid) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare h handovers; p posts; at timestamptz; fresh uuid;
begin
    select * into h from handovers where id = handover for update;
    if h.state <> 'open' or h.confirmed_by is null or h.predecessor_signed_at is null or h.successor_signed_at is null then return false; end if;
    at := greatest(h.moves_at, now());
    select * into p from posts where id = h.post_id;
    if p.until_at is null or p.until_at > at then
        update posts set until_at = at where id = p.id;
    end if;
    select o.id into fresh from posts o where o.person_id = h.successor_id and o.actor_id = h.actor_id and o.role = h.role and post_in_force(o)
        and (o.until_at is null or o.until_at > at) limit 1;
    if fresh is null then
        insert into posts (person_id, actor_id, role, represents_id, from_at, stated_at)
        values (h.successor_id, h.actor_id, h.role, p.represents_id, at, case when h.community = 'military' then h.created_at end) returning id into fresh;
    end if;
    perform set_config('cimic.signing', h.id::text, true);
    update handovers set state = 'signed', new_post_id = fresh, moves_at = at where id = h.id;
    perform set_config('cimic.signing', '', true);
    return true;
end $$;
-- Who could succeed: people of the community with a post in force, for whoever vouches there; not who holds the post now.
create function handover_candidates(post uuid) returns table (id uuid, name text, posts text) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare c text; holder uuid;
begin
    select a.community, p.person_id into c, holder from posts p join actors a on a.id = p.actor_id where p.id = post;
    if viewer_role() is null or not (viewer_role() in ('admin', 'house') or vouches_in(c)) then return; end if;
    return query
    select q.id, q.name, string_agg(o.role || ' · ' || b.name, ', ' order by o.from_at)
    from people q join posts o on o.person_id = q.id and post_in_force(o) join actors b on b.id = o.actor_id
    where q.suspended_at is null and q.id <> holder and q.id is distinct from viewer_person() and b.community = c
    group by q.id, q.name order by lower(q.name), q.id limit 500;
end $$;
-- Names of the two who are concerned, for each other and for whoever sees the handover.
create function handover_names(handover uuid) returns table (predecessor text, successor text, proposer text, confirmer text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.name, b.name, c.name, d.name from handovers h join people a on a.id = h.predecessor_id join people b on b.id = h.successor_id
        join people c on c.id = h.proposed_by left join people d on d.id = h.confirmed_by
    where h.id = handover and (viewer_person() in (h.predecessor_id, h.successor_id) or viewer_role() in ('admin', 'house') or vouches_in(h.community));
end $$;
-- Requests that the viewer's office is party to and nobody there has opened yet, the newest first.
create function unread_requests(most int) returns table (request_id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me uuid := viewer_actor();
begin
    return query
    select s.request_id from (select x.request_id, x.received_at from request_sights x where x.grantee = me order by x.received_at desc, x.request_id desc limit 300) s
    where exists (select from request_parties p where p.request_id = s.request_id and p.actor_id = me and p.left_at is null)
      and not exists (select from read_events r where r.record_id = s.request_id and r.actor_id = me)
    order by s.received_at desc limit most;
end $$;

alter table handovers enable row level security;
create policy handovers_see on handovers for select to cimic_app using (
    (select viewer_person()) in (predecessor_id, successor_id) or (select viewer_role()) in ('admin', 'house') or vouches_in(community));
create policy handovers_add on handovers for insert to cimic_app with check (
    (select viewer_role()) = 'house'
    or state = 'proposed' and confirmed_by is null and predecessor_signed_at is null and successor_signed_at is null and new_post_id is null
       and proposed_by = (select viewer_person()) and ((select viewer_role()) = 'admin' or vouches_in(community)));
create policy handovers_change on handovers for update to cimic_app using (
    (select viewer_person()) in (predecessor_id, successor_id) or (select viewer_role()) in ('admin', 'house') or vouches_in(community));
grant select, insert on handovers to cimic_app;
grant update (state, confirmed_by, predecessor_signed_at, successor_signed_at, counts) on handovers to cimic_app;
do $$ declare f regprocedure; begin
    foreach f in array array['handover_move(uuid)', 'handover_candidates(uuid)', 'handover_names(uuid)', 'unread_requests(integer)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
