-- The house's own functions rebuild some of each: they must find nothing to change.
create function pg_temp.same(what text, sights text, rebuild text) returns void language plpgsql as $$
declare before text; after text;
begin
    execute sights into before;
    execute rebuild;
    execute sights into after;
    if before is null or before <> after then raise exception '% of the fill are not those that the house keeps', what; end if;
end $$;
create temp table sampled as
    select 'activity' as kind, id from (select id from activities order by md5(id::text) limit 100) x union all select 'meeting', id from (select id from meetings order by md5(id::text) limit 100) x
    union all select 'action', id from (select id from actions order by md5(id::text) limit 100) x union all select 'qip', id from (select id from qips order by md5(id::text) limit 100) x;
select pg_temp.same('sights of activities', $$select string_agg(s::text, ' ' order by s::text) from activity_sights s where activity_id in (select id from sampled)$$,
    $$select activity_sights_rebuild(array(select id from sampled where kind = 'activity'))$$);
select pg_temp.same('sights of meetings', $$select string_agg(s::text, ' ' order by s::text) from meeting_sights s where meeting_id in (select id from sampled)$$,
    $$select meeting_sights_rebuild(m) from meetings m where id in (select id from sampled)$$);
select pg_temp.same('sights of action points', $$select string_agg(s::text, ' ' order by s::text) from action_sights s where action_id in (select id from sampled)$$,
    $$select action_sights_rebuild(m) from actions m where id in (select id from sampled)$$);
select pg_temp.same('sights of projects', $$select string_agg(s::text, ' ' order by s::text) from qip_sights s where project_id in (select id from sampled)$$,
    $$select qip_sights_rebuild(m) from qips m where id in (select id from sampled)$$);
select pg_temp.same('words of search', $$select string_agg(s::text, ' ' order by s.kind, s.id) from search_docs s where id in (select id from sampled)$$,
    $$select search_keep(k, array(select id from sampled)) from unnest(array['activity', 'meeting', 'qip', 'card']) k$$);
