-- The money of a project: budget lines, quotations, the partner's bank, instalments asked, certified and released by three persons.
create table qip_lines (
    project_id uuid not null references qips,
    position   smallint not null check (position between 1 and 40),
    category   text not null check (category in ('materials', 'labour', 'equipment', 'transport', 'services', 'other')),
    what       text not null check (length(what) between 1 and 200),
    unit       text not null check (length(unit) between 1 and 40),
    quantity   numeric(12, 3) not null check (quantity > 0),
    unit_cost  numeric(14, 2) not null check (unit_cost >= 0),
    source     text not null check (source in ('qip', 'community', 'authority', 'partner', 'unit')),
    amount     numeric(14, 2) generated always as (round(quantity * unit_cost, 2)) stored,
    primary key (project_id, position)
);
create table qip_quotes (
    id         uuid primary key default gen_random_uuid(),
    project_id uuid not null references qips,
    supplier   text not null check (length(supplier) between 1 and 200),
    what       text not null check (length(what) between 1 and 200),
    amount     numeric(14, 2) not null check (amount > 0),
    is_chosen  boolean not null default false,
    why        text not null default '' check (length(why) <= 600)
);
create index qip_quotes_project_idx on qip_quotes (project_id);
-- F3: where the money goes. For the QIP team, finance, the approver, and the partner's own posts.
create table qip_banks (
    project_id uuid primary key references qips,
    partner_id uuid not null references actors,
    signatory  text not null check (length(signatory) between 1 and 200),
    bank       text not null check (length(bank) between 1 and 200),
    account    text not null check (length(account) between 1 and 80),
    saved_at   timestamptz not null default now(),
    version    int not null default 1
);
create trigger qip_banks_version before update on qip_banks for each row execute function count_version();

create table qip_instalments (
    id            uuid primary key default gen_random_uuid(),
    project_id    uuid not null references qips,
    position      smallint not null check (position between 1 and 6),
    milestone     text not null check (length(milestone) between 1 and 300),
    amount        numeric(14, 2) not null check (amount > 0),
    amount_usd    numeric(14, 2) not null check (amount_usd > 0),
    state         text not null default 'planned' check (state in ('planned', 'requested', 'certified', 'released', 'accounted', 'returned', 'withheld', 'recovered')),
    requested_by  uuid references people,
    requested_at  timestamptz,
    certified_by  uuid references people,
    certified_at  timestamptz,
    released_by   uuid references people,
    released_at   timestamptz,
    voucher       text not null default '' check (length(voucher) <= 120),
    accounted_at  timestamptz,
    reason        text not null default '' check (length(reason) <= 2000),
    constraint qip_instalments_position unique (project_id, position),
    constraint qip_instalments_three_persons check (
        (certified_by is null or certified_by <> requested_by) and (released_by is null or released_by <> certified_by and released_by <> requested_by)),
    constraint qip_instalments_signed check (
        (state not in ('requested', 'certified', 'released', 'accounted') or requested_at is not null)
        and (state not in ('certified', 'released', 'accounted') or certified_at is not null)
        and (state not in ('released', 'accounted', 'recovered') or released_at is not null))
);

-- The moves of an instalment and what each needs; the sum of all is what was approved, to the cent.
create function qip_instalments_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare q qips; is_last boolean; allowed boolean; me uuid := viewer_person(); acts_as text := viewer_role();
begin
    if tg_op = 'DELETE' then
        select * into q from qips where id = old.project_id;
        if acts_as <> 'house' and (q.state <> 'approved' or old.state <> 'planned') then
            raise exception 'the plan stands' using errcode = 'check_violation', constraint = 'qip_instalments_plan_stands';
        end if;
        return old;
    end if;
    select * into q from qips where id = new.project_id;
    if tg_op = 'INSERT' then
        if acts_as <> 'house' and (q.state <> 'approved' or new.state <> 'planned') then
            raise exception 'instalments are planned once a project is approved' using errcode = 'check_violation', constraint = 'qip_instalments_plan_stands';
        end if;
    elsif new.state <> old.state and acts_as <> 'house' then
        allowed := case old.state || ' ' || new.state
            when 'planned requested' then acts_as = 'qip_manager' and new.requested_by = me
            when 'returned requested' then acts_as = 'qip_manager' and new.requested_by = me
            when 'requested certified' then acts_as = 'finance' and new.certified_by = me
            when 'requested returned' then acts_as = 'finance'
            when 'certified returned' then acts_as = 'approver'
            when 'certified released' then acts_as = 'approver' and new.released_by = me
            when 'released accounted' then acts_as = 'qip_manager'
            when 'planned withheld' then acts_as = 'approver' and q.state = 'terminated'
            when 'returned withheld' then acts_as = 'approver' and q.state = 'terminated'
            else false end;
        if not allowed then
            raise exception 'there is no such move' using errcode = 'check_violation', constraint = 'qip_instalments_move';
        end if;
        is_last := not exists (select from qip_instalments i where i.project_id = new.project_id and i.position > new.position);
        if new.state in ('requested', 'certified', 'released') then
            if q.state not in ('agreed', 'implementing', 'inspected', 'paid') or is_last and q.state not in ('inspected', 'paid') then
                raise exception 'the last one after the final inspection only' using errcode = 'check_violation', constraint = 'qip_instalments_inspected';
            end if;
            if is_last and not exists (select from qip_visits v where v.project_id = new.project_id and v.kind = 'progress') then
                raise exception 'the last one after a visit to the works' using errcode = 'check_violation', constraint = 'qip_instalments_visited';
            end if;
            if exists (select from qip_instalments i where i.project_id = new.project_id and i.position < new.position and i.state <> 'accounted') then
                raise exception 'none while the previous is unaccounted' using errcode = 'check_violation', constraint = 'qip_instalments_previous_accounted';
            end if;
            if not exists (select from qip_banks b where b.project_id = new.project_id and b.partner_id = q.partner_id) then
                raise exception 'only to the account of the signatory' using errcode = 'check_violation', constraint = 'qip_instalments_bank';
            end if;
        end if;
    end if;
    perform qip_keep_hand(new.project_id, new.requested_by, 'requester');
    perform qip_keep_hand(new.project_id, new.certified_by, 'certifier');
    perform qip_keep_hand(new.project_id, new.released_by, 'approver');
    return new;
end $$;
create trigger qip_instalments_rules before insert or update or delete on qip_instalments for each row execute function qip_instalments_keep_rules();
create function qip_instalments_sum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare project uuid := case when tg_op = 'DELETE' then old.project_id else new.project_id end;
begin
    update qips q set released_usd = s.released, accounted_usd = s.accounted
    from (select coalesce(sum(amount_usd) filter (where state in ('released', 'accounted', 'recovered')), 0) as released,
                 coalesce(sum(amount_usd) filter (where state = 'accounted'), 0) as accounted from qip_instalments where project_id = project) s
    where q.id = project and (q.released_usd, q.accounted_usd) is distinct from (s.released, s.accounted);
    return null;
end $$;
create trigger qip_instalments_sum after insert or update or delete on qip_instalments for each row execute function qip_instalments_sum();
-- What is agreed is planned to the cent.
create function qips_keep_plan() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (select coalesce(sum(amount), 0) is distinct from new.approved or coalesce(sum(amount_usd), 0) is distinct from new.approved_usd from qip_instalments where project_id = new.id) then
        raise exception 'the instalments are not what was approved' using errcode = 'check_violation', constraint = 'qip_instalments_are_the_amount';
    end if;
    return new;
end $$;
create trigger qips_plan before update on qips for each row when (new.state = 'agreed' and old.state <> 'agreed' and new.source = '') execute function qips_keep_plan();
-- What is asked for, in the contract currency: the lines that the project pays.
create function qip_lines_sum() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare project uuid := case when tg_op = 'DELETE' then old.project_id else new.project_id end;
begin
    update qips set requested = (select coalesce(sum(amount) filter (where source = 'qip'), 0) from qip_lines where project_id = project) where id = project;
    return null;
end $$;
create trigger qip_lines_sum after insert or update or delete on qip_lines for each row execute function qip_lines_sum();

alter table qip_lines enable row level security;
alter table qip_quotes enable row level security;
alter table qip_banks enable row level security;
alter table qip_instalments enable row level security;
do $$ declare part text; begin
    foreach part in array array['qip_lines', 'qip_quotes'] loop
        execute format('create policy %1$s_see on %1$s for select to cimic_app using (
            exists (select from qip_sights s where s.project_id = %1$s.project_id and s.is_file) or (select viewer_role()) = ''auditor'' and opened_by_me(project_id))', part);
        execute format('create policy %1$s_write on %1$s for all to cimic_app using (
            (select viewer_role()) = ''house'' or exists (select from qips q where q.id = %1$s.project_id and q.state = ''draft'' and q.owner_id = (select viewer_actor())))
            with check ((select viewer_role()) = ''house'' or exists (select from qips q where q.id = %1$s.project_id and q.state = ''draft'' and q.owner_id = (select viewer_actor())))', part);
    end loop;
end $$;
create policy qip_banks_see on qip_banks for select to cimic_app using (
    (select viewer_role()) = 'house' or partner_id = (select viewer_actor()) and (select viewer_role()) = 'partner'
    or (select viewer_role()) in ('qip_manager', 'finance', 'approver') and exists (select from qip_sights s where s.project_id = qip_banks.project_id and s.is_file));
create policy qip_banks_write on qip_banks for all to cimic_app using (
    (select viewer_role()) = 'house' or (select viewer_role()) in ('partner', 'qip_manager') and exists (select from qips q where q.id = project_id
        and q.state in ('recommended', 'approved', 'agreed') and q.partner_id = qip_banks.partner_id
        and case when (select viewer_role()) = 'partner' then q.partner_id = (select viewer_actor()) else true end))
    with check ((select viewer_role()) = 'house' or (select viewer_role()) in ('partner', 'qip_manager') and exists (select from qips q where q.id = project_id
        and q.state in ('recommended', 'approved', 'agreed') and q.partner_id = qip_banks.partner_id
        and case when (select viewer_role()) = 'partner' then q.partner_id = (select viewer_actor()) else true end));
create policy qip_instalments_see on qip_instalments for select to cimic_app using (
    exists (select from qip_sights s where s.project_id = qip_instalments.project_id and s.is_file) or (select viewer_role()) = 'auditor' and opened_by_me(project_id));
create policy qip_instalments_write on qip_instalments for all to cimic_app using (
    (select viewer_role()) in ('qip_manager', 'finance', 'approver', 'house') and exists (select from qip_sights s where s.project_id = qip_instalments.project_id and s.is_file))
    with check ((select viewer_role()) in ('qip_manager', 'finance', 'approver', 'house'));
grant select, insert, delete on qip_lines, qip_quotes, qip_instalments to cimic_app;
grant select, insert on qip_banks to cimic_app;
grant update (partner_id, signatory, bank, account, saved_at) on qip_banks to cimic_app;
grant update (state, requested_by, requested_at, certified_by, certified_at, released_by, released_at, voucher, accounted_at, reason) on qip_instalments to cimic_app;
-- Projects with an instalment that waits for finance or the approver, ten at most. They read every project that has one.
create function qip_payments_waiting(of_state text) returns table (project_id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() not in ('finance', 'approver') then return; end if;
    -- Two statements, so that each uses the index of what waits.
    if of_state = 'requested' then
        return query select i.project_id from qip_instalments i where i.state = 'requested' order by i.requested_at limit 10;
    elsif of_state = 'certified' then
        return query select i.project_id from qip_instalments i where i.state = 'certified' order by i.requested_at limit 10;
    end if;
end $$;
revoke all on function qip_payments_waiting(text) from public;
grant execute on function qip_payments_waiting(text) to cimic_app;
create index qip_instalments_requested_idx on qip_instalments (requested_at) where state = 'requested';
create index qip_instalments_certified_idx on qip_instalments (requested_at) where state = 'certified';
