-- The numbers that the house works by: proposed by a chief or a coordinator, agreed by one of the other side. They hold as a new version for what
-- begins from then on; what was made under an older version keeps it.
create table rule_proposals (
    id          uuid primary key default gen_random_uuid(),
    changes     jsonb not null check (jsonb_typeof(changes) = 'object' and changes <> '{}'),
    why         text not null check (length(why) between 3 and 1000),
    proposed_as text not null check (proposed_as in ('chief', 'coordinator')),
    proposed_by uuid not null references people,
    proposer_id uuid not null references actors,
    proposed_at timestamptz not null default now(),
    state       text not null default 'proposed' constraint rule_state_known check (state in ('proposed', 'agreed', 'refused', 'withdrawn')),
    answered_by uuid references people,
    answerer_id uuid references actors,
    answered_at timestamptz,
    policy      int references policies,
    constraint rule_two_people check (answered_by is null or state = 'withdrawn' or answered_by <> proposed_by)
);
create unique index rule_one_at_a_time on rule_proposals ((true)) where state = 'proposed';
create index rule_proposals_at_idx on rule_proposals (proposed_at desc);

-- The newest numbers, for whoever makes the next version of them: one at a time, so that two changes of different numbers both stay.
create function policy_newest() returns jsonb language plpgsql set search_path = public, pg_temp as $$
declare newest jsonb;
begin
    lock table policies in share row exclusive mode;
    select body into newest from policies order by version desc limit 1;
    return newest;
end $$;
revoke all on function policy_newest() from public;

-- As before, but upon the newest numbers.
create or replace function qip_policy_answer(proposal uuid, agrees boolean) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare p qip_policy_proposals; numbers jsonb; made int;
begin
    select * into p from qip_policy_proposals where id = proposal and state = 'proposed' for update;
    if p.id is null or viewer_role() not in ('approver', 'qip_manager') or viewer_person() = p.proposed_by then
        raise exception 'a second person answers' using errcode = 'check_violation', constraint = 'qip_policy_two_people';
    end if;
    if agrees then
        numbers := policy_newest();
        insert into policies (body) values (numbers || jsonb_build_object('qip', (numbers -> 'qip') || p.body)) returning version into made;
    end if;
    update qip_policy_proposals set state = case when agrees then 'agreed' else 'refused' end, answered_by = viewer_person(), answered_at = now(), policy = made where id = proposal;
end $$;

-- The answer of the other side; agreed numbers become a version of the policy. Returns whether one waited.
create function rule_answer(proposal uuid, agrees boolean) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare p rule_proposals; numbers jsonb; name text; value jsonb; made int;
begin
    select * into p from rule_proposals where id = proposal and state = 'proposed' for update;
    if p.id is null then return false; end if;
    if viewer_role() not in ('chief', 'coordinator') or viewer_role() = p.proposed_as or viewer_person() = p.proposed_by then
        raise exception 'the other side answers' using errcode = 'check_violation', constraint = 'rule_two_people';
    end if;
    if agrees then
        numbers := policy_newest();
        for name, value in select * from jsonb_each(p.changes) loop
            if jsonb_typeof(numbers #> string_to_array(name, '.')) is distinct from 'number' or value::text !~ '^[0-9]{1,4}$' or split_part(name, '.', 1) = 'qip' then
                raise exception 'no number of that name' using errcode = 'check_violation', constraint = 'rule_known';
            end if;
            numbers := jsonb_set(numbers, string_to_array(name, '.'), value);
        end loop;
        insert into policies (body) values (numbers) returning version into made;
    end if;
    update rule_proposals set state = case when agrees then 'agreed' else 'refused' end, answered_by = viewer_person(), answerer_id = viewer_actor(),
        answered_at = now(), policy = made where id = proposal;
    return true;
end $$;

alter table rule_proposals enable row level security;
create policy rule_proposals_see on rule_proposals for select to cimic_app using (
    (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager', 'leader', 'house'));
create policy rule_proposals_add on rule_proposals for insert to cimic_app with check (
    (select viewer_role()) in ('chief', 'coordinator') and proposed_as = (select viewer_role()) and proposed_by = (select viewer_person())
    and proposer_id = (select viewer_actor()) and state = 'proposed' and answered_by is null);
create policy rule_proposals_withdraw on rule_proposals for update to cimic_app
    using (state = 'proposed' and proposed_as = (select viewer_role()))
    with check (state = 'withdrawn' and answered_by = (select viewer_person()));
grant select, insert on rule_proposals to cimic_app;
grant update (state, answered_by, answerer_id, answered_at) on rule_proposals to cimic_app;
revoke all on function rule_answer(uuid, boolean) from public;
grant execute on function rule_answer(uuid, boolean) to cimic_app;

-- As before, and whoever has not said whether what was delivered arrived is asked once, after the days that the policy gives.
create or replace function mail_expiring() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare n record; before bigint; after bigint;
begin
    if viewer_role() is distinct from 'house' then raise exception 'only the house' using errcode = 'insufficient_privilege'; end if;
    select count(*) into before from mail_outbox where state = 'waiting';
    for n in
        select r.id, r.turn_id as actor, null::text as role, 'request' as kind, left(r.reference, 4) || '-' || right(r.reference, 4) as label,
               '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4) as path, r.from_area_id as area, r.needed_until::text as day
        from requests r where r.needed_until between current_date and current_date + 2 and r.turn_id is not null
          and r.state in ('submitted', 'returned', 'screened', 'endorsed', 'relayed', 'offered', 'accepted')
        union all
        select r.id, r.owner_id, null, 'request', left(r.reference, 4) || '-' || right(r.reference, 4), '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4),
               r.from_area_id, 'offer ' || o.valid_until
        from offers o join requests r on r.id = o.request_id where o.state = 'offered' and o.valid_until between current_date and current_date + 1
        union all
        select r.id, a.actor, null, 'request', left(r.reference, 4) || '-' || right(r.reference, 4), '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4),
               r.from_area_id, 'consent ' || c.until_at
        from consents c join requests r on r.id = c.request_id cross join lateral unnest(array[c.recipient_id, c.given_actor]) a (actor)
        where c.withdrawn_at is null and c.until_at between now() and now() + interval '2 days' and a.actor is not null and r.ended_at is null
        union all
        select r.id, r.owner_id, null, 'request', left(r.reference, 4) || '-' || right(r.reference, 4), '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4),
               r.from_area_id, 'confirm ' || r.state_since
        from requests r join policies p on p.version = r.policy_version
        where r.state = 'delivered' and r.state_since < now() - make_interval(days => (p.body ->> 'confirm_nudge_days')::int)
          and r.state_since > now() - make_interval(days => (p.body ->> 'confirm_nudge_days')::int + 20)
        union all
        select a.id, a.actor_id, a.role, 'action', '', '/actions/' || a.id, null, 'due ' || a.due_on
        from actions a where a.state in ('offered', 'accepted', 'in_progress', 'blocked') and a.due_on between current_date and current_date + 1
    loop
        perform mail_enqueue(null, n.actor, n.role, null, n.kind, n.id, n.label, n.path, n.area, false, 'expires', 'expires/' || n.id || '/' || n.day);
    end loop;
    for n in select p.id, p.person_id, p.until_at from posts p where p.until_at between now() and now() + interval '7 days' and post_in_force(p) loop
        perform mail_enqueue(n.person_id, null, null, null, 'handover', n.id, '', '/account', null, false, 'expires', 'post/' || n.id || '/' || n.until_at);
    end loop;
    select count(*) into after from mail_outbox where state = 'waiting';
    return after - before;
end $$;
