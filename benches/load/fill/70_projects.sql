-- A tenth as many projects as requests, most of them over; the partner proposed twenty.
update pg_index set indisready = false, indisvalid = false where indrelid in ('qips'::regclass, 'qip_sights'::regclass, 'qip_parties'::regclass, 'qip_cards'::regclass, 'qip_acts'::regclass, 'qip_instalments'::regclass, 'qip_lines'::regclass);
create temp table proposed as
    select y.*, o.id as proposer, w.id as partner, d.id as district,
        case when i >= y.n * 0.9 then (array['concept', 'draft', 'submitted', 'screened', 'in_review', 'deferred', 'recommended', 'approved', 'agreed', 'implementing', 'implementing', 'implementing', 'suspended',
                'works_complete', 'inspected', 'paid'])[1 + pg_temp.pick(i, 101, 16)]
            else (array['closed', 'evaluated', 'evaluated', 'evaluated', 'handed_over', 'closed', 'evaluated', 'rejected', 'cancelled', 'terminated'])[1 + pg_temp.pick(i, 101, 10)] end as state
    from (select i, pg_temp.rows() / 10 as n, now() - interval '6 years' * (1 - (i + 0.5) / (pg_temp.rows() / 10)) as made, 5000 + pg_temp.pick(i, 102, 40000) as usd from generate_series(0, pg_temp.rows() / 10 - 1) i) y
    join owners o on o.n = case when i % (y.n / 20) = y.n / 40 then 40 else case pg_temp.pick(i, 103, 300) when 40 then 41 when 250 then 251 else pg_temp.pick(i, 103, 300) end end
    join owners w on w.n = 41 + pg_temp.pick(i, 104, 160) join districts d on d.n = pg_temp.pick(i, 105, 90);
insert into qips (id, reference, kind, owner_id, proposer_id, section_id, team_id, partner_id, title, summary, sector, area_id, budget_year, women, girls, men, boys, months, requested, approved, approved_usd,
    approved_at, released_usd, accounted_usd, starts_on, ends_on, last_visit_on, physical, is_checked, reached_approver, state, state_since, turn_id, created_at)
select pg_temp.ident(p.made, p.i, 106), pg_temp.ref(p.i, 3000000001), 'qip', f.id, p.proposer, f.id, '00000000-0000-0000-0000-0000000c0001', case when p.state <> 'concept' then p.partner end,
    (array['Roof of the school', 'Pump for the clinic', 'Repair of the bridge', 'Market hall', 'Fence of the water point'])[1 + pg_temp.pick(p.i, 107, 5)] || ' of settlement ' || p.i,
    'The settlement asks for it since the flood took the bridge; lot w' || pg_temp.pick(p.i, 108, 5000), (array['110', '120', '140', '210', '310'])[1 + pg_temp.pick(p.i, 107, 5)], p.district,
    qip_budget_year(p.made::date), 200, 150, 180, 140, 4, p.usd, case when s.approved then p.usd end, case when s.approved then p.usd end, case when s.approved then p.made + interval '60 days' end,
    case when s.paid then p.usd when s.begun then p.usd * 0.8 else 0 end, case when s.paid then p.usd else 0 end, case when s.begun then p.made::date + 70 end,
    case when s.begun then greatest(p.made::date + 200, case when p.i >= p.n * 0.9 then current_date - 30 + pg_temp.pick(p.i, 109, 150) end) end, case when s.begun then p.made::date + 100 end, case when s.begun then 60 end,
    p.i % 3 > 0, s.approved or p.state = 'recommended', p.state, least(now(), p.made + interval '120 days'),
    case when p.state = 'concept' then f.id when p.state in ('draft', 'implementing', 'works_complete', 'closed') then f.id
        when p.state in ('submitted', 'screened', 'in_review', 'deferred', 'approved', 'agreed', 'suspended', 'paid', 'inspected', 'handed_over') then '00000000-0000-0000-0000-0000000c0001'::uuid end, p.made
from proposed p join offices f on f.n = 5
cross join lateral (select p.state in ('approved', 'agreed', 'implementing', 'suspended', 'works_complete', 'inspected', 'paid', 'handed_over', 'closed', 'evaluated', 'terminated') as approved,
    p.state in ('implementing', 'suspended', 'works_complete', 'inspected', 'paid', 'handed_over', 'closed', 'evaluated', 'terminated') as begun, p.state in ('handed_over', 'closed', 'evaluated') as paid) s;
insert into qip_parties (project_id, actor_id, why) select distinct on (q.id, x.actor) q.id, x.actor, x.why from qips q
cross join lateral (values (q.team_id, 'team'), (q.section_id, 'section'), (q.proposer_id, 'proposer'), (q.partner_id, 'partner')) as x (actor, why) where x.actor is not null order by q.id, x.actor, x.why;
insert into qip_cards (project_id, reference, kind, title, summary, sector, area_id, stage)
select id, reference, kind, title, case when qip_stage(state) = 'finished' then summary else '' end, sector, area_id, qip_stage(state) from qips;
insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source) select id, k, 'materials', 'Sheets and beams', 'lot', 1, requested / 2, 'qip' from qips, generate_series(1, 2) k;
insert into qip_instalments (project_id, position, milestone, amount, amount_usd, state, requested_by, requested_at, certified_by, certified_at, released_by, released_at)
select q.id, k, 'Part ' || k, s.share, s.share, t.state, case when t.state <> 'planned' then '00000000-0000-0000-0000-0000000c1001'::uuid end, case when t.state <> 'planned' then q.created_at + interval '70 days' end,
    case when t.state in ('certified', 'released', 'accounted') then '00000000-0000-0000-0000-0000000c1004'::uuid end, case when t.state in ('certified', 'released', 'accounted') then q.created_at + interval '71 days' end,
    case when t.state in ('released', 'accounted') then '00000000-0000-0000-0000-0000000c1003'::uuid end, case when t.state in ('released', 'accounted') then q.created_at + interval '72 days' end
from qips q cross join generate_series(1, 2) k cross join lateral (select case k when 1 then q.approved_usd * 0.8 else q.approved_usd - q.approved_usd * 0.8 end as share) s
cross join lateral (select case when q.state in ('handed_over', 'closed', 'evaluated') then 'accounted' when q.released_usd > 0 and k = 1 then 'released' when q.state = 'agreed' and k = 1 then
    (array['requested', 'certified', 'planned'])[1 + pg_temp.pick(hashtextextended(q.id::text, 1), 110, 3)] when q.state = 'inspected' and k = 2 then 'requested' else 'planned' end as state) t
where q.approved_usd is not null;
insert into qip_acts (project_id, at, act, from_state, to_state, actor_id, role)
select q.id, q.created_at + make_interval(days => k * 10), (array['propose', 'take_up', 'submit', 'screen'])[k], (array['new', 'concept', 'draft', 'submitted'])[k], (array['concept', 'draft', 'submitted', 'screened'])[k], q.owner_id, 'section'
from qips q cross join generate_series(1, 4) k where k = 1 or q.state <> 'concept';
reindex table qip_parties;
analyze qip_parties;
insert into qip_sights (project_id, grantee, is_file, created_at, state, sector, area_id, kind, turn_id)
select q.id, g.grantee, g.is_file, q.created_at, case when g.is_file then q.state else qip_stage(q.state) end, q.sector, q.area_id, q.kind, case when g.is_file then q.turn_id end
from qips q cross join lateral (
    select c.grantee, true as is_file from (select q.owner_id as id union select p.actor_id from qip_parties p where p.project_id = q.id and p.left_at is null) n join climb c on c.actor = n.id
    union select audience_grantee(qip_file_audience(q.kind, q.state)), true where audience_grantee(qip_file_audience(q.kind, q.state)) is not null
    union select unnest(array['00000000-0000-0000-0000-00000000a101', '00000000-0000-0000-0000-00000000a102']::uuid[]), true where q.reached_approver
    union select audience_grantee(qip_card_audience(q.state, q.is_published)), false where audience_grantee(qip_card_audience(q.state, q.is_published)) is not null) g;
insert into qip_sums (budget_year, kind, dimension, value, n, approved_usd, released_usd, accounted_usd, recovered_usd, people, women)
select q.budget_year, q.kind, d.dimension, d.value, count(*), sum(coalesce(q.approved_usd, 0)), sum(q.released_usd), sum(q.accounted_usd), sum(q.recovered_usd),
    sum(q.women + q.girls + q.men + q.boys), sum(q.women + q.girls)
from qips q left join areas a on a.id = q.area_id left join actors p on p.id = q.partner_id
cross join lateral (values ('all', ''), ('state', q.state), ('sector', q.sector), ('region', coalesce(a.parent_id, a.id)::text), ('office', coalesce(q.section_id::text, '')), ('partner', coalesce(p.kind, '')),
    ('check', q.is_checked::text)) as d (dimension, value) group by 1, 2, 3, 4;
insert into qip_stays (budget_year, state, n, seconds) select distinct budget_year, s, 100, 100 * 864000 from qips, unnest(array['concept', 'draft', 'submitted']) s;
reindex table qips; reindex table qip_sights; reindex table qip_cards; reindex table qip_acts; reindex table qip_instalments; reindex table qip_lines;
-- An open round with ten projects on the table.
insert into qip_rounds (id, committee_id, title, level, meets_on, quorum, state, opened_at) values (md5('round')::uuid, '00000000-0000-0000-0000-0000000c0002', 'Round of the month', 'mission', current_date + 3, 3, 'open', now());
insert into qip_round_items (round_id, project_id, position) select md5('round')::uuid, id, row_number() over (order by id) from (select id from qips where state = 'in_review' order by id limit 10) q;
