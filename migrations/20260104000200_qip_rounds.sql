-- Rounds of the review committees: what is on the table, who voted how. While a round is open nobody sees another's vote.
create table qip_rounds (
    id             uuid primary key default gen_random_uuid(),
    committee_id   uuid not null references actors,
    title          text not null check (length(title) between 1 and 160),
    level          text not null check (level in ('local', 'mission')),
    meets_on       date not null,
    agenda         text not null default '' check (length(agenda) <= 4000),
    quorum         smallint not null check (quorum between 1 and 30),
    state          text not null default 'planned' check (state in ('planned', 'open', 'closed')),
    made_by        uuid references people,
    opened_at      timestamptz,
    closed_at      timestamptz,
    policy_version int not null default policy_now() references policies,
    created_at     timestamptz not null default now(),
    version        int not null default 1
);
create index qip_rounds_day_idx on qip_rounds (meets_on desc, id);
create trigger qip_rounds_version before update on qip_rounds for each row execute function count_version();
create table qip_round_items (
    round_id    uuid not null references qip_rounds,
    project_id  uuid not null references qips,
    position    smallint not null,
    outcome     text check (outcome in ('recommended', 'screened', 'deferred', 'draft', 'rejected')),
    reasons     text not null default '' check (length(reasons) <= 4000),
    recorded_at timestamptz,
    primary key (round_id, project_id)
);
create index qip_round_items_project_idx on qip_round_items (project_id);
-- F4. One vote a seat and a person; ten scores from 0 to 3, in the order of the criteria.
create table qip_votes (
    round_id   uuid not null,
    project_id uuid not null,
    post_id    uuid not null references posts,
    person_id  uuid not null references people,
    scores     smallint[] not null check (cardinality(scores) = 10 and 0 <= all (scores) and 3 >= all (scores)),
    vote       text not null check (vote in ('for', 'against', 'defer')),
    reasons    text not null default '' check (length(reasons) <= 2000),
    cast_at    timestamptz not null default now(),
    primary key (round_id, project_id, post_id),
    unique (round_id, project_id, person_id),
    foreign key (round_id, project_id) references qip_round_items (round_id, project_id)
);

-- Whether a seat has to stand aside: the actor it represents, its parent or one below it proposes or carries out the project.
create function qip_is_recused(project uuid, post uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (
        select from qips q join posts o on o.id = post join actors r on r.id = o.represents_id
        join actors p on p.id in (q.proposer_id, q.partner_id)
        where q.id = project and (p.id = r.id or p.id = r.parent_id or p.parent_id = r.id));
end $$;
create function qip_round_state(round uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return (select state from qip_rounds where id = round);
end $$;
-- For the secretary: which seats sit, stand aside, have voted; never how.
create function qip_turnout(round uuid) returns table (project_id uuid, post_id uuid, represents_id uuid, is_recused boolean, has_voted boolean)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select i.project_id, o.id, o.represents_id, qip_is_recused(i.project_id, o.id),
           exists (select from qip_votes v where v.round_id = i.round_id and v.project_id = i.project_id and v.post_id = o.id)
    from qip_rounds r join qip_round_items i on i.round_id = r.id join posts o on o.actor_id = r.committee_id and o.role = 'committee' and post_in_force(o)
    where r.id = round and (viewer_role() in ('qip_manager', 'house') or viewer_role() = 'committee' and r.committee_id = viewer_actor() and r.state = 'closed')
    order by i.position, o.from_at, o.id;
end $$;
create function qip_votes_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if viewer_role() = 'house' then return new; end if;
    if qip_round_state(new.round_id) <> 'open' then
        raise exception 'the round is not open' using errcode = 'check_violation', constraint = 'qip_votes_round_open';
    end if;
    if qip_is_recused(new.project_id, new.post_id) then
        raise exception 'this seat stands aside' using errcode = 'check_violation', constraint = 'qip_votes_recused';
    end if;
    return new;
end $$;
create trigger qip_votes_rules before insert or update on qip_votes for each row execute function qip_votes_keep_rules();
-- A round moves one way; what is on the table of an open round stays there; an outcome that recommends needs the quorum and a majority.
create function qip_rounds_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if new.state <> old.state and (old.state, new.state) not in (('planned', 'open'), ('open', 'closed')) then
        raise exception 'a round opens and closes once' using errcode = 'check_violation', constraint = 'qip_rounds_one_way';
    end if;
    return new;
end $$;
create trigger qip_rounds_rules before update on qip_rounds for each row execute function qip_rounds_keep_rules();
create function qip_round_items_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare r qip_rounds; q qips; fors int; voices int;
begin
    if viewer_role() = 'house' then return new; end if;
    select * into r from qip_rounds where id = new.round_id;
    if tg_op = 'INSERT' and r.state <> 'planned' then
        raise exception 'nothing is tabled once a round is open' using errcode = 'check_violation', constraint = 'qip_round_items_planned';
    end if;
    if tg_op = 'UPDATE' and new.outcome is distinct from old.outcome then
        if r.state <> 'closed' or old.outcome is not null then
            raise exception 'an outcome is recorded once, when the round is closed' using errcode = 'check_violation', constraint = 'qip_round_items_closed';
        end if;
        select count(*) filter (where vote = 'for'), count(*) into fors, voices from qip_votes v where v.round_id = new.round_id and v.project_id = new.project_id;
        if new.outcome in ('recommended', 'screened') and (voices < r.quorum or fors * 2 <= voices) then
            raise exception 'the votes do not carry it' using errcode = 'check_violation', constraint = 'qip_round_items_carried';
        end if;
        if new.outcome = 'recommended' and r.level <> 'mission' or new.outcome = 'screened' and r.level <> 'local' then
            raise exception 'the committee of the mission recommends' using errcode = 'check_violation', constraint = 'qip_round_items_level';
        end if;
    end if;
    return new;
end $$;
create trigger qip_round_items_rules before insert or update on qip_round_items for each row execute function qip_round_items_keep_rules();
-- The committee becomes a party of what is tabled to it.
create function qip_round_items_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare q qips;
begin
    insert into qip_parties (project_id, actor_id, why, added_by) select new.project_id, committee_id, 'committee', viewer_actor() from qip_rounds where id = new.round_id
    on conflict (project_id, actor_id) do update set left_at = null;
    select * into q from qips where id = new.project_id;
    perform qip_sights_rebuild(q);
    return null;
end $$;
create trigger qip_round_items_spread after insert on qip_round_items for each row execute function qip_round_items_spread();
-- A recommendation needs the recorded outcome of a round that carried it.
create function qips_keep_recommendation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if viewer_role() <> 'house' and not exists (select from qip_round_items i where i.project_id = new.id and i.outcome = 'recommended') then
        raise exception 'no round recommended it' using errcode = 'check_violation', constraint = 'qips_recommended_by_a_round';
    end if;
    return new;
end $$;
create trigger qips_recommendation before update on qips for each row when (new.state = 'recommended' and old.state <> 'recommended') execute function qips_keep_recommendation();

alter table qip_rounds enable row level security;
alter table qip_round_items enable row level security;
alter table qip_votes enable row level security;
create policy qip_rounds_see on qip_rounds for select to cimic_app using (
    (select viewer_role()) in ('qip_manager', 'house') or (select viewer_role()) = 'committee' and committee_id = (select viewer_actor())
    or (select viewer_role()) in ('section', 'approver') and (select viewer_community()) = 'mission');
create policy qip_rounds_add on qip_rounds for insert to cimic_app with check ((select viewer_role()) in ('qip_manager', 'house'));
create policy qip_rounds_change on qip_rounds for update to cimic_app using ((select viewer_role()) in ('qip_manager', 'house'));
create policy qip_round_items_see on qip_round_items for select to cimic_app using (
    (select viewer_role()) = 'house' or exists (select from qip_sights s where s.project_id = qip_round_items.project_id and s.is_file) or (select viewer_role()) = 'auditor' and opened_by_me(project_id));
create policy qip_round_items_add on qip_round_items for insert to cimic_app with check ((select viewer_role()) in ('qip_manager', 'house'));
create policy qip_round_items_change on qip_round_items for update to cimic_app using ((select viewer_role()) in ('qip_manager', 'house'));
-- One's own while the round is open; all once it is closed, for the committee, the secretary and the approver; an auditor never while it is open.
create policy qip_votes_see on qip_votes for select to cimic_app using (
    (select viewer_role()) = 'house' or post_id = (select viewer_post())
    or qip_round_state(round_id) = 'closed' and (
        (select viewer_role()) in ('qip_manager', 'approver') and exists (select from qip_sights s where s.project_id = qip_votes.project_id and s.is_file)
        or (select viewer_role()) = 'committee' and exists (select from qip_rounds r where r.id = round_id and r.committee_id = (select viewer_actor()))
        or (select viewer_role()) = 'auditor' and opened_by_me(project_id)));
create policy qip_votes_cast on qip_votes for insert to cimic_app with check ((select viewer_role()) = 'house' or (select viewer_role()) = 'committee'
    and post_id = (select viewer_post()) and person_id = (select viewer_person()) and exists (select from qip_rounds r where r.id = round_id and r.committee_id = (select viewer_actor())));
create policy qip_votes_recast on qip_votes for update to cimic_app using ((select viewer_role()) = 'committee' and post_id = (select viewer_post()) and person_id = (select viewer_person()));
grant select, insert on qip_rounds, qip_round_items, qip_votes to cimic_app;
grant update (state, opened_at, closed_at, title, meets_on, agenda, quorum) on qip_rounds to cimic_app;
grant update (outcome, reasons, recorded_at) on qip_round_items to cimic_app;
grant update (scores, vote, reasons, cast_at) on qip_votes to cimic_app;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname in ('qip_is_recused', 'qip_round_state', 'qip_turnout') loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
