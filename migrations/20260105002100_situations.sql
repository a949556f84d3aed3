-- The situation is proposed by the chief and agreed by a coordinator; the phase is information, kept by the chief.
create table situation_proposals (
    id          uuid primary key default gen_random_uuid(),
    from_situation text not null check (from_situation in ('peacetime', 'peacekeeping', 'peace_enforcement', 'combat')),
    situation   text not null check (situation in ('peacetime', 'peacekeeping', 'peace_enforcement', 'combat')),
    why         text not null check (length(why) between 3 and 2000),
    proposed_by uuid references people,
    proposer_id uuid not null references actors,
    proposed_at timestamptz not null default now(),
    state       text not null default 'proposed' constraint situation_state_known check (state in ('proposed', 'agreed', 'refused', 'withdrawn')),
    answered_by uuid references people,
    answerer_id uuid references actors,
    answer      text not null default '' check (length(answer) <= 2000),
    answered_at timestamptz,
    constraint situation_changes_something check (situation <> from_situation),
    constraint situation_two_persons check (answered_by is null or state = 'withdrawn' or answered_by is distinct from proposed_by)
);
create unique index situation_one_at_a_time on situation_proposals ((true)) where state = 'proposed';
create index situation_proposals_at_idx on situation_proposals (proposed_at desc);

-- What was agreed holds at once: the row of the matrix that the next screening reads.
create function situation_holds() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if old.state <> 'proposed' then
        raise exception 'it was answered' using errcode = 'check_violation', constraint = 'situation_answered';
    end if;
    if new.state = 'agreed' then
        if viewer_role() not in ('coordinator', 'house') then
            raise exception 'a coordinator agrees' using errcode = 'insufficient_privilege';
        end if;
        update house set situation = new.situation;
    end if;
    return new;
end $$;
create trigger situation_holds before update on situation_proposals for each row execute function situation_holds();
-- The chief says in which phase the mission is.
create function set_phase(of_phase text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if viewer_role() not in ('chief', 'house') then raise exception 'the chief keeps the phase' using errcode = 'insufficient_privilege'; end if;
    update house set phase = of_phase;
end $$;

alter table situation_proposals enable row level security;
create policy situation_proposals_see on situation_proposals for select to cimic_app using (
    (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager', 'leader', 'house'));
create policy situation_proposals_add on situation_proposals for insert to cimic_app with check (
    (select viewer_role()) = 'house' or (select viewer_role()) = 'chief' and proposed_by = (select viewer_person()) and proposer_id = (select viewer_actor()) and state = 'proposed');
create policy situation_proposals_answer on situation_proposals for update to cimic_app
    using ((select viewer_role()) in ('coordinator', 'chief', 'house'))
    with check ((select viewer_role()) = 'house' or answered_by = (select viewer_person())
        and case when state = 'withdrawn' then (select viewer_role()) = 'chief' else (select viewer_role()) = 'coordinator' end);
grant select, insert on situation_proposals to cimic_app;
grant update (state, answered_by, answerer_id, answer, answered_at) on situation_proposals to cimic_app;
revoke all on function situation_holds(), set_phase(text) from public;
grant execute on function set_phase(text) to cimic_app;
