-- What leaders read: roll-ups by week kept by the house's clock, and what is published of humanitarian series when a period has closed.
-- The Monday of the week of a moment, as the mission's calendar has it.
create function week_of(at timestamptz) returns date language sql stable as $$
    select date_trunc('week', at at time zone (select time_zone from house))::date
$$;
-- A day of the mission's calendar as a moment.
create function day_begins(day date) returns timestamptz language sql stable as $$
    select day::timestamp at time zone (select time_zone from house)
$$;
-- Whose sector a district is: the CIMIC desk below Force HQ that is responsible for it or for its region; nil where none is.
create view area_sectors with (security_invoker = true) as
select a.id as area_id, coalesce((
    select d.actor_id from desks d join actor_areas x on x.actor_id = d.actor_id and x.presence = 'responsibility' and x.area_id in (a.id, a.parent_id)
    where d.kind = 'cimic' and not d.is_top order by x.area_id = a.id desc, d.actor_id limit 1), '00000000-0000-0000-0000-000000000000') as sector_id
from areas a where viewer_role() is not null;
grant select on area_sectors to cimic_app;

-- Kinds of request in groups that a leader reads.
create function request_group(kind text) returns text language sql immutable parallel safe as $$
    select case when kind in ('armed_escort', 'route_assessment', 'passenger_seats', 'cargo', 'transport_ground', 'transport_air', 'transport_water') then 'movement'
        when kind in ('area_security', 'static_protection', 'evacuation') then 'protection'
        when kind in ('engineering', 'storage_camp', 'communications_water_power', 'mine_action') then 'works'
        when kind = 'medical' then 'medical'
        when kind in ('training_briefing', 'joint_assessment', 'information') then 'knowledge'
        when kind = 'community_support' then 'community_support' else 'other' end
$$;
-- How a request stands, and who has the turn in a state.
create function request_standing(state text) returns text language sql immutable parallel safe as $$
    select case when state in ('submitted', 'screened', 'endorsed', 'relayed', 'disputed') then 'waits'
        when state in ('returned', 'offered') then 'asks_back'
        when state in ('accepted', 'tasked', 'under_way', 'suspended') then 'moves'
        when state in ('delivered', 'confirmed', 'closed') then 'done'
        when state in ('declined', 'referred') then state else 'ended' end
$$;
create function request_turn(state text) returns text language sql immutable parallel safe as $$
    select case when state in ('returned', 'offered', 'delivered') then 'requester' when state in ('submitted', 'confirmed') then 'screening'
        when state = 'screened' then 'endorsing' when state in ('endorsed', 'relayed', 'accepted', 'disputed', 'suspended') then 'desk'
        when state in ('tasked', 'under_way') then 'unit' end
$$;

-- Roll-ups of everything but humanitarian series: by topic, week and sector. No humanitarian request stands in them.
create table rolls (
    topic     text not null check (topic in ('received', 'done', 'meetings', 'actions', 'links', 'activities')),
    week      date not null,
    series    text not null,
    value     text not null,
    sector_id uuid not null,
    n         bigint not null,
    seconds   bigint not null default 0,
    primary key (topic, week, series, value, sector_id)
);
create index rolls_series_idx on rolls (series, week) include (value, sector_id, n, seconds);
-- What stands in a district now.
create table place_rolls (
    district_id uuid not null,
    measure     text not null check (measure in ('requests', 'activities', 'projects')),
    n           bigint not null,
    primary key (measure, district_id)
);
-- Weeks that have to be counted again, and how far the events were read.
create table roll_dirty (
    topic text not null,
    week  date not null,
    primary key (topic, week)
);
create table roll_marks (
    id         boolean primary key default true check (id),
    last_event bigint,
    links_at   timestamptz
);
insert into roll_marks (last_event) values (null);

-- Weeks are read by the moment things came and were done.
create index requests_received_idx on requests (received_at);
create index request_acts_at_idx on request_acts (at);
create index meetings_starts_idx on meetings (starts_at);
create index actions_created_idx on actions (created_at);

-- Finds out what changed: from the events since the last look. The last two minutes are looked at again, since a transaction that
-- began then may not have ended yet.
create function rolls_mark() returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare seen bigint; upto bigint;
begin
    if viewer_role() is distinct from 'house' then raise exception 'the house keeps the roll-ups' using errcode = 'insufficient_privilege'; end if;
    select last_event into seen from roll_marks for update;
    if seen is null then
        insert into roll_dirty (topic, week)
        select distinct 'received', week_of(received_at) from requests where community <> 'humanitarian'
        union select distinct 'done', week_of(a.at) from request_acts a
        union select distinct 'meetings', week_of(starts_at) from meetings where starts_at < now()
        union select distinct 'actions', week_of(created_at) from actions
        union select t, date '2024-01-01' from unnest(array['links', 'activities', 'places']) t
        on conflict do nothing;
    else
        with fresh as materialized (
            select record_kind, record_id from events where id > seen
               and record_kind in ('request', 'meeting', 'action', 'activity', 'qip', 'objective', 'objective_link', 'activity_import', 'desk', 'area', 'gazetteer', 'responsibility')
        )
        insert into roll_dirty (topic, week)
        select 'received', week_of(r.received_at) from fresh f join requests r on r.id = f.record_id where f.record_kind = 'request' and r.community <> 'humanitarian'
        union select 'done', week_of(a.at) from fresh f join requests r on r.id = f.record_id join request_acts a on a.request_id = r.id
            where f.record_kind = 'request' and r.community <> 'humanitarian'
        union select 'meetings', week_of(m.starts_at) from fresh f join meetings m on m.id = f.record_id where f.record_kind = 'meeting' and m.starts_at < now()
        union select 'actions', week_of(a.created_at) from fresh f join actions a on a.id = f.record_id where f.record_kind = 'action'
        union select 'actions', week_of(a.created_at) from fresh f join actions a on a.source_id = f.record_id where f.record_kind = 'meeting'
        union select 'links', date '2024-01-01' from fresh where record_kind in ('request', 'qip', 'meeting', 'objective_link', 'desk', 'responsibility', 'area', 'gazetteer')
        union select 'activities', date '2024-01-01' from fresh where record_kind in ('activity', 'activity_import', 'objective_link', 'objective', 'desk', 'responsibility', 'area', 'gazetteer')
        union select 'places', date '2024-01-01' from fresh where record_kind in ('request', 'activity', 'activity_import', 'qip', 'area', 'gazetteer')
        on conflict do nothing;
    end if;
    select max(id) into upto from events where at < now() - interval '2 minutes' and id > coalesce(seen, 0);
    update roll_marks set last_event = coalesce(upto, seen, 0);
end $$;

create function rolls_count_received(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into rolls (topic, week, series, value, sector_id, n)
    select 'received', w, x.series, x.value, s.sector_id, count(*)
    from requests r join area_sectors s on s.area_id = r.from_area_id
    cross join lateral (values ('kind', request_group(r.kind)), ('standing', request_standing(r.state)), ('late', case when r.is_late then 'late' else 'in_time' end),
        ('open', case when r.ended_at is null then r.state end), ('community', r.community)) as x (series, value)
    where r.received_at >= day_begins(w) and r.received_at < day_begins(w + 7) and r.community <> 'humanitarian' and x.value is not null
    group by 3, 4, 5
$$;
create function rolls_count_done(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    with acts as materialized (
        select a.id, a.request_id, a.at, a.from_state, a.to_state, a.detail ->> 'code' as code, s.sector_id
        from request_acts a join requests r on r.id = a.request_id and r.community <> 'humanitarian' join area_sectors s on s.area_id = r.from_area_id
        where a.at >= day_begins(w) and a.at < day_begins(w + 7) and a.from_state <> a.to_state
    )
    insert into rolls (topic, week, series, value, sector_id, n, seconds)
    select 'done', w, 'stay', a.from_state, a.sector_id, count(*), sum(extract(epoch from a.at - b.at))::bigint
    from acts a cross join lateral (
        select p.at from request_acts p where p.request_id = a.request_id and p.id < a.id and p.to_state = a.from_state and p.from_state <> p.to_state
        order by p.id desc limit 1) b
    group by 4, 5
    union all
    select 'done', w, 'outcome', case when a.to_state = 'closed' then 'done' else a.to_state end, a.sector_id, count(*), 0 from acts a
    where a.to_state in ('closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired') group by 4, 5
    union all
    select 'done', w, 'reason', a.code, a.sector_id, count(*), 0 from acts a where a.to_state = 'declined' and a.code is not null group by 4, 5
$$;
-- Meetings that the mission's own side hosts or chairs; what is closed to it is in no number of these.
create function rolls_count_meetings(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    with held as materialized (
        select m.id, m.state, m.forum_id, coalesce(s.sector_id, '00000000-0000-0000-0000-000000000000') as sector_id
        from meetings m join actors o on o.id = m.owner_id and o.community in ('military', 'mission') left join area_sectors s on s.area_id = m.area_id
        where m.starts_at >= day_begins(w) and m.starts_at < day_begins(w + 7) and m.starts_at < now() and m.audience not in ('humanitarian', 'owner')
    )
    insert into rolls (topic, week, series, value, sector_id, n)
    select 'meetings', w, 'meeting', case when state in ('cancelled', 'postponed') then 'called_off' when state = 'sealed' then 'sealed'
        when state in ('drafted', 'circulated') then 'written' when state = 'held' then 'held' else 'not_held' end, sector_id, count(*) from held group by 4, 5
    union all
    select 'meetings', w, 'present', case when o.community = 'host' or o.kind in ('nngo', 'community_body', 'traditional_authority') then 'local' else 'others' end,
        h.sector_id, count(*)
    from held h join attendance t on t.meeting_id = h.id and t.presence in ('present', 'walk_in') join actors o on o.id = t.actor_id
    where o.posture is distinct from 'coexistence' group by 4, 5
    union all
    select 'meetings', w, 'led_to', case when exists (select from actions a where a.source_id = h.id) then 'action_points' else 'none' end, h.sector_id, count(*)
    from held h where h.state in ('drafted', 'circulated', 'sealed') group by 4, 5
$$;
-- Action points that the mission's own side put or took on.
create function rolls_count_actions(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into rolls (topic, week, series, value, sector_id, n)
    select 'actions', w, x.series, x.value, '00000000-0000-0000-0000-000000000000', count(*)
    from actions a join actors o on o.id = a.owner_id and o.community in ('military', 'mission') join actors d on d.id = a.actor_id and d.posture is distinct from 'coexistence'
    cross join lateral (values
        ('action', case when a.state = 'verified' or a.state = 'done' then case when (a.state_since at time zone 'UTC')::date <= a.due_on then 'on_time' else 'late' end
                        when a.state in ('declined', 'cancelled') then 'dropped' else 'open' end),
        ('action_due', case when action_is_open(a.state) and a.state <> 'done' then to_char(a.due_on, 'IYYY-"W"IW') end),
        ('stuck', case when action_is_open(a.state) and a.carry_overs >= 3 then 'stuck' end)) as x (series, value)
    where a.created_at >= day_begins(w) and a.created_at < day_begins(w + 7) and x.value is not null
    group by 3, 4
$$;

-- What is linked to an objective and what is not, as it stands: projects, the mission's meetings, requests of others.
create function rolls_count_links(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into rolls (topic, week, series, value, sector_id, n)
    select 'links', w, x.series, case when x.linked then 'linked' else 'unlinked' end, x.sector_id, count(*) from (
        select 'projects' as series, exists (select from objective_links l where l.record_kind = 'qip' and l.record_id = q.id) as linked, s.sector_id
        from qips q join area_sectors s on s.area_id = q.area_id
        where q.state not in ('concept', 'rejected', 'cancelled', 'closed', 'evaluated', 'terminated')
        union all
        select 'requests', exists (select from objective_links l where l.record_kind = 'request' and l.record_id = r.id), s.sector_id
        from requests r join area_sectors s on s.area_id = r.from_area_id where r.community <> 'humanitarian' and r.turn_id is not null
        union all
        select 'meetings', exists (select from objective_links l where l.record_kind = 'meeting' and l.record_id = m.id),
            coalesce(s.sector_id, '00000000-0000-0000-0000-000000000000')
        from meetings m join actors o on o.id = m.owner_id and o.community in ('military', 'mission') left join area_sectors s on s.area_id = m.area_id
        where m.audience not in ('humanitarian', 'owner') and m.starts_at >= now() - interval '28 days' and m.starts_at < now() + interval '28 days'
          and m.state not in ('cancelled', 'postponed')) x
    group by 3, 4, 5
$$;
-- The same of activities that the mission may know of, planned or under way today.
create index activities_running_idx on activities (until_on) where status in ('planned', 'ongoing');
create function rolls_count_activities(w date) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into rolls (topic, week, series, value, sector_id, n)
    select 'activities', w, 'activities', case when x.linked then 'linked' else 'unlinked' end, x.sector_id, count(*) from (
        select a.objective_id is not null or exists (select from objective_links l where l.record_kind = 'activity' and l.record_id = a.id) as linked, s.sector_id
        from activities a join area_sectors s on s.area_id = a.area_id
        where a.status in ('planned', 'ongoing') and a.until_on >= current_date and a.audience not in ('humanitarian', 'owner')) x
    group by 4, 5
$$;
create function rolls_count_places() returns void language sql security definer set search_path = public, pg_temp as $$
    delete from place_rolls;
    insert into place_rolls (district_id, measure, n)
    select h.district_id, x.measure, sum(x.n) from (
        select t.area_id, 'activities' as measure, sum(t.n) as n from activity_tallies t
        where t.month = date_trunc('month', current_date)::date and t.audience not in ('humanitarian', 'owner') group by 1
        union all
        select q.area_id, 'projects', count(*) from qips q where qip_stage(q.state) in ('approved', 'under_way') group by 1
        union all
        select r.from_area_id, 'requests', count(*) from requests r where r.community <> 'humanitarian' and r.turn_id is not null group by 1) x
    join area_homes h on h.area_id = x.area_id where h.district_id is not null and x.n > 0 group by 1, 2
$$;

-- Counts again what is dirty, at most so many weeks; returns how many it did. A count from the records themselves, so that it cannot drift.
create function rolls_fold(most int) returns int language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare d record; n int := 0;
begin
    if viewer_role() is distinct from 'house' then raise exception 'the house keeps the roll-ups' using errcode = 'insufficient_privilege'; end if;
    for d in select topic, week from roll_dirty order by week desc, topic limit most for update skip locked loop
        delete from rolls where topic = d.topic and week = d.week;
        case d.topic
            when 'received' then perform rolls_count_received(d.week);
            when 'done' then perform rolls_count_done(d.week);
            when 'meetings' then perform rolls_count_meetings(d.week);
            when 'actions' then perform rolls_count_actions(d.week);
            when 'links' then perform rolls_count_links(d.week);
            when 'activities' then perform rolls_count_activities(d.week);
            else perform rolls_count_places();
        end case;
        delete from roll_dirty where topic = d.topic and week = d.week;
        n := n + 1;
    end loop;
    return n;
end $$;

-- What is published of humanitarian series: once, when four weeks have closed, never again; already rounded, "few" without a number.
create table published_periods (
    period       date primary key check (extract(isodow from period) = 1),
    published_at timestamptz not null default now()
);
create table published (
    period    date not null references published_periods,
    series    text not null,
    value     text not null,
    -- nil stands for all sectors; an empty value for all of the series
    sector_id uuid not null,
    n         bigint check (n >= 5),
    primary key (period, sector_id, series, value)
);
-- How long each stage took, on average: whole days, or few.
create table published_stays (
    period date not null references published_periods,
    state  text not null,
    days   int check (days >= 0),
    primary key (period, state)
);
create function published_stays_forever() returns trigger language plpgsql as $$
begin raise exception 'what is published stays' using errcode = 'check_violation', constraint = 'published_once'; end $$;
create trigger published_once before update or delete on published for each row execute function published_stays_forever();
create trigger published_once before update or delete on published_stays for each row execute function published_stays_forever();

-- The dashboard of a week as a document, made by the house when the week has closed.
create table papers (
    week    date not null check (extract(isodow from week) = 1),
    lang    text not null check (lang in ('en', 'fr')),
    pdf     bytea not null check (length(pdf) < 4000000),
    made_at timestamptz not null default now(),
    primary key (week, lang)
);

alter table rolls enable row level security;
alter table place_rolls enable row level security;
alter table roll_dirty enable row level security;
alter table roll_marks enable row level security;
alter table published_periods enable row level security;
alter table published enable row level security;
alter table published_stays enable row level security;
alter table papers enable row level security;
-- Leaders and the chief read all of it; coordinators what is published of their own community.
create policy rolls_see on rolls for select to cimic_app using ((select viewer_role()) in ('leader', 'chief', 'house'));
create policy place_rolls_see on place_rolls for select to cimic_app using ((select viewer_role()) in ('leader', 'chief', 'house'));
create policy roll_dirty_see on roll_dirty for select to cimic_app using ((select viewer_role()) = 'house');
create policy roll_marks_see on roll_marks for select to cimic_app using ((select viewer_role()) = 'house');
create policy published_periods_see on published_periods for select to cimic_app using ((select viewer_role()) in ('leader', 'chief', 'coordinator', 'house'));
create policy published_see on published for select to cimic_app using ((select viewer_role()) in ('leader', 'chief', 'coordinator', 'house'));
create policy published_stays_see on published_stays for select to cimic_app using ((select viewer_role()) in ('leader', 'chief', 'coordinator', 'house'));
create policy papers_see on papers for select to cimic_app using ((select viewer_role()) in ('leader', 'chief', 'house'));
create policy published_periods_add on published_periods for insert to cimic_app with check ((select viewer_role()) = 'house');
create policy published_add on published for insert to cimic_app with check ((select viewer_role()) = 'house');
create policy published_stays_add on published_stays for insert to cimic_app with check ((select viewer_role()) = 'house');
create policy papers_add on papers for insert to cimic_app with check ((select viewer_role()) = 'house');
-- The sums of projects are for whoever reads dashboards, too; the desk's own pages stay with those who keep it.
create policy qip_sums_lead on qip_sums for select to cimic_app using ((select viewer_role()) in ('leader', 'chief'));
create policy qip_stays_lead on qip_stays for select to cimic_app using ((select viewer_role()) in ('leader', 'chief'));
grant select on rolls, place_rolls, roll_dirty, roll_marks to cimic_app;
grant select, insert on published_periods, published, published_stays, papers to cimic_app;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname like 'rolls\_%' loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
grant execute on function rolls_mark(), rolls_fold(int) to cimic_app;
