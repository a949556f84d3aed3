-- Boards read sums too: what an office may see, by week, counted again by the house's clock. Counting when asked took 1.4 s at 10,000 requests.
create table board_rolls (
    topic   text not null check (topic in ('received', 'done', 'now')),
    week    date not null,
    -- the office whose own sights were counted
    grantee uuid not null,
    series  text not null,
    value   text not null,
    n       bigint not null,
    seconds bigint not null default 0,
    primary key (grantee, topic, week, series, value)
);
create index board_rolls_week_idx on board_rolls (topic, week);
create table board_dirty (
    topic text not null,
    week  date not null,
    primary key (topic, week)
);
create table board_marks (
    id         boolean primary key default true check (id),
    last_event bigint
);
insert into board_marks (last_event) values (null);
alter table board_rolls enable row level security;
alter table board_dirty enable row level security;
alter table board_marks enable row level security;
-- An office reads its own.
create policy board_rolls_see on board_rolls for select to cimic_app using (
    grantee = (select viewer_actor()) and (select viewer_role()) in ('officer', 'coordinator', 'chief', 'section') or (select viewer_role()) = 'house');
create policy board_dirty_see on board_dirty for select to cimic_app using ((select viewer_role()) = 'house');
create policy board_marks_see on board_marks for select to cimic_app using ((select viewer_role()) = 'house');
grant select on board_rolls, board_dirty, board_marks to cimic_app;

-- Offices that have a board: those where somebody screens, advises, relays or leads.
create function boards_of() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct actor_id), '{}') from posts where role in ('officer', 'coordinator', 'chief', 'section')
$$;
-- Finds out what changed, as rolls_mark() does; a board shows 14 periods of four weeks. An office that is new is counted from the start.
create function boards_mark() returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare seen bigint; upto bigint; oldest date := week_of(now()) - 56 * 7;
begin
    if viewer_role() is distinct from 'house' then raise exception 'the house keeps the boards' using errcode = 'insufficient_privilege'; end if;
    select last_event into seen from board_marks for update;
    if seen is null or exists (select from unnest(boards_of()) o (id) where not exists (
            select from board_rolls b where b.grantee = o.id and b.topic = 'now' and b.series = 'office')) then
        insert into board_dirty (topic, week)
        select t, w::date from unnest(array['received', 'done']) t, generate_series(oldest, week_of(now()), interval '7 days') w
        union select 'now', date '2024-01-01'
        on conflict do nothing;
        delete from board_rolls where topic <> 'now' and week < oldest;
    else
        with fresh as materialized (
            select record_kind, record_id from events where id > seen
               and record_kind in ('request', 'meeting', 'action', 'activity', 'activity_import', 'qip', 'objective', 'objective_link')
        ), asked as materialized (
            select r.id, r.received_at from requests r where r.id in (select record_id from fresh where record_kind = 'request')
        )
        insert into board_dirty (topic, week)
        select 'received', week_of(r.received_at) from asked r where week_of(r.received_at) >= oldest
        union select 'done', week_of(a.at) from asked r join request_acts a on a.request_id = r.id where week_of(a.at) >= oldest
        union select 'now', date '2024-01-01' from fresh
        on conflict do nothing;
    end if;
    select max(id) into upto from events where at < now() - interval '2 minutes' and id > coalesce(seen, 0);
    update board_marks set last_event = coalesce(upto, seen, 0);
end $$;

create function boards_count_received(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into board_rolls (topic, week, grantee, series, value, n)
    select 'received', w, o.id, x.series, x.value, count(*)
    from unnest(boards_of()) o (id)
    cross join lateral (select y.grantee, y.request_id from request_sights y
        where y.grantee = o.id and y.received_at >= day_begins(w) and y.received_at < day_begins(w + 7) offset 0) s
    cross join lateral (select q.kind, q.state, q.is_late from requests q where q.id = s.request_id offset 0) r
    cross join lateral (values ('kind', request_group(r.kind)), ('standing', request_standing(r.state)),
        ('late', case when r.is_late then 'late' else 'in_time' end)) as x (series, value)
    group by 3, 4, 5
$$;
create function boards_count_done(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    with acts as materialized (
        select a.request_id, a.from_state, a.to_state, a.detail ->> 'code' as code, extract(epoch from a.at - b.at) as seconds
        from request_acts a left join lateral (
            select p.at from request_acts p where p.request_id = a.request_id and p.id < a.id and p.to_state = a.from_state and p.from_state <> p.to_state
            order by p.id desc limit 1) b on true
        where a.at >= day_begins(w) and a.at < day_begins(w + 7) and a.from_state <> a.to_state
    )
    insert into board_rolls (topic, week, grantee, series, value, n, seconds)
    select 'done', w, s.grantee, x.series, x.value, count(*), sum(x.seconds)::bigint
    from acts a
    -- One by one (`offset 0`): all sights of an office are read otherwise.
    cross join lateral (select y.grantee from request_sights y where y.request_id = a.request_id and y.grantee = any ((select boards_of())::uuid[]) offset 0) s
    cross join lateral (values ('stay', case when a.seconds is not null then a.from_state end, a.seconds),
        ('outcome', case when a.to_state = 'closed' then 'done' when a.to_state in ('referred', 'declined', 'aborted', 'withdrawn', 'expired') then a.to_state end, 0),
        ('reason', case when a.to_state = 'declined' then a.code end, 0)) as x (series, value, seconds)
    where x.value is not null
    group by 3, 4, 5
$$;
-- As it stands: what is open, what is under way with and without an objective, action points by the day they are due.
create function boards_count_now() returns void language sql security definer set search_path = public, pg_temp as $$
    insert into board_rolls (topic, week, grantee, series, value, n)
    select 'now', date '2024-01-01', x.grantee, x.series, x.value, count(*) from (
        select o.id as grantee, 'office' as series, '' as value from unnest(boards_of()) o (id)
        union all
        select s.grantee, y.series, y.value from unnest(boards_of()) o (id)
        join request_sights s on s.grantee = o.id and s.turn_id is not null
        cross join lateral (values ('open', s.state), ('requests', case when exists (
            select from objective_links l where l.record_kind = 'request' and l.record_id = s.request_id) then 'linked' else 'unlinked' end)) y (series, value)
        union all
        -- Sights of activities climb from whoever does them: these are the office's own and those of offices below it.
        select s.grantee, 'activities', case when a.objective_id is not null or exists (
            select from objective_links l where l.record_kind = 'activity' and l.record_id = a.id) then 'linked' else 'unlinked' end
        from unnest(boards_of()) o (id)
        join activity_sights s on s.grantee = o.id and s.status in ('planned', 'ongoing') and s.until_on >= current_date join activities a on a.id = s.activity_id
        union all
        select o.id, 'projects', case when exists (select from objective_links l where l.record_kind = 'qip' and l.record_id = q.id) then 'linked' else 'unlinked' end
        from unnest(boards_of()) o (id) cross join lateral unnest(actors_below(o.id)) b (id) join qips q on q.owner_id = b.id
        where q.state not in ('concept', 'rejected', 'cancelled', 'closed', 'evaluated', 'terminated')
        union all
        select s.grantee, 'meetings', case when exists (select from objective_links l where l.record_kind = 'meeting' and l.record_id = s.meeting_id) then 'linked' else 'unlinked' end
        from unnest(boards_of()) o (id)
        join meeting_sights s on s.grantee = o.id and s.is_named and s.state not in ('cancelled', 'postponed')
            and s.starts_at >= now() - interval '28 days' and s.starts_at < now() + interval '28 days'
        union all
        select s.grantee, y.series, s.due_on::text from unnest(boards_of()) o (id)
        join action_sights s on s.grantee = o.id and s.is_open and s.state <> 'done'
        cross join lateral (values ('due', true), ('stuck', s.is_stuck)) y (series, holds) where y.holds) x
    group by 3, 4, 5
$$;
-- Counts again what is dirty, at most so many weeks; returns how many it did.
create function boards_fold(most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare d record; n int := 0;
begin
    if viewer_role() is distinct from 'house' then raise exception 'the house keeps the boards' using errcode = 'insufficient_privilege'; end if;
    for d in select topic, week from board_dirty order by week desc, topic limit most for update skip locked loop
        delete from board_rolls where topic = d.topic and week = d.week;
        case d.topic
            when 'received' then perform boards_count_received(d.week);
            when 'done' then perform boards_count_done(d.week);
            else perform boards_count_now();
        end case;
        delete from board_dirty where topic = d.topic and week = d.week;
        n := n + 1;
    end loop;
    return n;
end $$;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname like 'boards\_%' loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
grant execute on function boards_mark(), boards_fold(int) to cimic_app;
