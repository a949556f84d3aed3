-- The invented mission, after its meetings: who came, what was written and sealed, what was promised, reports, visits.
-- Run once, as the house, when the meetings of the demonstration stand.

-- The last three meetings of every forum: who answered yes came.
create temporary table demo_met on commit drop as
    select * from (select m.*, row_number() over (partition by m.forum_id order by m.starts_at desc) as back from meetings m where m.state = 'held' and m.forum_id is not null) m where back <= 3;
insert into attendance (meeting_id, actor_id, presence, marked_at)
    select m.id, g.actor_id, case g.answer when 'no' then 'excused' when 'maybe' then 'absent' else 'present' end, m.starts_at
    from demo_met m join meeting_actors g on g.meeting_id = m.id and g.left_at is null where g.actor_id <> m.owner_id;
insert into attendance (meeting_id, actor_id, presence, marked_at) select id, owner_id, 'present', starts_at from demo_met;
insert into attendance (meeting_id, presence, what, people, marked_at)
    select id, 'walk_in', 'Traders of the market', 3, starts_at from demo_met where back = 2 and audience in ('parties', 'partners');

-- Minutes: of the last but one and the one before; the last waits for its minute-taker.
insert into minute_items (item_id, meeting_id, summary, written_at)
    select i.id, m.id, (array['The point was taken up from last time. Two offices reported; the rest had nothing to add.',
            'Offices compared what they heard. Where it differed, it was written down as different.',
            'A question was asked to an office that was not there; the host passes it on.',
            'The state of the roads was gone through by district. Nothing that names a route was said.'])[1 + abs(hashtext(i.id::text)) % 4], m.ends_at + interval '3 hours'
    from demo_met m join meeting_items i on i.meeting_id = m.id and i.state = 'agenda' where m.back in (2, 3);
insert into minute_decisions (item_id, meeting_id, actor_id, body, at)
    select distinct on (m.id) i.id, m.id, m.chair_id, 'Puts the point on the next agenda and asks the offices concerned for a page beforehand.', m.ends_at
    from demo_met m join meeting_items i on i.meeting_id = m.id and i.state = 'agenda' where m.back in (2, 3) order by m.id, i.position;
insert into minute_words (item_id, meeting_id, actor_id, draft, corrected, corrected_at)
    select distinct on (m.id, a.actor_id) i.id, m.id, a.actor_id, 'We can help with transport next week.',
           case when abs(hashtext(a.actor_id::text)) % 2 = 0 then 'We may be able to help with transport next week, if the river falls.' end, m.ends_at + interval '1 day'
    from demo_met m join attendance a on a.meeting_id = m.id and a.presence = 'present' and a.actor_id <> m.owner_id
    join meeting_items i on i.meeting_id = m.id and i.state = 'agenda' where m.back in (2, 3) and abs(hashtext(a.id::text)) % 3 = 0 order by m.id, a.actor_id, i.position;
insert into meeting_acts (meeting_id, at, act, from_state, to_state, role)
    select id, ends_at + interval '3 hours', 'draft', 'held', 'drafted', 'house' from demo_met where back in (2, 3)
    union all select id, ends_at + interval '5 hours', 'circulate', 'drafted', 'circulated', 'house' from demo_met where back in (2, 3)
    union all select id, ends_at + interval '6 days', 'seal', 'circulated', 'sealed', 'house' from demo_met where back = 3 order by 2;
insert into minutes (meeting_id, circulated_at, amend_until)
    select id, case when back = 2 then now() - interval '4 hours' else ends_at + interval '5 hours' end,
           case when back = 2 then working_days_after(now(), 3, time_zone) else working_days_after(ends_at, 3, time_zone) end from demo_met where back in (2, 3);
insert into sealed_parts (meeting_id, position, item_id, body, sha256)
    select x.meeting_id, x.position, x.item_id, x.body, sha256(convert_to(x.body, 'utf8')) from (
        select m.id as meeting_id, 0 as position, null::uuid as item_id, m.title || E'\n' || to_char(m.starts_at at time zone m.time_zone, 'YYYY-MM-DD HH24:MI') || E'\n' as body from demo_met m where m.back = 3
        union all
        select m.id, row_number() over (partition by m.id order by i.position, i.id)::int, i.id, i.title || E'\n' || t.summary || E'\n'
        from demo_met m join meeting_items i on i.meeting_id = m.id join minute_items t on t.item_id = i.id where m.back = 3) x;
update minutes n set sealed_at = m.ends_at + interval '6 days', sealed_for = m.chair_id,
    sha256 = (select sha256(string_agg(p.sha256, ''::bytea order by p.position)) from sealed_parts p where p.meeting_id = m.id)
    from demo_met m where m.id = n.meeting_id and m.back = 3;
update meetings m set state = case d.back when 3 then 'sealed' else 'circulated' end from demo_met d where d.id = m.id and d.back in (2, 3);
insert into minute_addenda (meeting_id, actor_id, role, body, at)
    select id, owner_id, 'house', 'The page that was asked for has come; it is among the documents of the next meeting.', least(now(), ends_at + interval '8 days') from demo_met where back = 3;

-- Action points, in every state; some carried over three times.
create temporary table demo_acts on commit drop as
    select gen_random_uuid() as id, m.id as meeting_id, m.forum_id, m.owner_id, a.actor_id, m.ends_at, row_number() over (order by m.starts_at, a.actor_id) as n
    from demo_met m join attendance a on a.meeting_id = m.id and a.presence = 'present' and a.actor_id <> m.owner_id where abs(hashtext(a.id::text)) % 2 = 0;
insert into actions (id, source_kind, source_id, forum_id, body, owner_id, actor_id, due_on, priority, state, reason, done_note, evidence, carry_overs, created_at, state_since, ended_at)
    select id, 'meeting', meeting_id, forum_id,
           (array['Send the list of damaged culverts', 'Share the dates of the next distribution, by district', 'Name a focal point for the checkpoint at Tolvane', 'Repair the sign at the ford',
                  'Ask the villages when lorries may pass', 'Bring the load figures of the bridge', 'Translate the road notice for the river villages', 'Report on dust at the gravel pit'])[1 + n % 8],
           owner_id, actor_id, (ends_at + make_interval(days => (n % 30)::int - 3))::date, case when n % 9 = 0 then 'high' else 'normal' end,
           (array['offered', 'accepted', 'in_progress', 'verified', 'blocked', 'done', 'declined', 'accepted'])[1 + n % 8],
           case when n % 8 = 4 then 'The road is under water.' when n % 8 = 6 then 'Another office does this already.' else '' end,
           case when n % 8 in (3, 5) then 'Done and told to the villages.' else '' end, case when n % 8 in (3, 5) then 'Photographs with the desk' else '' end,
           case when n % 8 in (1, 4) and n % 3 = 0 then 3 when n % 5 = 0 then 1 else 0 end, ends_at, ends_at + interval '1 day',
           case when n % 8 in (3, 6) then ends_at + interval '5 days' end
    from demo_acts;
insert into action_parties (action_id, actor_id)
    select d.id, a.actor_id from demo_acts d join attendance a on a.meeting_id = d.meeting_id and a.presence = 'present' and a.actor_id not in (d.owner_id, d.actor_id);
insert into action_acts (action_id, at, act, to_state, role) select id, ends_at, 'put', 'offered', 'house' from demo_acts;

-- Reports of the two earlier meetings of each forum; those on the last are still owed.
create temporary table demo_reports on commit drop as
    select gen_random_uuid() as id, m.id as meeting_id, a.actor_id, m.ends_at, m.area_id, row_number() over (order by m.starts_at, a.actor_id) as n
    from demo_met m join attendance a on a.meeting_id = m.id and a.presence = 'present' join actors o on o.id = a.actor_id and o.community in ('military', 'mission') where m.back in (2, 3);
insert into reports (id, source_kind, source_id, owner_id, audience, topic, sector, area_id, expected, happened, why, keep, state, filed_at, created_at)
    select id, 'meeting', meeting_id, actor_id, 'mission', (array['coordination', 'information', 'transport', 'community_relations', 'engineering', 'language'])[1 + n % 6],
           (array['', 'LOG', '', 'WSH'])[1 + n % 4], area_id, 'A common picture of the roads before the rains.',
           (array['Half of the districts were covered; the rest had sent nobody.', 'The picture was drawn, but late: the interpreter came an hour after the start.', 'It went as planned, and ended early.'])[1 + n % 3],
           'Invitations went out two days before, not seven.', 'Keep the map on the wall. Send the invitation with the last minutes.', 'filed', least(now(), ends_at + interval '3 days'), ends_at
    from demo_reports;
insert into report_lessons (report_id, kind, body)
    select id, case n % 2 when 0 then 'keep' else 'change' end, (array['Draw the roads on the wall map together', 'Book the interpreter with the room', 'Send the invitation with the last minutes'])[1 + n % 3] from demo_reports;

-- Visits of the desks to communities and agencies of their districts.
create temporary table demo_visits on commit drop as
    select gen_random_uuid() as id, d.actor_id as owner_id, a.id as visited_id, a.community, x.area_id, row_number() over (order by d.actor_id, a.id, x.area_id) as n
    from desks d join actor_areas r on r.actor_id = d.actor_id and r.presence = 'responsibility' join actor_areas x on x.area_id = r.area_id and x.presence <> 'responsibility'
    join actors a on a.id = x.actor_id and a.community in ('host', 'humanitarian') and a.audience in ('public', 'partners') and a.status = 'active' where d.kind = 'cimic' and not d.is_top order by 1 limit 60;
insert into visits (id, owner_id, visited_id, visited_on, area_id, topics, said, follows, created_at)
    select id, owner_id, visited_id, current_date - (2 + n * 3 % 110)::int, area_id,
           string_to_array((array['introduction', 'needs,access', 'support_follow_up', 'movement,coordination', 'projects'])[1 + n % 5], ','),
           case when community = 'host' then 'The council asked when the grader comes back and who pays the guide.' else '' end,
           case when community = 'host' then 'The desk asks the engineers for a date.' else '' end, now() - make_interval(days => (2 + n * 3 % 110)::int)
    from (select * from demo_visits where n <= 40) v;
