-- Quick Impact Projects and community support by other means: the file, its card, who sees which, the moves it may make, its history.
-- Approvers and finance see what reached the approver, whatever their office; committees what was tabled to them.
create function qip_grantees() returns uuid[] language sql stable as $$
    select viewer_sights() || case (select viewer_role())
        when 'committee' then array_remove(array[viewer_actor()], null)
        when 'approver' then array['00000000-0000-0000-0000-00000000a101']::uuid[]
        when 'finance' then array['00000000-0000-0000-0000-00000000a102']::uuid[]
        else '{}'::uuid[] end
$$;
-- The year of 1 July in which a budget year begins.
create function qip_budget_year(day date) returns int language sql immutable parallel safe as $$
    select extract(year from day)::int - case when extract(month from day) < 7 then 1 else 0 end
$$;

create table qips (
    id              uuid primary key default gen_random_uuid(),
    reference       text not null constraint qips_reference unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    kind            text not null check (kind in ('qip', 'support')),
    owner_id        uuid not null references actors,
    proposer_id     uuid not null references actors,
    entered_by_id   uuid references actors,
    section_id      uuid references actors,
    team_id         uuid references actors,
    partner_id      uuid references actors,
    request_id      uuid references requests,
    author_id       uuid references people,
    title           text not null check (length(title) between 1 and 200),
    summary         text not null check (length(summary) between 1 and 4000),
    sector          text not null check (sector ~ '^[0-9]{3}$'),
    area_id         uuid not null references areas,
    budget_year     int not null default qip_budget_year(current_date) check (budget_year between 1990 and 2100),
    is_works        boolean not null default false,
    women           int not null default 0 check (women between 0 and 100000000),
    girls           int not null default 0 check (girls between 0 and 100000000),
    men             int not null default 0 check (men between 0 and 100000000),
    boys            int not null default 0 check (boys between 0 and 100000000),
    jobs            int not null default 0 check (jobs between 0 and 1000000),
    labour_days     int not null default 0 check (labour_days between 0 and 100000000),
    months          int check (months between 1 and 24),
    fund            text not null default '' check (length(fund) <= 200),
    -- money: the contract currency, units of it to one US dollar (UN operational rate), and dollars
    currency        text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
    rate            numeric(18, 6) not null default 1 check (rate > 0),
    rate_on         date,
    requested       numeric(14, 2) not null default 0 check (requested >= 0),
    approved        numeric(14, 2) check (approved > 0),
    approved_usd    numeric(14, 2) check (approved_usd > 0),
    waiver          text not null default '' check (length(waiver) <= 2000),
    approved_by     uuid references people,
    approved_at     timestamptz,
    released_usd    numeric(14, 2) not null default 0 check (released_usd >= 0),
    accounted_usd   numeric(14, 2) not null default 0 check (accounted_usd >= 0),
    recovered_usd   numeric(14, 2) not null default 0 check (recovered_usd >= 0),
    starts_on       date,
    ends_on         date,
    is_extended     boolean not null default false,
    last_visit_on   date,
    physical        smallint check (physical between 0 and 100),
    is_checked      boolean not null default false,
    is_published    boolean not null default true,
    agreement       text not null default '' check (length(agreement) <= 200),
    reached_approver boolean not null default false,
    state           text not null constraint qips_state_known check (state in ('concept', 'draft', 'submitted', 'screened', 'in_review', 'deferred', 'recommended',
        'approved', 'agreed', 'implementing', 'suspended', 'works_complete', 'inspected', 'paid', 'handed_over', 'closed', 'evaluated', 'rejected', 'cancelled',
        'terminated', 'proposed', 'checked', 'completed')),
    state_since     timestamptz not null default now(),
    turn_id         uuid,
    source          text not null default '' check (length(source) <= 300),
    policy_version  int not null default policy_now() references policies,
    created_at      timestamptz not null default now(),
    version         int not null default 1,
    constraint qips_never_more_paid_than_approved check (released_usd <= coalesce(approved_usd, 0) or source <> ''),
    constraint qips_never_more_accounted_than_paid check (accounted_usd <= released_usd),
    constraint qips_never_more_recovered_than_paid check (recovered_usd <= released_usd),
    constraint qips_approved_together check ((approved is null) = (approved_usd is null)),
    constraint qips_same_in_dollars check (currency <> 'USD' or rate = 1),
    constraint qips_end_after_start check (ends_on is null or starts_on is null or ends_on >= starts_on)
);
create index qips_owner_idx on qips (owner_id);
create index qips_place_idx on qips (area_id, sector);
create index qips_due_idx on qips (ends_on) where state in ('implementing', 'suspended');
create index qips_live_idx on qips (state, last_visit_on) where state in ('implementing', 'suspended', 'works_complete');
create index qips_source_idx on qips (source) where source <> '';
create index qips_request_idx on qips (request_id) where request_id is not null;

create table qip_parties (
    project_id uuid not null references qips,
    actor_id   uuid not null references actors,
    why        text not null check (why in ('proposer', 'entered', 'section', 'team', 'partner', 'check', 'committee', 'monitor')),
    added_at   timestamptz not null default now(),
    added_by   uuid,
    left_at    timestamptz,
    primary key (project_id, actor_id)
);
create index qip_parties_actor_idx on qip_parties (actor_id, added_at desc);

-- What is told of a project beyond its parties: title, district, theme, stage, nothing of money or dates. Kept by a trigger.
create table qip_cards (
    project_id uuid primary key references qips,
    reference  text not null,
    kind       text not null,
    title      text not null,
    summary    text not null,
    sector     text not null,
    area_id    uuid not null references areas,
    stage      text not null check (stage in ('planned', 'approved', 'under_way', 'finished', 'ended'))
);
create index qip_cards_reference_idx on qip_cards (reference);

-- Who sees the file of a project, or only its card, with what lists are cut by.
create table qip_sights (
    project_id  uuid not null,
    grantee     uuid not null,
    is_file     boolean not null,
    created_at  timestamptz not null,
    state       text not null,
    sector      text not null,
    area_id     uuid not null,
    kind        text not null,
    turn_id     uuid,
    primary key (project_id, grantee)
);
create index qip_sights_time_idx on qip_sights (grantee, created_at desc, project_id desc);
create index qip_sights_state_idx on qip_sights (grantee, state, created_at desc, project_id desc);
create index qip_sights_sector_idx on qip_sights (grantee, sector, created_at desc, project_id desc);
create index qip_sights_area_idx on qip_sights (grantee, area_id, created_at desc, project_id desc);
create index qip_sights_support_idx on qip_sights (grantee, created_at desc, project_id desc) where kind = 'support';
create index qip_sights_turn_idx on qip_sights (grantee, turn_id, created_at desc, project_id desc) where turn_id is not null;

-- How far along a project is, as told to those who see its card.
create function qip_stage(state text) returns text language sql immutable parallel safe as $$
    select case when state in ('approved', 'agreed') then 'approved'
        when state in ('implementing', 'suspended', 'works_complete', 'inspected', 'paid', 'completed') then 'under_way'
        when state in ('handed_over', 'closed', 'evaluated') then 'finished'
        when state in ('rejected', 'cancelled', 'terminated') then 'ended' else 'planned' end
$$;
-- The audience of the card: nobody while it is planned or ended, partners under way, everybody once finished and published.
create function qip_card_audience(state text, is_published boolean) returns text language sql immutable parallel safe as $$
    select case qip_stage(state) when 'approved' then 'partners' when 'under_way' then 'partners'
        when 'finished' then case when is_published then 'public' else 'partners' end else 'parties' end
$$;
-- The audience of the file: the parties; of community support the whole mission, once it was checked.
create function qip_file_audience(kind text, state text) returns text language sql immutable parallel safe as $$
    select case when kind = 'support' and state not in ('proposed', 'rejected', 'cancelled') then 'mission' else 'parties' end
$$;

create function qip_sights_rebuild(q qips) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    with recursive named as (
        select a.id, a.parent_id, a.community
        from (select q.owner_id as id union select p.actor_id from qip_parties p where p.project_id = q.id and p.left_at is null) x join actors a using (id)
        union
        select p.id, p.parent_id, p.community from named n join actors p on p.id = n.parent_id and p.community = n.community
        where n.community in ('military', 'mission', 'humanitarian')
    ), wanted as (
        select id as grantee, true as is_file from named
        union select audience_grantee(qip_file_audience(q.kind, q.state)), true where audience_grantee(qip_file_audience(q.kind, q.state)) is not null
        union select unnest(array['00000000-0000-0000-0000-00000000a101', '00000000-0000-0000-0000-00000000a102']::uuid[]), true where q.reached_approver
        union select audience_grantee(qip_card_audience(q.state, q.is_published)), false where audience_grantee(qip_card_audience(q.state, q.is_published)) is not null
    ), gone as (
        delete from qip_sights s where s.project_id = q.id and s.grantee not in (select grantee from wanted)
    )
    insert into qip_sights as s (project_id, grantee, is_file, created_at, state, sector, area_id, kind, turn_id)
    select q.id, grantee, is_file, q.created_at, case when is_file then q.state else qip_stage(q.state) end, q.sector, q.area_id, q.kind,
           case when is_file then q.turn_id end from wanted
    on conflict (project_id, grantee) do update set is_file = excluded.is_file, created_at = excluded.created_at, state = excluded.state,
        sector = excluded.sector, area_id = excluded.area_id, kind = excluded.kind, turn_id = excluded.turn_id
    where (s.is_file, s.created_at, s.state, s.sector, s.area_id, s.kind, s.turn_id)
        is distinct from (excluded.is_file, excluded.created_at, excluded.state, excluded.sector, excluded.area_id, excluded.kind, excluded.turn_id);
end $$;

-- Whose turn it is follows from the state; that the approver was reached stays.
create function qips_derive() returns trigger language plpgsql as $$
begin
    new.turn_id := case
        when new.state in ('concept', 'proposed', 'checked') then new.section_id
        when new.state in ('draft', 'implementing', 'works_complete', 'closed', 'completed') then new.owner_id
        when new.state = 'approved' and new.kind = 'support' then new.owner_id
        when new.state in ('submitted', 'screened', 'in_review', 'deferred', 'approved', 'agreed', 'suspended', 'paid', 'inspected') then new.team_id
        when new.state = 'handed_over' then case when new.kind = 'support' then new.section_id else new.team_id end
    end;
    new.reached_approver := new.reached_approver or new.kind = 'qip' and new.state in ('recommended', 'approved', 'agreed', 'implementing', 'suspended', 'works_complete', 'inspected', 'paid', 'handed_over', 'closed', 'evaluated', 'terminated');
    if tg_op = 'UPDATE' then
        -- What follows from a part of the file (a visit, a line of the budget) is no version of its own.
        new.version := old.version + (pg_trigger_depth() = 1)::int;
        if new.state <> old.state then new.state_since := now(); end if;
    end if;
    return new;
end $$;
create trigger qips_derive before insert or update on qips for each row execute function qips_derive();

create function qips_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into qip_parties (project_id, actor_id, why, added_by)
    select distinct on (x.actor) new.id, x.actor, x.why, viewer_actor()
    from (values (new.team_id, 'team'), (new.section_id, 'section'), (new.proposer_id, 'proposer'), (new.partner_id, 'partner'), (new.entered_by_id, 'entered')) as x (actor, why)
    where x.actor is not null
      and (tg_op = 'INSERT' or x.actor is distinct from case x.why when 'team' then old.team_id when 'section' then old.section_id
           when 'proposer' then old.proposer_id when 'partner' then old.partner_id else old.entered_by_id end)
    on conflict (project_id, actor_id) do update set left_at = null;
    -- A partner that was exchanged before anything was agreed is no party any more.
    if tg_op = 'UPDATE' and old.partner_id is distinct from new.partner_id then
        update qip_parties set left_at = now() where project_id = new.id and actor_id = old.partner_id and why = 'partner';
    end if;
    insert into qip_cards as c (project_id, reference, kind, title, summary, sector, area_id, stage)
    values (new.id, new.reference, new.kind, new.title, case when qip_stage(new.state) = 'finished' then new.summary else '' end, new.sector, new.area_id, qip_stage(new.state))
    on conflict (project_id) do update set title = excluded.title, summary = excluded.summary, sector = excluded.sector, area_id = excluded.area_id, stage = excluded.stage
    where (c.title, c.summary, c.sector, c.area_id, c.stage) is distinct from (excluded.title, excluded.summary, excluded.sector, excluded.area_id, excluded.stage);
    perform qip_sights_rebuild(new);
    return null;
end $$;
create trigger qips_spread after insert or update on qips for each row execute function qips_spread();
create function qip_parties_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare q qips;
begin
    select * into q from qips where id = new.project_id;
    perform qip_sights_rebuild(q);
    return null;
end $$;
create trigger qip_parties_spread after insert or update of left_at on qip_parties for each row
    when (pg_trigger_depth() = 0) execute function qip_parties_spread();
create function actors_spread_qips() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform qip_sights_rebuild(q) from qips q
    where q.id in (select s.project_id from qip_sights s where s.grantee = any (actors_below(new.id)));
    return null;
end $$;
create trigger actors_spread_qips after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community) execute function actors_spread_qips();

-- The moves that there are: the table of src/qips/states.rs, which a test compares. No page and no statement makes another one.
create table qip_moves (
    kind       text not null,
    from_state text not null,
    act        text not null,
    to_state   text not null,
    role       text not null,
    primary key (kind, from_state, act, to_state, role)
);
insert into qip_moves (kind, from_state, act, to_state, role)
select kind, f, act, t, r
from (values
    ('qip', 'propose', '{new}'::text[], '{concept}'::text[], '{partner,liaison,officer,chief,section}'::text[]),
    ('qip', 'import', '{new}', '{implementing,handed_over,closed,cancelled}', '{section,qip_manager}'),
    ('qip', 'take_up', '{concept}', '{draft}', '{section}'),
    ('qip', 'decline', '{concept}', '{rejected}', '{section}'),
    ('qip', 'submit', '{draft}', '{submitted}', '{section}'),
    ('qip', 'ask_check', '{submitted}', null, '{qip_manager}'),
    ('qip', 'check', '{submitted}', null, '{coordinator}'),
    ('qip', 'assess', '{submitted,screened}', null, '{qip_manager}'),
    ('qip', 'return', '{submitted}', '{draft}', '{qip_manager}'),
    ('qip', 'screen', '{submitted}', '{screened}', '{qip_manager}'),
    ('qip', 'reject', '{submitted}', '{rejected}', '{qip_manager}'),
    ('qip', 'table', '{screened,deferred}', '{in_review}', '{qip_manager}'),
    ('qip', 'outcome', '{in_review}', '{recommended,screened,deferred,draft,rejected}', '{qip_manager}'),
    ('qip', 'approve', '{recommended}', '{approved}', '{approver}'),
    ('qip', 'refuse', '{recommended}', '{rejected}', '{approver}'),
    ('qip', 'plan', '{approved}', null, '{qip_manager}'),
    ('qip', 'agree', '{approved}', '{agreed}', '{qip_manager}'),
    ('qip', 'request_payment', '{agreed,implementing,inspected}', null, '{qip_manager}'),
    ('qip', 'certify', '{agreed,implementing,inspected}', null, '{finance}'),
    ('qip', 'return_payment', '{agreed,implementing,inspected}', null, '{finance,approver}'),
    ('qip', 'release', '{agreed}', '{implementing}', '{approver}'),
    ('qip', 'release', '{implementing}', null, '{approver}'),
    ('qip', 'release', '{inspected}', '{paid,inspected}', '{approver}'),
    ('qip', 'account', '{implementing,suspended,works_complete,inspected,paid,handed_over,terminated}', null, '{qip_manager}'),
    ('qip', 'visit', '{agreed,implementing,suspended,works_complete,inspected,paid,handed_over,closed}', null, '{section,liaison,officer}'),
    ('qip', 'suspend', '{implementing}', '{suspended}', '{qip_manager}'),
    ('qip', 'resume', '{suspended}', '{implementing}', '{qip_manager}'),
    ('qip', 'extend', '{implementing}', null, '{approver}'),
    ('qip', 'complete', '{implementing}', '{works_complete}', '{section}'),
    ('qip', 'inspect', '{works_complete}', '{inspected,implementing}', '{section}'),
    ('qip', 'hand_over', '{paid}', '{handed_over}', '{qip_manager}'),
    ('qip', 'close', '{handed_over}', '{closed}', '{qip_manager}'),
    ('qip', 'evaluate', '{closed}', '{evaluated}', '{section}'),
    ('qip', 'cancel', '{concept}', '{cancelled}', '{partner,liaison,officer,chief,section}'),
    ('qip', 'cancel', '{draft,submitted,screened,in_review,deferred,recommended,approved}', '{cancelled}', '{section,qip_manager}'),
    ('qip', 'terminate', '{implementing,suspended}', '{terminated}', '{approver}'),
    ('qip', 'recover', '{terminated,handed_over}', null, '{qip_manager}'),
    ('support', 'propose', '{new}', '{proposed}', '{liaison,officer,chief,section}'),
    ('support', 'import', '{new}', '{implementing,handed_over,closed,cancelled}', '{section,qip_manager}'),
    ('support', 'check', '{proposed}', '{checked,proposed}', '{coordinator}'),
    ('support', 'allow', '{checked}', '{approved}', '{section}'),
    ('support', 'decline', '{proposed,checked}', '{rejected}', '{section}'),
    ('support', 'start', '{approved}', '{implementing}', '{liaison,officer,chief,section}'),
    ('support', 'visit', '{implementing,completed,handed_over}', null, '{section,liaison,officer}'),
    ('support', 'finish', '{implementing}', '{completed}', '{liaison,officer,chief,section}'),
    ('support', 'hand_over', '{completed}', '{handed_over}', '{liaison,officer,chief,section}'),
    ('support', 'close', '{handed_over}', '{closed}', '{section}'),
    ('support', 'cancel', '{proposed,checked,approved}', '{cancelled}', '{liaison,officer,chief,section}')
) as m (kind, act, froms, tos, roles), unnest(froms) f, unnest(coalesce(tos, array[f])) t, unnest(roles) r;

-- The history: one line an act. A state that changes without its line does not change.
create table qip_acts (
    id         bigint generated always as identity primary key,
    project_id uuid not null references qips,
    at         timestamptz not null default now(),
    act        text not null,
    from_state text not null,
    to_state   text not null,
    person_id  uuid references people,
    actor_id   uuid,
    role       text not null,
    reason     text not null default '' check (length(reason) <= 4000),
    detail     jsonb,
    made_in    xid8 not null default pg_current_xact_id()
);
create index qip_acts_project_idx on qip_acts (project_id, id);
create function qip_acts_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare q qips;
begin
    if viewer_role() is null or viewer_role() = 'house' then return new; end if;
    new.at := now();
    new.made_in := pg_current_xact_id();
    select * into q from qips where id = new.project_id;
    if not exists (select from qip_moves m where m.kind = q.kind and m.from_state = new.from_state and m.act = new.act and m.to_state = new.to_state and m.role = viewer_role())
        or new.from_state not in ('new', q.state)
        or new.from_state = 'new' and (q.state <> new.to_state or q.author_id is distinct from viewer_person() or exists (select from qip_acts a where a.project_id = q.id)) then
        raise exception 'there is no such move' using errcode = 'check_violation', constraint = 'qip_acts_move';
    end if;
    return new;
end $$;
create trigger qip_acts_rules before insert on qip_acts for each row execute function qip_acts_keep_rules();

-- Nobody holds two of the four hands on one project: who approves or releases, who certifies, who asks for money, who looks on the ground.
create table qip_hands (
    project_id uuid not null references qips,
    person_id  uuid not null references people,
    hand       text not null check (hand in ('approver', 'certifier', 'requester', 'monitor')),
    primary key (project_id, person_id)
);
create function qip_keep_hand(project uuid, person uuid, of_hand text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare known text;
begin
    if person is null then return; end if;
    insert into qip_hands (project_id, person_id, hand) values (project, person, of_hand) on conflict do nothing;
    select hand into known from qip_hands where project_id = project and person_id = person;
    if known <> of_hand then
        raise exception 'this person is already the % of this project', known using errcode = 'check_violation', constraint = 'qip_hands_one_each';
    end if;
end $$;

-- A humanitarian organisation that keeps its distance has no part in a project: its parties would learn of it.
create function qips_keep_distance() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from actors where id in (new.owner_id, new.proposer_id, new.partner_id) and posture = 'coexistence') then
        raise exception 'this organisation keeps its distance' using errcode = 'check_violation', constraint = 'qips_keep_distance';
    end if;
    return new;
end $$;
create trigger qips_distance before insert or update of owner_id, proposer_id, partner_id on qips for each row execute function qips_keep_distance();
-- What holds for every change of the file, whoever makes it.
create function qips_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare ceiling numeric;
begin
    if new.state <> old.state and viewer_role() <> 'house' and not exists (
        select from qip_acts a where a.project_id = new.id and a.made_in = pg_current_xact_id() and a.from_state = old.state and a.to_state = new.state) then
        raise exception 'a state changes with its event' using errcode = 'check_violation', constraint = 'qips_state_with_event';
    end if;
    if (new.approved, new.approved_usd, new.waiver, new.approved_by) is distinct from (old.approved, old.approved_usd, old.waiver, old.approved_by) then
        if viewer_role() not in ('approver', 'house') or old.approved is not null or new.state <> 'approved' or viewer_role() = 'approver' and new.approved_by is distinct from viewer_person() then
            raise exception 'the approver approves, once' using errcode = 'check_violation', constraint = 'qips_approver_approves';
        end if;
        if new.kind = 'qip' and new.approved_usd <> round(new.approved / new.rate, 2) then
            raise exception 'dollars follow from the rate' using errcode = 'check_violation', constraint = 'qips_rate';
        end if;
        select (body -> 'qip' ->> 'ceiling_usd')::numeric into ceiling from policies where version = new.policy_version;
        if new.kind = 'qip' and new.approved_usd > ceiling and new.waiver = '' then
            raise exception 'above the ceiling only with a waiver' using errcode = 'check_violation', constraint = 'qips_ceiling_waiver';
        end if;
        perform qip_keep_hand(new.id, new.approved_by, 'approver');
    end if;
    if old.approved is not null and (new.rate, new.currency) is distinct from (old.rate, old.currency) then
        raise exception 'the rate of an approved project stands' using errcode = 'check_violation', constraint = 'qips_rate_stands';
    end if;
    return new;
end $$;
create trigger qips_rules before update on qips for each row execute function qips_keep_rules();

-- Words of the proposal, a row for each section of its task list: as typed, by the fields of src/qips/proposals/fields.rs.
create table qip_sections (
    project_id uuid not null references qips,
    section    text not null check (section in ('idea', 'purpose', 'results', 'people', 'harm', 'blocking', 'partner', 'upkeep', 'visibility', 'coordination', 'works')),
    body       jsonb not null,
    person_id  uuid references people,
    saved_at   timestamptz not null default now(),
    version    int not null default 1,
    primary key (project_id, section)
);
create trigger qip_sections_version before update on qip_sections for each row execute function count_version();
create table qip_sites (
    id         uuid primary key default gen_random_uuid(),
    project_id uuid not null references qips,
    position   smallint not null,
    area_id    uuid not null references areas,
    place      text not null check (length(place) between 1 and 300),
    land_owner text not null check (length(land_owner) between 1 and 200),
    document   text not null default '' check (length(document) <= 300),
    unique (project_id, position)
);
-- What other offices answered: whether something like it is there or planned.
create table qip_checks (
    id         uuid primary key default gen_random_uuid(),
    project_id uuid not null references qips,
    with_whom  text not null check (with_whom in ('coordinator', 'cluster', 'country_team', 'authority')),
    result     text not null check (result in ('clear', 'talk')),
    words      text not null default '' check (length(words) <= 2000),
    actor_id   uuid not null references actors,
    person_id  uuid references people,
    at         timestamptz not null default now()
);
create index qip_checks_project_idx on qip_checks (project_id, at);
-- F4: how able the partner is. For the QIP team, the committee and the approver.
create table qip_assessments (
    id         uuid primary key default gen_random_uuid(),
    project_id uuid not null references qips,
    body       jsonb not null,
    person_id  uuid references people,
    at         timestamptz not null default now()
);
create index qip_assessments_project_idx on qip_assessments (project_id, at);
create table qip_comments (
    id         uuid primary key default gen_random_uuid(),
    project_id uuid not null references qips,
    actor_id   uuid not null,
    role       text not null,
    person_id  uuid references people,
    body       text not null check (length(body) between 1 and 4000),
    at         timestamptz not null default now()
);
create index qip_comments_project_idx on qip_comments (project_id, at);

alter table qips enable row level security;
alter table qip_parties enable row level security;
alter table qip_cards enable row level security;
alter table qip_sights enable row level security;
alter table qip_moves enable row level security;
alter table qip_acts enable row level security;
alter table qip_hands enable row level security;
alter table qip_sections enable row level security;
alter table qip_sites enable row level security;
alter table qip_checks enable row level security;
alter table qip_assessments enable row level security;
alter table qip_comments enable row level security;

create policy qip_sights_see on qip_sights for select to cimic_app using (grantee = any ((select qip_grantees())::uuid[]) or (select viewer_role()) = 'house');
create policy qips_see on qips for select to cimic_app using (
    exists (select from qip_sights s where s.project_id = qips.id and s.is_file) or (select viewer_role()) = 'auditor' and opened_by_me(qips.id));
create policy qips_add on qips for insert to cimic_app with check (
    (select viewer_role()) in ('partner', 'liaison', 'officer', 'chief', 'section', 'qip_manager') and author_id = (select viewer_person())
    and (owner_id = (select viewer_actor()) or entered_by_id = (select viewer_actor())) and approved is null or (select viewer_role()) = 'house');
create policy qips_change on qips for update to cimic_app using (exists (select from qip_sights s where s.project_id = qips.id and s.is_file)) with check (true);
create policy qip_cards_see on qip_cards for select to cimic_app using (exists (select from qip_sights s where s.project_id = qip_cards.project_id));
create policy qip_moves_see on qip_moves for select to cimic_app using ((select viewer_role()) is not null);
create policy qip_parties_add on qip_parties for insert to cimic_app with check (
    (select viewer_role()) in ('section', 'qip_manager', 'house') and exists (select from qip_sights s where s.project_id = qip_parties.project_id and s.is_file));
create policy qip_acts_add on qip_acts for insert to cimic_app with check (
    exists (select from qip_sights s where s.project_id = qip_acts.project_id and s.is_file)
    and person_id is not distinct from (select viewer_person()) and role = (select viewer_role()) or (select viewer_role()) = 'house');
create policy qip_comments_add on qip_comments for insert to cimic_app with check (
    exists (select from qip_sights s where s.project_id = qip_comments.project_id and s.is_file)
    and person_id = (select viewer_person()) and actor_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy qip_checks_add on qip_checks for insert to cimic_app with check (
    (select viewer_role()) in ('coordinator', 'section', 'house') and exists (select from qip_sights s where s.project_id = qip_checks.project_id and s.is_file)
    and (with_whom <> 'coordinator' or (select viewer_role()) in ('coordinator', 'house')));
create policy qip_assessments_see on qip_assessments for select to cimic_app using (
    (select viewer_role()) in ('qip_manager', 'committee', 'approver', 'house') and exists (select from qip_sights s where s.project_id = qip_assessments.project_id and s.is_file));
create policy qip_assessments_add on qip_assessments for insert to cimic_app with check (
    (select viewer_role()) in ('qip_manager', 'house') and exists (select from qip_sights s where s.project_id = qip_assessments.project_id and s.is_file));
-- The parts of a file that go with it, and those that its owner writes while it is being drafted.
do $$ declare part text; begin
    foreach part in array array['qip_parties', 'qip_acts', 'qip_sections', 'qip_sites', 'qip_checks', 'qip_comments'] loop
        execute format('create policy %1$s_see on %1$s for select to cimic_app using (
            exists (select from qip_sights s where s.project_id = %1$s.project_id and s.is_file) or (select viewer_role()) = ''auditor'' and opened_by_me(project_id))', part);
    end loop;
    foreach part in array array['qip_sections', 'qip_sites'] loop
        execute format('create policy %1$s_write on %1$s for all to cimic_app using (
            (select viewer_role()) = ''house'' or exists (select from qips q where q.id = %1$s.project_id and q.state = ''draft'' and q.owner_id = (select viewer_actor())))
            with check ((select viewer_role()) = ''house'' or exists (select from qips q where q.id = %1$s.project_id and q.state = ''draft'' and q.owner_id = (select viewer_actor())))', part);
    end loop;
end $$;
grant select on qip_sights, qip_cards, qip_moves to cimic_app;
grant select, insert on qips, qip_parties, qip_acts, qip_checks, qip_assessments, qip_comments, qip_sections, qip_sites to cimic_app;
grant update (body, person_id, saved_at) on qip_sections to cimic_app;
grant delete on qip_sites to cimic_app;
grant update (owner_id, section_id, partner_id, title, summary, sector, area_id, is_works, women, girls, men, boys, jobs, labour_days, months, currency, rate, rate_on,
    approved, approved_usd, waiver, approved_by, approved_at, recovered_usd, starts_on, ends_on, is_extended, is_checked, is_published, agreement, state) on qips to cimic_app;

-- The team that manages the projects: where somebody holds such a post.
create function qip_team() returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select o.actor_id from posts o join people p on p.id = o.person_id and p.suspended_at is null
            where o.role = 'qip_manager' and post_in_force(o) order by o.from_at, o.actor_id limit 1);
end $$;
-- The posts that may see a file, by actor and role with counts, from the index that row level security tests.
create function qip_viewers(project uuid) returns table (actor_id uuid, role text, n bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    seen boolean := exists (select from qip_sights m where m.project_id = project and m.is_file and (m.grantee = any (qip_grantees()) or viewer_role() = 'house'));
    named uuid[] := array(select s.grantee from qip_sights s where s.project_id = project and s.is_file and seen);
begin
    return query
    select v.actor_id, v.role, v.n from posts_that_see(named, false) v
    union all
    select o.actor_id, o.role, count(*) from posts o join people p on p.id = o.person_id and p.suspended_at is null
    where post_in_force(o) and (o.role = 'committee' and o.actor_id = any (named)
        or o.role = 'approver' and '00000000-0000-0000-0000-00000000a101' = any (named) or o.role = 'finance' and '00000000-0000-0000-0000-00000000a102' = any (named))
    group by o.actor_id, o.role;
end $$;
-- Other projects of the same theme in the same district that are not over, seen by whoever sees their card or file.
create function qip_twins(project uuid) returns table (reference text, title text, kind text, stage text) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select c.reference, c.title, c.kind, c.stage from qips q join qips o on o.area_id = q.area_id and left(o.sector, 2) = left(q.sector, 2) and o.id <> q.id
    join qip_cards c on c.project_id = o.id
    where q.id = project and o.state not in ('rejected', 'cancelled', 'evaluated') and o.created_at > now() - interval '3 years'
      and exists (select from qip_sights s where s.project_id = q.id and s.grantee = any (qip_grantees()) and s.is_file)
      and exists (select from qip_sights s where s.project_id = o.id and s.grantee = any (qip_grantees()))
    order by o.created_at desc limit 10;
end $$;
-- The coordinator's desk of the district becomes a party: it answers whether something like it is there or planned.
create function qip_name_coordinator(project uuid) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare desk uuid; q qips;
begin
    select * into q from qips where id = project;
    if not exists (select from qip_sights s where s.project_id = project and s.is_file and (s.grantee = any (qip_grantees()) or viewer_role() = 'house')) then return null; end if;
    desk := open_desk('coordinator', q.area_id, null);
    if desk is not null then
        insert into qip_parties (project_id, actor_id, why, added_by) values (project, desk, 'check', viewer_actor())
        on conflict (project_id, actor_id) do update set left_at = null;
        perform qip_sights_rebuild(q);
    end if;
    return desk;
end $$;
-- Which of the four hands the viewer holds on a project.
create function qip_hand(project uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select hand from qip_hands where project_id = project and person_id = viewer_person());
end $$;
-- What is typed together with a passphrase is never kept.
create or replace function park_form(hash bytea, at_path text, typed text) returns uuid language sql security definer set search_path = public, pg_temp as $$
    insert into parked_forms (person_id, path, body, key_hash)
    select s.person_id, at_path, typed, sha256(decode(replace(substring(typed from '(?:^|&)form_key=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:&|$)'), '-', ''), 'hex'))
    from sessions s where s.token_hash = hash and s.created_at > now() - interval '60 days' and s.last_seen_at > now() - interval '7 days' and length(at_path) <= 400 and length(typed) <= 300000
      and at_path not like '/account/%' and at_path !~ '^/qips/[^/]+/(approval|bank|instalments/)' -- passphrases, codes and bank data are never kept
    returning id
$$;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname in ('qip_team', 'qip_viewers', 'qip_twins', 'qip_name_coordinator', 'qip_hand') loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
revoke all on function qip_sights_rebuild(qips) from public;
revoke all on function qip_keep_hand(uuid, uuid, text) from public;
insert into record_kinds values ('qip', 'qips', 'r.title', $$'/qips/' || left(r.reference, 4) || '-' || right(r.reference, 4)$$);
