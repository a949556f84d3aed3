-- Visits to the site, by somebody who neither asks for, certifies nor releases its money.
create table qip_visits (
    id             uuid primary key default gen_random_uuid(),
    project_id     uuid not null references qips,
    kind           text not null check (kind in ('baseline', 'progress', 'final', 'after_handover')),
    on_day         date not null,
    physical       smallint not null check (physical between 0 and 100),
    quality        text not null check (quality in ('good', 'fair', 'poor')),
    found          text not null check (length(found) between 1 and 4000),
    voices         text not null default '' check (length(voices) <= 4000),
    complaints     text not null default '' check (length(complaints) <= 4000),
    recommendation text not null check (recommendation in ('continue', 'correct', 'suspend', 'accept')),
    person_id      uuid references people,
    actor_id       uuid not null references actors,
    role           text not null,
    at             timestamptz not null default now(),
    constraint qip_visits_not_ahead check (on_day <= (at at time zone 'UTC')::date + 1)
);
create index qip_visits_project_idx on qip_visits (project_id, on_day);
create function qip_visits_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform qip_keep_hand(new.project_id, new.person_id, 'monitor');
    update qips set last_visit_on = greatest(last_visit_on, new.on_day),
        physical = case when last_visit_on is null or new.on_day >= last_visit_on then new.physical else physical end where id = new.project_id;
    return null;
end $$;
create trigger qip_visits_spread after insert on qip_visits for each row execute function qip_visits_spread();
alter table qip_visits enable row level security;
create policy qip_visits_see on qip_visits for select to cimic_app using (
    exists (select from qip_sights s where s.project_id = qip_visits.project_id and s.is_file) or (select viewer_role()) = 'auditor' and opened_by_me(project_id));
create policy qip_visits_add on qip_visits for insert to cimic_app with check ((select viewer_role()) = 'house'
    or (select viewer_role()) in ('section', 'liaison', 'officer') and person_id = (select viewer_person()) and actor_id = (select viewer_actor())
    and exists (select from qip_sights s where s.project_id = qip_visits.project_id and s.is_file));
grant select, insert on qip_visits to cimic_app;
