-- Ninety districts with outlines that touch: a grid with crooked lines.
insert into areas (id, code, level, name, parent_id)
select ('00000000-0000-0000-0000-000b' || lpad(n::text, 8, '0'))::uuid, 'XX' || lpad(r::text, 2, '0') || lpad(n::text, 2, '0'), 2, 'District ' || n,
    (select id from areas where code = 'XX' || lpad(r::text, 2, '0'))
from (select n, case when n < 63 then 0 when n < 88 then 1 else 2 end as r from generate_series(24, 89) n) d;
create temp table districts as select (regexp_match(name, '\d+$'))[1]::int as n, id from areas where level = 2;
create unique index on districts (n);
analyze districts;
with spots as (
    select d.id, k, d.n % 10 + case when k < 10 then k / 10.0 when k < 20 then 1 when k < 30 then (30 - k) / 10.0 else 0 end as x,
        d.n / 10 + case when k < 10 then 0 when k < 20 then (k - 10) / 10.0 when k < 30 then 1 else (40 - k) / 10.0 end as y
    from districts d, generate_series(0, 40) k
), bent as (
    select id, k, round((42 + x + 0.05 * sin(17 * x + 31 * y))::numeric, 4) as lon, round((2 + y + 0.05 * sin(29 * x + 13 * y))::numeric, 4) as lat from spots
)
update areas a set shape_code = a.code, lat = p.lat, lon = p.lon, shape = jsonb_build_object('type', 'Polygon', 'coordinates', jsonb_build_array(p.ring))
from (select id, avg(lat) as lat, avg(lon) as lon, jsonb_agg(jsonb_build_array(lon, lat) order by k) as ring from bent group by id) p where p.id = a.id;
-- What is meant to be reached.
insert into objectives (id, code, level, title, owner_id, starts_on, state)
select md5('objective ' || n)::uuid, 'C' || n, 'cimic_line', 'The roads of region ' || n || ' stay open', (select id from offices where offices.n = 4), current_date - 2000, 'active'
from generate_series(1, 12) n;
