-- Projects taken out of the house as a file of activities: which list, by whom, until when its link lives; never what was in it.
create table qip_exports (
    id         uuid primary key default gen_random_uuid(),
    reference  text not null constraint qip_exports_reference unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    actor_id   uuid not null references actors,
    person_id  uuid not null references people,
    post_id    uuid not null references posts,
    query      text not null default '' check (length(query) <= 2000),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '1 day'
);
create index qip_exports_person_idx on qip_exports (person_id, created_at desc);

alter table qip_exports enable row level security;
create policy qip_exports_own on qip_exports for select to cimic_app using (
    person_id = (select viewer_person()) and actor_id = (select viewer_actor()) and post_id = (select viewer_post()));
create policy qip_exports_add on qip_exports for insert to cimic_app with check (
    person_id = (select viewer_person()) and actor_id = (select viewer_actor()) and post_id = (select viewer_post())
    and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager', 'committee', 'approver', 'finance'));
grant select, insert on qip_exports to cimic_app;

-- Links that died two weeks ago go with those of activities.
create or replace function forget_activity_files() returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare n int; m int; p int;
begin
    if viewer_role() <> 'house' then
        raise exception 'only the house' using errcode = 'insufficient_privilege';
    end if;
    delete from activity_imports where created_at < now() - interval '14 days' and state <> 'applied';
    get diagnostics n = row_count;
    with old as (
        update activity_imports set file = null where file is not null and created_at < now() - interval '14 days' returning id
    )
    delete from activity_import_rows r using old where r.import_id = old.id;
    delete from activity_exports where expires_at < now() - interval '14 days';
    get diagnostics m = row_count;
    delete from qip_exports where expires_at < now() - interval '14 days';
    get diagnostics p = row_count;
    return n + m + p;
end $$;
