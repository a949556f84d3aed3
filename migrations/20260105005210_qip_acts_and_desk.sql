-- Every act of the four hands keeps its hand, whichever table it writes; nobody acts on both sides of a project, around the pages either; what the desk says of lateness and completeness is the same for whoever reads it.
create function qip_acts_keep_sides() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    -- The lists of `is_owners` and `is_deciding` in src/qips/policy.rs.
    owners constant text[] := '{propose,take_up,submit,complete,start,finish}';
    deciding constant text[] := '{screen,return,reject,assess,check,table,outcome,approve,refuse,agree,request_payment,certify,release,allow,terminate,extend}';
begin
    if new.person_id is null or viewer_role() = 'house' then return new; end if;
    if exists (select from qip_acts a where a.project_id = new.project_id and a.person_id = new.person_id
        and (new.act = any (owners) and a.act = any (deciding) or new.act = any (deciding) and a.act = any (owners))) then
        raise exception 'nobody wants a project and decides on it' using errcode = 'check_violation', constraint = 'qip_acts_both_sides';
    end if;
    perform qip_keep_hand(new.project_id, new.person_id, case
        when new.act in ('approve', 'refuse', 'release', 'extend', 'terminate') then 'approver'
        when new.act = 'certify' then 'certifier'
        when new.act in ('request_payment', 'account') then 'requester'
        when new.act in ('visit', 'inspect') then 'monitor' end)
    where new.act in ('approve', 'refuse', 'release', 'extend', 'terminate', 'certify', 'request_payment', 'account', 'visit', 'inspect');
    return new;
end $$;
create trigger qip_acts_sides before insert on qip_acts for each row execute function qip_acts_keep_sides();
revoke all on function qip_acts_keep_sides() from public;

-- Who reads the sums reads these too, a leader without any file among them. Counts stop at 500; `complete` are finished projects of the year of whose file nothing is missing.
create index qips_finished_idx on qips (budget_year, state) where kind = 'qip' and state in ('handed_over', 'closed', 'evaluated');
create function qip_year_facts(year int) returns table (overdue bigint, unvisited bigint, finished bigint, complete bigint)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
declare days int;
begin
    if viewer_role() not in ('qip_manager', 'approver', 'finance', 'house') and not (viewer_role() in ('section', 'leader') and viewer_community() = 'mission') then return; end if;
    select (body -> 'qip' ->> 'visit_days')::int into days from policies where version = policy_now();
    return query select
        (select count(*) from (select from qips where state in ('implementing', 'suspended') and ends_on < current_date order by ends_on limit 501) o),
        (select count(*) from (select from qips where state in ('implementing', 'suspended') and kind = 'qip' and coalesce(last_visit_on, starts_on) < current_date - days order by state, last_visit_on limit 501) v),
        f.n, f.whole
    from (select count(*) as n, count(*) filter (where q.is_checked and q.approved is not null and q.agreement <> ''
                and (select count(*) from qip_sections s where s.project_id = q.id) >= 10
                and exists (select from qip_visits v where v.project_id = q.id and v.kind = 'progress') and exists (select from qip_visits v where v.project_id = q.id and v.kind = 'final')
                and exists (select from qip_instalments i where i.project_id = q.id) and not exists (select from qip_instalments i where i.project_id = q.id and i.state <> 'accounted')) as whole
          from (select * from qips where kind = 'qip' and budget_year = year and source = '' and state in ('handed_over', 'closed', 'evaluated') order by state limit 501) q) f;
end $$;
revoke all on function qip_year_facts(int) from public;
grant execute on function qip_year_facts(int) to cimic_app;

-- What is much like a project is read by the reader's own row level security now, other records beside projects too.
drop function qip_twins(uuid);
