-- A directory of a tenth as many entries as there are requests.
create temp table kinds (n int, kind text, community text);
insert into kinds values (0, 'nngo', 'humanitarian'), (1, 'nngo', 'humanitarian'), (2, 'nngo', 'humanitarian'), (3, 'nngo', 'humanitarian'), (4, 'ingo', 'humanitarian'),
    (5, 'community_body', 'host'), (6, 'community_body', 'host'), (7, 'government', 'host'), (8, 'traditional_authority', 'host'), (9, 'private_sector', 'host');
insert into actors (id, name, acronym, kind, community, posture, audience, clusters, last_confirmed_at, created_at, mandate)
select pg_temp.ident(x.made, x.i, 30), x.name, case when x.i % 3 = 0 then upper(left(x.a, 1) || left(x.b, 1) || left(x.c, 2)) else '' end, k.kind, k.community,
    case when k.community = 'humanitarian' then case when x.i % 20 = 7 then 'coexistence' when x.i % 5 = 1 then 'cooperation' else 'coordination' end end,
    case when k.community = 'humanitarian' and x.i % 20 = 7 then 'humanitarian' else 'partners' end,
    case when k.community = 'humanitarian' then array[(array['WSH', 'EDU', 'HEA', 'FSC', 'SHL', 'NUT', 'PRO', 'LOG'])[1 + pg_temp.pick(x.i, 33, 8)]] else '{}' end,
    now() - make_interval(days => pg_temp.pick(x.i, 34, 700)), x.made, 'Works in the valleys since the road was opened.'
from (
    select i, a, b, c, a || ' ' || b || ' ' || c || ' ' || i as name, now() - interval '6 years' * (1 - i::float8 / (pg_temp.rows() / 10)) as made
    from generate_series(0, pg_temp.rows() / 10 - 1) i
    cross join lateral (select (array['Hope', 'Dawn', 'River', 'Unity', 'Bright', 'Green', 'Northern', 'Coastal', 'Highland', 'Lower', 'Upper', 'Central', 'First', 'New', 'Old', 'Joint',
            'Common', 'Open', 'Steady', 'Helping', 'Rising', 'Golden', 'Silver', 'Long', 'Wide', 'Near', 'Second', 'Local', 'Rural', 'Urban', 'Mobile', 'Free'])[1 + pg_temp.pick(i, 31, 32)] as a,
        (array['Water', 'Health', 'School', 'Women', 'Youth', 'Relief', 'Seed', 'Bridge', 'Road', 'Shelter', 'Market', 'Clinic', 'Harvest', 'Fishing', 'Herders', 'Teachers'])[1 + pg_temp.pick(i, 32, 16)] as b,
        (array['Association', 'Committee', 'Network', 'Initiative', 'Council', 'Union', 'Foundation', 'Trust'])[1 + pg_temp.pick(i, 35, 8)] as c) w) x
join kinds k on k.n = pg_temp.pick(x.i, 36, 10);
insert into actor_areas (actor_id, area_id, presence)
select a.id, d.id, case when k = 1 then 'office' else 'present' end
from actors a cross join generate_series(1, 2) k join districts d on d.n = pg_temp.pick(hashtextextended(a.id::text, k), 37, 90)
where a.source = '' and a.community in ('humanitarian', 'host') and a.created_at < now() - interval '1 minute'
on conflict do nothing;
insert into actor_areas (actor_id, area_id, presence) select o.id, d.id, 'office' from owners o join districts d on d.n = o.n % 90 on conflict do nothing;
-- Sums of who is where are kept by triggers of the rows themselves.
set session_replication_role = origin;
do $$ declare ids uuid[]; begin
    for ids in select array_agg(n.id) from (select id, row_number() over (order by id) / 2000 as batch from actors) n group by batch loop
        perform actor_cuts_rebuild(ids);
        perform actor_places_rebuild(ids);
    end loop;
end $$;
set session_replication_role = replica;
