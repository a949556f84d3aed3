-- A thousandth as many notices as requests, with the triggers.
set session_replication_role = origin;
insert into notices (id, owner_id, author_id, kind, title, body, area_id, valid_from, valid_until, begins_at, ends_at, confidence, audience, state, published_at, created_at)
select pg_temp.ident(x.at, x.i, 120), f.id, null, (array['flood', 'general', 'mine_uxo', 'service'])[1 + x.i % 4], 'What is known of the bridge in district ' || x.i % 90, 'The bridge can be crossed on foot. Lot w' || x.i, d.id,
    x.at::date, x.at::date + 60, x.at, x.at + interval '60 days', 'confirmed', (array['public', 'partners', 'humanitarian', 'partners'])[1 + x.i % 4], case when x.at > now() - interval '50 days' then 'published' else 'expired' end, x.at, x.at
from (select i, now() - interval '400 days' * (1 - (i + 0.5) / (pg_temp.rows() / 1000)) as at from generate_series(0, pg_temp.rows() / 1000 - 1) i) x
join offices f on f.n = case when x.i % 4 = 2 then 0 else 5 end join districts d on d.n = x.i % 90;
set session_replication_role = replica;
