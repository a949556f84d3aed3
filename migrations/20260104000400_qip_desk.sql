-- What the QIP desk shows: sums by budget year, kept by triggers so that a hundred thousand projects cost what a thousand do; the policy in versions, changed by two people.
update policies set body = body || '{"qip": {"ceiling_usd": "50000.00", "months": 6, "first_share": 80, "last_share": 20, "quorum": 3,
    "quote_threshold_usd": "1000.00", "visit_days": 45, "ahead_points": 20, "evaluate_months": 3, "budget_usd": "750000.00",
    "weights": [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}}';
create table qip_sums (
    budget_year   int not null,
    kind          text not null,
    dimension     text not null check (dimension in ('all', 'state', 'sector', 'region', 'office', 'partner', 'check')),
    value         text not null,
    n             int not null default 0,
    approved_usd  numeric(16, 2) not null default 0,
    released_usd  numeric(16, 2) not null default 0,
    accounted_usd numeric(16, 2) not null default 0,
    recovered_usd numeric(16, 2) not null default 0,
    people        bigint not null default 0,
    women         bigint not null default 0,
    primary key (budget_year, kind, dimension, value)
);
create table qip_stays (
    budget_year int not null,
    state       text not null,
    n           int not null default 0,
    seconds     numeric not null default 0,
    primary key (budget_year, state)
);
create function qip_sums_add(q qips, sign int) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into qip_sums as s (budget_year, kind, dimension, value, n, approved_usd, released_usd, accounted_usd, recovered_usd, people, women)
    select q.budget_year, q.kind, d.dimension, d.value, sign, sign * coalesce(q.approved_usd, 0), sign * q.released_usd, sign * q.accounted_usd, sign * q.recovered_usd,
           sign * (q.women + q.girls + q.men + q.boys)::bigint, sign * (q.women + q.girls)::bigint
    from (values ('all', ''), ('state', q.state), ('sector', q.sector),
        ('region', coalesce((select coalesce(parent_id, id)::text from areas where id = q.area_id), '')), ('office', coalesce(q.section_id::text, '')),
        ('partner', coalesce((select kind from actors where id = q.partner_id), '')), ('check', q.is_checked::text)) as d (dimension, value)
    order by d.dimension, d.value
    on conflict (budget_year, kind, dimension, value) do update set n = s.n + excluded.n, approved_usd = s.approved_usd + excluded.approved_usd,
        released_usd = s.released_usd + excluded.released_usd, accounted_usd = s.accounted_usd + excluded.accounted_usd,
        recovered_usd = s.recovered_usd + excluded.recovered_usd, people = s.people + excluded.people, women = s.women + excluded.women
$$;
create function qips_sum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'UPDATE' then
        if (new.budget_year, new.kind, new.state, new.sector, new.area_id, new.section_id, new.partner_id, new.is_checked, new.approved_usd, new.released_usd, new.accounted_usd,
            new.recovered_usd, new.women, new.girls, new.men, new.boys) is not distinct from
           (old.budget_year, old.kind, old.state, old.sector, old.area_id, old.section_id, old.partner_id, old.is_checked, old.approved_usd, old.released_usd, old.accounted_usd,
            old.recovered_usd, old.women, old.girls, old.men, old.boys) then return null; end if;
        perform qip_sums_add(old, -1);
    end if;
    perform qip_sums_add(new, 1);
    return null;
end $$;
create trigger qips_sum after insert or update on qips for each row execute function qips_sum();
-- How long the state lasted that an act ends: from the line that began it.
create function qip_acts_stay() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare began timestamptz; year int;
begin
    select a.at into began from qip_acts a where a.project_id = new.project_id and a.id < new.id and a.to_state = new.from_state and a.from_state <> a.to_state order by a.id desc limit 1;
    if began is null then return null; end if;
    select budget_year into year from qips where id = new.project_id;
    insert into qip_stays as s (budget_year, state, n, seconds) values (year, new.from_state, 1, extract(epoch from new.at - began))
    on conflict (budget_year, state) do update set n = s.n + 1, seconds = s.seconds + excluded.seconds;
    return null;
end $$;
create trigger qip_acts_stay after insert on qip_acts for each row when (new.from_state <> new.to_state) execute function qip_acts_stay();

-- A change of the numbers: proposed by one person, agreed by another; then it holds as a new version, and what was made under the old one keeps it.
create table qip_policy_proposals (
    id          uuid primary key default gen_random_uuid(),
    body        jsonb not null,
    why         text not null check (length(why) between 1 and 1000),
    proposed_by uuid not null references people,
    proposed_at timestamptz not null default now(),
    state       text not null default 'proposed' check (state in ('proposed', 'agreed', 'refused')),
    answered_by uuid references people,
    answered_at timestamptz,
    policy      int references policies,
    constraint qip_policy_two_people check (answered_by is null or answered_by <> proposed_by)
);
create unique index qip_policy_one_at_a_time on qip_policy_proposals ((true)) where state = 'proposed';
create function qip_policy_answer(proposal uuid, agrees boolean) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare p qip_policy_proposals; made int;
begin
    select * into p from qip_policy_proposals where id = proposal and state = 'proposed' for update;
    if p.id is null or viewer_role() not in ('approver', 'qip_manager') or viewer_person() = p.proposed_by then
        raise exception 'a second person answers' using errcode = 'check_violation', constraint = 'qip_policy_two_people';
    end if;
    if agrees then
        insert into policies (body) select body || jsonb_build_object('qip', (body -> 'qip') || p.body) from policies where version = policy_now() returning version into made;
    end if;
    update qip_policy_proposals set state = case when agrees then 'agreed' else 'refused' end, answered_by = viewer_person(), answered_at = now(), policy = made where id = proposal;
end $$;
revoke all on function qip_policy_answer(uuid, boolean) from public;
grant execute on function qip_policy_answer(uuid, boolean) to cimic_app;
revoke all on function qip_sums_add(qips, int) from public;

alter table qip_sums enable row level security;
alter table qip_stays enable row level security;
alter table qip_policy_proposals enable row level security;
create policy qip_sums_see on qip_sums for select to cimic_app using ((select viewer_role()) in ('qip_manager', 'approver', 'finance', 'house')
    or (select viewer_role()) in ('section', 'leader') and (select viewer_community()) = 'mission');
create policy qip_stays_see on qip_stays for select to cimic_app using ((select viewer_role()) in ('qip_manager', 'approver', 'finance', 'house')
    or (select viewer_role()) in ('section', 'leader') and (select viewer_community()) = 'mission');
create policy qip_policy_proposals_see on qip_policy_proposals for select to cimic_app using ((select viewer_role()) in ('qip_manager', 'approver', 'house'));
create policy qip_policy_proposals_add on qip_policy_proposals for insert to cimic_app with check (
    (select viewer_role()) in ('qip_manager', 'approver') and proposed_by = (select viewer_person()) and state = 'proposed' and answered_by is null);
grant select on qip_sums, qip_stays to cimic_app;
grant select, insert on qip_policy_proposals to cimic_app;
