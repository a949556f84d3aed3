-- Forums, and a fifth as many meetings as requests; the partner and the village are each invited to exactly twenty.
update pg_index set indisready = false, indisvalid = false where indrelid in ('meetings'::regclass, 'meeting_actors'::regclass, 'meeting_items'::regclass, 'meeting_acts'::regclass, 'meeting_places'::regclass,
    'meeting_sights'::regclass, 'attendance'::regclass, 'minutes'::regclass);
create temp table forum_list as
    select n, n % 6 as office, md5('forum ' || n)::uuid as id from generate_series(0, greatest(6, pg_temp.rows()::int / 2500) - 1) n;
create unique index on forum_list (n);
analyze forum_list;
insert into forums (id, owner_id, chair_id, name, family, audience, time_zone, first_on, starts_clock, minutes, rule, made_until, area_id)
select f.id, o.id, o.id, 'Forum ' || f.n || ' of the valley', case o.community when 'humanitarian' then 'cmcoord' when 'military' then 'cimic' else 'local_authority' end, 'parties', 'UTC',
    current_date - 2000, '09:00', 60, 'FREQ=WEEKLY', now() + interval '120 days', d.id
from forum_list f join offices o on o.n = f.office join districts d on d.n = f.n % 90;
insert into forum_members (forum_id, actor_id) select f.id, w.id from forum_list f cross join generate_series(1, 4) k join owners w on w.n = pg_temp.pick(f.n, 60 + k, 200) and w.n <> 40 on conflict do nothing;
insert into forum_sights (forum_id, grantee, is_named)
select distinct f.id, c.grantee, true from forums f cross join lateral (select f.owner_id as id union select m.actor_id from forum_members m where m.forum_id = f.id) a join climb c on c.actor = a.id;
create temp table met as
    select y.i, y.starts, y.forum, pg_temp.ident(least(y.starts, now()), y.i, 70) as id, coalesce(o.id, w.id) as owner, coalesce(o.community, w.community) as community,
        case when y.starts > now() then case when y.starts < now() + interval '8 days' or y.forum is null then 'invited' else 'planned' end
            when pg_temp.dice(y.i, 71) < 0.05 then 'cancelled' when y.starts > now() - interval '10 days' then 'held' when pg_temp.dice(y.i, 71) < 0.1 then 'circulated' else 'sealed' end as state
    from (select i, now() + interval '60 days' - interval '2251 days' * (1 - (i + 0.5) / (pg_temp.rows() / 5)) as starts, pg_temp.dice(i, 72) as who,
            case when pg_temp.dice(i, 73) < 0.6 then (select f.id from forum_list f where f.n = pg_temp.pick(i, 74, (select count(*)::int from forum_list) / 6) * 6
                + case when pg_temp.dice(i, 72) < 0.25 then 0 when pg_temp.dice(i, 72) < 0.49 then 1 when pg_temp.dice(i, 72) < 0.672 then 2 when pg_temp.dice(i, 72) < 0.7 then 3
                    when pg_temp.dice(i, 72) < 0.8 then 4 else 5 end) end as forum
        from generate_series(0, pg_temp.rows() / 5 - 1) i) y
    left join forum_list f on f.id = y.forum left join offices o on o.n = f.office
    left join owners w on y.forum is null and w.n = case (y.who * 300)::int % 300 when 40 then 41 when 250 then 251 else (y.who * 300)::int % 300 end;
create unique index on met (i);
create index on met (id);
analyze met;
insert into meetings (id, reference, forum_id, recurs_at, owner_id, chair_id, title, purpose, audience, area_id, time_zone, starts_at, ends_at, state, state_since, is_announced, created_at, updated_at)
select m.id, pg_temp.ref(m.i, 7000000001), m.forum, case when m.forum is not null then m.starts end, m.owner, m.owner,
    (array['Weekly coordination', 'Access and movement', 'The bridge and the road', 'Schools of the upper valley', 'Planning of escorts', 'Water by the bridge'])[1 + pg_temp.pick(m.i, 75, 6)] || ' ' || m.i,
    'To agree on what is done next week in lot w' || pg_temp.pick(m.i, 76, 5000),
    case when m.community = 'humanitarian' and m.i % 10 < 4 then 'humanitarian' when m.community in ('military', 'mission') and m.i % 10 < 3 then 'mission' else 'parties' end,
    d.id, 'UTC', m.starts, m.starts + interval '1 hour', m.state, least(m.starts, now()), m.i % 100 = 99 and m.community <> 'humanitarian', least(m.starts, now()) - interval '9 days', least(m.starts, now())
from met m join districts d on d.n = pg_temp.pick(m.i, 77, 90);
insert into meeting_places (meeting_id, place) select id, 'The house, room two' from met;
analyze meetings;
insert into meeting_actors (meeting_id, actor_id, why, answer, answered_at)
select m.id, a.id, case when forum_id is not null then 'member' else 'invited' end, case when m.starts_at < now() or pg_temp.dice(w.i, 78) < 0.5 then 'yes' end, m.created_at
from met w join meetings m on m.id = w.id cross join lateral (
    select o.id from generate_series(1, 3) k join owners o on o.n = (case when m.audience = 'humanitarian' then pg_temp.pick(w.i * 4 + k, 79, 200) else pg_temp.pick(w.i * 4 + k, 79, 300) end)
        and o.n not in (40, 250) where m.audience <> 'mission'
    union select u.id from units u where u.n = pg_temp.pick(w.i, 80, 12) and m.audience <> 'humanitarian'
    union select f.id from offices f where f.n = case m.audience when 'humanitarian' then 0 when 'mission' then 4 + w.i % 2 else case when pg_temp.dice(w.i, 81) < 0.02 then 3 else (array[0, 1, 2, 4, 5])[1 + w.i % 5] end end
    union select o.id from owners o where o.n = 40 and w.i % (pg_temp.rows() / 100) = pg_temp.rows() / 200 + 2 and m.audience <> 'mission'
    union select o.id from owners o where o.n = 250 and w.i % (pg_temp.rows() / 100) = pg_temp.rows() / 200 + 3 and m.audience = 'parties') a
where a.id <> m.owner_id;
insert into meeting_items (id, forum_id, meeting_id, position, title, state, proposed_by_id)
select pg_temp.ident(least(w.starts, now()), w.i * 2 + k, 82), w.forum, w.id, k, (array['News of the week', 'What is asked for'])[k], 'agenda', w.owner from met w, generate_series(1, 2) k;
insert into meeting_acts (meeting_id, at, act, from_state, to_state, actor_id, role)
select w.id, w.starts - interval '8 days', 'invite', 'planned', 'invited', w.owner, 'officer' from met w where w.state <> 'planned'
union all select w.id, w.starts, 'hold', 'invited', 'held', w.owner, 'officer' from met w where w.state in ('held', 'circulated', 'sealed');
insert into attendance (id, meeting_id, actor_id, presence, marked_at)
select gen_random_uuid(), a.meeting_id, a.actor_id, case when pg_temp.dice(hashtextextended(a.actor_id::text || a.meeting_id, 1), 83) < 0.7 then 'present' else 'absent' end, w.starts
from meeting_actors a join met w on w.id = a.meeting_id where w.state in ('held', 'circulated', 'sealed');
insert into minutes (meeting_id, circulated_at, amend_until, sealed_at) select w.id, w.starts + interval '1 day', w.starts + interval '5 days', case when w.state = 'sealed' then w.starts + interval '7 days' end
from met w where w.state in ('circulated', 'sealed');
reindex table meeting_actors;
reindex table meetings;
analyze meeting_actors; analyze meetings;
insert into meeting_sights (meeting_id, grantee, starts_at, state, forum_id, is_named, area_id)
select m.id, g.grantee, m.starts_at, m.state, m.forum_id, g.is_named, m.area_id
from meetings m cross join lateral (
    select distinct c.grantee, true as is_named from (select m.owner_id as id union select a.actor_id from meeting_actors a where a.meeting_id = m.id and a.left_at is null) n join climb c on c.actor = n.id
    union all select audience_grantee(m.audience), false where audience_grantee(m.audience) is not null) g;
reindex table meeting_items; reindex table meeting_acts; reindex table meeting_places; reindex table meeting_sights; reindex table attendance; reindex table minutes;
-- After-action reports that were asked for, nearly all of them written.
insert into report_duties (source_kind, source_id, actor_id, asked_at, due_on, written_at)
select 'meeting', w.id, w.owner, w.starts, w.starts::date + 7, case when w.starts < now() - interval '20 days' then w.starts + interval '3 days' end
from met w where w.state in ('held', 'circulated', 'sealed') and w.community in ('military', 'mission');
insert into reports (id, source_kind, source_id, owner_id, audience, topic, sector, expected, happened, why, keep, state, filed_at, created_at)
select pg_temp.ident(w.starts, w.i, 84), 'meeting', w.id, w.owner, 'mission', 'coordination', 'LOG', 'That the road would be open.', 'The bridge was closed for a day in lot w' || pg_temp.pick(w.i, 85, 5000),
    'Nobody had asked the district.', 'Ask the district first.', 'filed', w.starts + interval '3 days', w.starts
from met w where w.i % 5 = 0 and w.state = 'sealed' and w.community in ('military', 'mission') and w.starts < now() - interval '20 days';
