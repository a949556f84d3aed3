-- As many action points as requests, from the meetings; the partner and the village have twenty each to do.
update pg_index set indisready = false, indisvalid = false where indrelid in ('actions'::regclass, 'action_sights'::regclass, 'action_parties'::regclass, 'action_acts'::regclass);
insert into actions (id, source_kind, source_id, forum_id, body, owner_id, actor_id, due_on, priority, state, done_note, state_since, created_at, ended_at, carry_overs)
select pg_temp.ident(x.made, x.i, 90), 'meeting', x.meeting, x.forum,
    (array['Send the list of vehicles to the desk', 'Ask the district about the bridge', 'Bring the plan of the school', 'Tell the herders of the new road', 'Find a driver for the clinic'])[1 + pg_temp.pick(x.i, 91, 5)] || ', ' || x.i,
    x.owner, x.doer, x.made::date + 10, case when x.i % 9 = 0 then 'high' else 'normal' end, x.state, case when x.state in ('done', 'verified') then 'It was done.' else '' end,
    case when x.state = 'offered' then x.made else least(now(), x.made + make_interval(days => pg_temp.pick(x.i, 92, 20))) end, x.made,
    case when x.state in ('verified', 'declined', 'cancelled') then least(now(), x.made + make_interval(days => pg_temp.pick(x.i, 92, 20))) end, pg_temp.pick(x.i, 93, 5)
from (
    select y.i, m.id as meeting, m.forum, m.owner, m.starts + interval '2 hours' as made,
        coalesce(o.id, u.id) as doer,
        case when y.i < pg_temp.rows() * 0.9 then (array['verified', 'verified', 'verified', 'verified', 'verified', 'verified', 'verified', 'verified', 'declined', 'cancelled'])[1 + pg_temp.pick(y.i, 94, 10)]
            else (array['offered', 'offered', 'accepted', 'accepted', 'accepted', 'in_progress', 'in_progress', 'in_progress', 'blocked', 'done'])[1 + pg_temp.pick(y.i, 94, 10)] end as state
    from (select i, i % (pg_temp.rows() / 20) as turn from generate_series(0, pg_temp.rows() - 1) i) y
    join met m on m.i = (y.i / 5.0 * 0.97)::bigint
    left join owners o on o.n = case when y.turn = pg_temp.rows() / 40 then 40 when y.turn = pg_temp.rows() / 40 + 1 then 250 when pg_temp.dice(y.i, 95) < 0.7 then
        case pg_temp.pick(y.i, 96, 300) when 40 then 41 when 250 then 251 else pg_temp.pick(y.i, 96, 300) end end
    left join units u on o.id is null and u.n = pg_temp.pick(y.i, 97, 12)) x;
insert into action_parties (action_id, actor_id) select a.id, o.id from actions a join owners o on o.n = pg_temp.pick(hashtextextended(a.id::text, 1), 98, 200) and o.n <> 40 where pg_temp.pick(hashtextextended(a.id::text, 2), 98, 3) = 0;
insert into action_acts (action_id, at, act, to_state, actor_id, role) select id, created_at, 'put', 'offered', owner_id, 'officer' from actions;
reindex table action_parties;
analyze action_parties;
insert into action_sights (action_id, grantee, is_open, state, due_on, doer_id, doer_role, owner_id, forum_id, is_stuck)
select a.id, g.grantee, action_is_open(a.state), a.state, a.due_on, a.actor_id, a.role, a.owner_id, a.forum_id, a.carry_overs >= 3
from actions a cross join lateral (
    select distinct c.grantee from (select a.owner_id as id union select a.actor_id union select p.actor_id from action_parties p where p.action_id = a.id and p.left_at is null) n join climb c on c.actor = n.id) g;
reindex table actions; reindex table action_sights; reindex table action_acts;
analyze actions; analyze action_sights;
