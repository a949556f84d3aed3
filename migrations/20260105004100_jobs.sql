-- How the house's own jobs went, for whoever keeps it running: when each ran last, what it came to, when it failed last. No contents.
create table job_runs (
    name      text primary key check (name ~ '^[a-z_]{2,40}$'),
    ran_at    timestamptz not null default now(),
    took_ms   int not null default 0,
    -- of the last run that did something, and when that was
    done      bigint not null default 0,
    did_at    timestamptz,
    failed_at timestamptz,
    -- failures since the last run that worked
    failures  int not null default 0
);
alter table job_runs enable row level security;
create policy job_runs_see on job_runs for select to cimic_app using ((select viewer_role()) in ('admin', 'house'));
create policy job_runs_add on job_runs for insert to cimic_app with check ((select viewer_role()) = 'house');
create policy job_runs_change on job_runs for update to cimic_app using ((select viewer_role()) = 'house');
grant select, insert on job_runs to cimic_app;
grant update (ran_at, took_ms, done, did_at, failed_at, failures) on job_runs to cimic_app;

-- What the administrator is told of the machine: versions, sizes, migrations. Nothing of what is kept.
create function house_machine() returns table (postgres text, database_bytes bigint, migrations bigint, newest bigint, people bigint, sessions bigint)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() is distinct from 'admin' then return; end if;
    return query select current_setting('server_version'), pg_database_size(current_database()),
        (select count(*) from _sqlx_migrations m where m.success), (select max(m.version) from _sqlx_migrations m where m.success),
        (select count(*) from people p where p.suspended_at is null),
        (select count(*) from sessions s where s.ended_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '1 hour');
end $$;
revoke all on function house_machine() from public;
grant execute on function house_machine() to cimic_app;
