-- Past projects come in through pages too, by the mechanism of activities: an import says of which kind it is, a row of it holds the project that it says.
alter table activity_imports add column kind text not null default 'activity' check (kind in ('activity', 'project'));
drop index activity_imports_actor_idx;
create index activity_imports_actor_idx on activity_imports (actor_id, kind, created_at desc);

-- Which of these past projects are in the house already, whichever office brought them in.
create function qip_sources(wanted text[]) returns setof text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if viewer_role() not in ('section', 'qip_manager', 'house') then return; end if;
    return query select q.source from qips q where q.source = any (wanted) and q.source <> '';
end $$;
revoke all on function qip_sources(text[]) from public;
grant execute on function qip_sources(text[]) to cimic_app;

-- A project begins as a concept, support as proposed, without money; a past one comes in as what it is, told to nobody beyond partners. Nobody is ever paid for what was brought in: it has no plan.
drop policy qips_add on qips;
create policy qips_add on qips for insert to cimic_app with check (
    (select viewer_role()) = 'house'
    or author_id = (select viewer_person()) and released_usd = 0 and accounted_usd = 0 and recovered_usd = 0 and not is_extended
       and (owner_id = (select viewer_actor()) or entered_by_id = (select viewer_actor()))
       and (source = '' and approved is null and state in ('concept', 'proposed') and (select viewer_role()) in ('partner', 'liaison', 'officer', 'chief', 'section')
            or source <> '' and not is_published and state in ('implementing', 'handed_over', 'closed', 'cancelled') and (select viewer_role()) in ('section', 'qip_manager')));

-- A past project that was brought in is shown to everybody by an act of the section that keeps it.
insert into qip_moves (kind, from_state, act, to_state, role)
select k, s, 'publish', s, 'section' from unnest(array['qip', 'support']) k, unnest(array['handed_over', 'closed']) s;
