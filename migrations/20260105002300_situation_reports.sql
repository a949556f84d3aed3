-- Situation reports: drafted by the house from what the office may see, finished by the office.
-- When an organisation left, for who looks back on a period.
alter table actors add column departed_at timestamptz;
create function actors_depart() returns trigger language plpgsql as $$
begin
    new.departed_at := case when new.status = 'departed' then coalesce(old.departed_at, now()) end;
    return new;
end $$;
create trigger actors_depart before update of status on actors for each row execute function actors_depart();

create table sitreps (
    id         uuid primary key default gen_random_uuid(),
    owner_id   uuid not null references actors,
    author_id  uuid references people,
    from_on    date not null,
    until_on   date not null,
    state      text not null default 'draft' check (state in ('draft', 'filed')),
    filed_at   timestamptz,
    version    int not null default 1,
    created_at timestamptz not null default now(),
    constraint sitreps_dates_in_order check (until_on >= from_on and until_on <= from_on + 62),
    constraint sitreps_filed_when check ((state = 'filed') = (filed_at is not null))
);
create index sitreps_owner_idx on sitreps (owner_id, until_on desc, id desc);
create table sitrep_parts (
    sitrep_id uuid not null references sitreps,
    part      text not null check (part in ('summary', 'meetings', 'requests_in', 'requests_out', 'support', 'projects', 'visits', 'movements', 'actors', 'plans')),
    body      text not null default '' check (length(body) <= 6000),
    primary key (sitrep_id, part)
);
create function sitreps_keep() returns trigger language plpgsql as $$
begin
    if old.state = 'filed' then raise exception 'a filed report stays' using errcode = 'check_violation', constraint = 'sitreps_filed'; end if;
    new.version := old.version + 1;
    return new;
end $$;
create trigger sitreps_keep before update on sitreps for each row execute function sitreps_keep();
create function sitrep_parts_keep() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from sitreps s where s.id = old.sitrep_id and s.state = 'filed') then
        raise exception 'a filed report stays' using errcode = 'check_violation', constraint = 'sitreps_filed';
    end if;
    return new;
end $$;
create trigger sitrep_parts_keep before update on sitrep_parts for each row execute function sitrep_parts_keep();

alter table sitreps enable row level security;
alter table sitrep_parts enable row level security;
-- A draft stays in its office; what is filed goes up its own tree.
create policy sitreps_see on sitreps for select to cimic_app using (
    (select viewer_role()) = 'house'
    or (select viewer_role()) in ('coordinator', 'liaison', 'officer', 'chief', 'section') and
       (owner_id = (select viewer_actor()) or state = 'filed' and owner_id = any ((select viewer_grantees())::uuid[])));
create policy sitreps_add on sitreps for insert to cimic_app with check (
    (select viewer_role()) = 'house' or (select viewer_role()) in ('coordinator', 'officer', 'chief', 'section')
    and owner_id = (select viewer_actor()) and author_id = (select viewer_person()) and state = 'draft');
create policy sitreps_change on sitreps for update to cimic_app using (
    (select viewer_role()) = 'house' or (select viewer_role()) in ('coordinator', 'officer', 'chief', 'section') and owner_id = (select viewer_actor()));
create policy sitrep_parts_see on sitrep_parts for select to cimic_app using (exists (select from sitreps s where s.id = sitrep_id));
create policy sitrep_parts_add on sitrep_parts for insert to cimic_app with check (
    (select viewer_role()) = 'house' or exists (select from sitreps s where s.id = sitrep_id and s.owner_id = (select viewer_actor()) and s.state = 'draft'));
create policy sitrep_parts_change on sitrep_parts for update to cimic_app using (
    (select viewer_role()) = 'house' or exists (select from sitreps s where s.id = sitrep_id and s.owner_id = (select viewer_actor()) and s.state = 'draft'));
grant select, insert on sitreps, sitrep_parts to cimic_app;
grant update (state, filed_at, author_id) on sitreps to cimic_app;
grant update (body) on sitrep_parts to cimic_app;
revoke all on function sitrep_parts_keep() from public;
