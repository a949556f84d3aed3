-- The invented mission: what it means to reach, what was read, and which records serve it. About half of them serve nothing that
-- anybody said, so that the line of the Utstein study has something to say.
create temporary table demo_aims (code text, level text, desk text, parent text, title text, detail text, months int, region text,
    indicator text, unit text, baseline numeric, target numeric, readings numeric[]) on commit drop;
insert into demo_aims values
    ('M1', 'mandate', 'cimic', null, 'Civilians move and trade without fear', 'From the mandate: protection of civilians and freedom of movement.', 14, null, null, null, null, null, null),
    ('MP-1', 'mission_plan', 'civil_affairs', 'M1', 'District councils sit and decide again', 'Councils meet each month, keep minutes, and are heard by the mission.', 12, null,
        'Districts whose council met in the month', 'districts', 6, 18, '{7,9,9,12,13}'),
    ('MP-2', 'mission_plan', 'civil_affairs', 'M1', 'Markets along the two rivers open all year', '', 12, null,
        'Markets open in the week of the survey', 'markets', 11, 24, '{11,12,15,14,17}'),
    ('C-1', 'cimic_line', 'cimic', 'M1', 'Requests are answered in time, by whoever is best placed', 'The house itself: no request waits without a reason.', 12, null,
        'Requests answered within their lead time', '%', 52, 80, '{54,57,61,60,66}'),
    ('C-2', 'cimic_line', 'cimic', 'MP-2', 'The northern road carries trade in the rains', 'Engineers where civilians have no means, and only there.', 9, 'XZ01',
        'Days without passage in the month', 'days', 12, 3, '{11,9,10,7,6}'),
    ('C-3', 'cimic_line', 'cimic', 'MP-1', 'People know whom to ask, and that asking commits them to nothing', '', 10, null,
        'People in the survey who know the house', '%', 18, 45, '{19,22,24,27,30}'),
    ('HP-1', 'humanitarian_plan', 'coordinator', null, 'People in need have safe water and health care', 'Mirror of the humanitarian plan, for reading.', 11, null,
        'People reached with safe water', 'people', 40000, 120000, '{46000,58000,66000,71000,83000}'),
    ('HP-2', 'humanitarian_plan', 'coordinator', null, 'Children learn in safety', 'Mirror of the humanitarian plan, for reading.', 11, null,
        'Children in safe places of learning', 'children', 9000, 30000, '{9500,11000,14000,16500,18000}'),
    ('L-1', 'local_plan', 'civil_affairs', 'MP-1', 'Tivaru reconciles its herders and farmers before the dry season', '', 8, 'XZ04',
        'Incidents over water and pasture in the month', 'incidents', 14, 4, '{15,12,12,9,8}');
insert into objectives (code, level, title, detail, owner_id, starts_on, ends_on, state, created_at)
select a.code, a.level, a.title, a.detail, d.actor_id, date_trunc('month', now())::date - make_interval(months => a.months), (date_trunc('month', now()) + interval '10 months')::date - 1,
    'active', now() - make_interval(months => a.months)
from demo_aims a join desks d on d.kind = a.desk and d.is_top;
update objectives o set parent_id = p.id from demo_aims a join objectives p on p.code = a.parent where o.code = a.code;
insert into objective_areas (objective_id, area_id) select o.id, r.id from demo_aims a join objectives o on o.code = a.code join areas r on r.code = a.region and r.valid_to is null;
insert into objective_indicators (objective_id, name, unit, baseline, target) select o.id, a.indicator, a.unit, a.baseline, a.target
from demo_aims a join objectives o on o.code = a.code where a.indicator is not null;
insert into objective_readings (indicator_id, read_on, value, source)
select i.id, (now() - make_interval(days => 14 + 45 * (5 - r.at::int)))::date, r.value, case when a.level = 'humanitarian_plan' then 'Humanitarian dashboard' else 'Survey of the mission' end
from demo_aims a join objectives o on o.code = a.code join objective_indicators i on i.objective_id = o.id cross join unnest(a.readings) with ordinality r (value, at);

-- Activities by cluster and kind of actor; a bit less than half of them.
insert into objective_links (objective_id, record_kind, record_id, actor_id, linked_on)
select o.id, 'activity', x.id, x.actor_id, greatest(x.starts_on, current_date - 200)
from activities x join actors a on a.id = x.actor_id
join objectives o on o.code = case
    when a.community = 'humanitarian' and x.cluster in ('WSH', 'HEA', 'NUT') then 'HP-1'
    when a.community = 'humanitarian' and x.cluster in ('EDU', 'PRO', 'PRO-CPN') then 'HP-2'
    when a.community = 'humanitarian' then null
    when a.community = 'military' and x.cimic_function = 'community_support' then 'C-2'
    when a.community = 'military' then 'C-3' else 'MP-1' end
where abs(hashtext(x.what || x.area_id::text || x.starts_on::text)) % 100 < 62;
-- Projects, meetings of the mission, requests of those who work with it.
insert into objective_links (objective_id, record_kind, record_id, actor_id, linked_on)
select o.id, 'qip', q.id, q.owner_id, q.created_at::date from qips q join objectives o on o.code = case left(q.sector, 2) when '11' then 'MP-1' when '21' then 'C-2' when '31' then 'L-1' else 'MP-2' end
where q.state not in ('concept', 'rejected') and abs(hashtext(q.title)) % 100 < 58;
insert into objective_links (objective_id, record_kind, record_id, actor_id, linked_on)
select o.id, 'meeting', m.id, m.owner_id, least(m.starts_at::date, current_date) from meetings m join actors a on a.id = m.owner_id and a.community in ('military', 'mission')
join objectives o on o.code = case when a.community = 'military' then 'C-1' else 'MP-1' end
where m.audience not in ('humanitarian', 'owner') and m.starts_at > now() - interval '120 days' and abs(hashtext(m.title || coalesce(m.forum_id::text, ''))) % 100 < 55;

-- The situation was changed once, when the mission set up its house.
insert into situation_proposals (from_situation, situation, why, proposer_id, proposed_at, state, answerer_id, answer, answered_at)
select 'peace_enforcement', 'peacekeeping', 'The ceasefire of the north holds; no fighting between the parties for sixty days.', f.actor_id, now() - interval '300 days', 'agreed',
    c.actor_id, 'Agreed with the country team.', now() - interval '297 days'
from desks f, desks c where f.kind = 'cimic' and f.is_top and c.kind = 'coordinator' and c.is_top;
