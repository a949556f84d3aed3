-- Activities of six years, each organisation in six districts and two clusters; the village has exactly twenty and sees no others.
update pg_index set indisready = false, indisvalid = false where indrelid in ('activities'::regclass, 'activity_sights'::regclass, 'activity_tallies'::regclass);
insert into activities (id, actor_id, area_id, cluster, what, modality, target_group, targeted, reached, starts_on, ends_on, status, objective_id, audience, last_confirmed_at, created_at, source_file, source_row)
select gen_random_uuid(), x.actor, d.id,
    case when pg_temp.dice(x.i, 41) < 0.001 then 'TEL' else (array['WSH', 'EDU', 'HEA', 'FSC', 'SHL', 'NUT', 'PRO', 'CCM', 'LOG'])[1 + (x.key * 4 + x.i % 2) % 9] end,
    (array['Repair of the bridge and the road to it', 'Distribution of seed before the rains', 'School kits for the upper valley', 'Water points with hand pumps by the bridge',
        'Mobile clinic for three settlements', 'Shelter kits for families from the plain', 'Training of teachers near the bridge', 'Food for those who cannot reach the market'])[1 + pg_temp.pick(x.i, 43, 8)]
        || ' for ' || 40 + pg_temp.pick(x.i, 45, 5000) % 900 || ' households, lot w' || pg_temp.pick(x.i, 45, 5000),
    case when x.i % 4 = 0 then 'In kind' else '' end, 'Households', 100 + pg_temp.pick(x.i, 46, 4000), pg_temp.pick(x.i, 47, 3000),
    x.starts, case when x.i % 5 > 0 then x.starts + x.lasts end,
    case when x.starts > current_date then 'planned' when pg_temp.dice(x.i, 48) < 0.04 then 'suspended' when pg_temp.dice(x.i, 48) < 0.06 then 'cancelled'
        when x.starts + x.lasts < current_date then 'completed' else 'ongoing' end,
    case when x.community in ('military', 'mission') and x.i % 3 = 0 then md5('objective ' || 1 + x.i % 12)::uuid end,
    case x.community when 'military' then case when x.i % 10 < 7 then 'military' else 'mission' end when 'mission' then 'mission' when 'host' then 'owner' else 'humanitarian' end,
    least(now() - make_interval(days => pg_temp.pick(x.i, 49, 120)), (x.starts + x.lasts)::timestamptz), least(now() - interval '1 day', x.starts::timestamptz), 'three_w.csv', x.i + 2
from (
    select y.*, coalesce(o.n, 300 + u.n, 320) as key, coalesce(o.id, u.id, f.id) as actor, coalesce(o.community, f.community, 'military') as community
    from (
        select i, current_date + 45 - ((6 * 365.25 + 45) * (1 - (i + 0.5) / pg_temp.rows()))::int as starts, 60 + pg_temp.pick(i, 50, 180) as lasts,
            pg_temp.dice(i, 51) as who, i % (pg_temp.rows() / 20) = pg_temp.rows() / 40 as villages,
            least(209, (pg_temp.dice(i, 52) ^ 2 * 210)::int) as org, pg_temp.pick(i, 53, 12) as unit, 210 + pg_temp.pick(i, 54, 40) as village
        from generate_series(0, pg_temp.rows() - 1) i) y
    left join owners o on o.n = case when villages then 250 when who < 0.75 then org when who >= 0.90 then village end
    left join units u on u.n = case when not villages and who >= 0.75 and who < 0.85 then unit end
    left join offices f on f.n = case when not villages and who >= 0.85 and who < 0.90 then 5 end) x
join districts d on d.n = (x.key * 7 + pg_temp.pick(x.i, 55, 6) * 13) % 90;
-- The same as the triggers keep, for all at once.
insert into activity_tallies (month, area_id, cluster, actor_id, audience, n, planned, targeted, reached)
select m.month::date, r.area_id, r.cluster, r.actor_id, r.audience, count(*) filter (where r.status <> 'planned'),
       count(*) filter (where r.status = 'planned'), coalesce(sum(r.targeted), 0), coalesce(sum(r.reached), 0)
from activities r cross join lateral generate_series(date_trunc('month', r.starts_on::timestamp), r.until_on::timestamp, interval '1 month') as m (month)
where r.status not in ('suspended', 'cancelled') group by 1, 2, 3, 4, 5;
insert into activity_sights (activity_id, grantee, actor_id, area_id, cluster, status, starts_on, until_on, confirmed_at)
select c.id, g.grantee, c.actor_id, c.area_id, c.cluster, c.status, c.starts_on, c.until_on, c.last_confirmed_at
from activities c cross join lateral (
    select b.grantee from climb b where b.actor = c.actor_id and (c.audience <> 'owner' or b.grantee = c.actor_id)
    union all select c.audience_id where c.audience_id is not null) g;
reindex table activities;
reindex table activity_tallies;
reindex table activity_sights;
analyze activities; analyze activity_sights; analyze activity_tallies;
