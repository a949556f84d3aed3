-- Photos of projects: those of a visit hang on the visit. What everybody sees of a finished project was looked at by a second person, who released it with words for whoever cannot see it.
insert into record_kinds values ('qip_visit', 'qip_visits', $$to_char(r.on_day, 'YYYY-MM-DD')$$,
    $$(select '/qips/' || left(q.reference, 4) || '-' || right(q.reference, 4) from qips q where q.id = r.project_id)$$);

create table qip_photos (
    file_id     uuid primary key references files,
    project_id  uuid not null references qips,
    shows       text not null check (shows in ('before', 'after')),
    -- what is to be seen, for whoever cannot see it
    alt         text not null check (length(alt) between 10 and 300),
    media       text not null check (media in ('jpeg', 'png')),
    bytes       bigint not null,
    actor_id    uuid not null references actors,
    released_by uuid references people,
    released_at timestamptz not null default now()
);
create index qip_photos_project_idx on qip_photos (project_id, shows desc, released_at);

-- A picture of this very project or of a visit to it, of a project that may be shown, released by somebody who did not bring it.
create function qip_photos_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare f files;
begin
    select * into f from files where id = new.file_id and removed_at is null for share;
    if f.id is null or f.media not in ('jpeg', 'png') or not (f.record_kind = 'qip' and f.record_id = new.project_id
        or f.record_kind = 'qip_visit' and exists (select from qip_visits v where v.id = f.record_id and v.project_id = new.project_id)) then
        raise exception 'no picture of this project' using errcode = 'check_violation', constraint = 'qip_photos_of_project';
    end if;
    if viewer_role() <> 'house' and f.person_id is not distinct from new.released_by then
        raise exception 'a second person looks' using errcode = 'check_violation', constraint = 'qip_photos_second_look';
    end if;
    if not (select is_published from qips where id = new.project_id) then
        raise exception 'this project is not shown' using errcode = 'check_violation', constraint = 'qip_photos_shown';
    end if;
    new.media := f.media;
    new.bytes := f.bytes;
    return new;
end $$;
create trigger qip_photos_rules before insert on qip_photos for each row execute function qip_photos_keep_rules();
-- What its office takes back nobody sees any more.
create function files_drop_qip_photos() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    delete from qip_photos where file_id = new.id;
    return null;
end $$;
create trigger files_drop_qip_photos after update of removed_at on files for each row
    when (old.removed_at is null and new.removed_at is not null and new.record_kind in ('qip', 'qip_visit')) execute function files_drop_qip_photos();
revoke all on function qip_photos_keep_rules() from public;
revoke all on function files_drop_qip_photos() from public;

alter table qip_photos enable row level security;
-- With the file; with the card once the project is finished.
create policy qip_photos_see on qip_photos for select to cimic_app using (
    exists (select from qip_sights s where s.project_id = qip_photos.project_id and (s.is_file or s.state = 'finished')));
create policy qip_photos_add on qip_photos for insert to cimic_app with check ((select viewer_role()) = 'house'
    or (select viewer_role()) in ('section', 'qip_manager', 'officer') and released_by = (select viewer_person()) and actor_id = (select viewer_actor())
    and exists (select from qip_sights s where s.project_id = qip_photos.project_id and s.is_file));
create policy qip_photos_withdraw on qip_photos for delete to cimic_app using ((select viewer_role()) in ('section', 'qip_manager', 'officer')
    and exists (select from qip_sights s where s.project_id = qip_photos.project_id and s.is_file));
grant select, insert, delete on qip_photos to cimic_app;

-- Under which record the opening of a document is written: a visit is part of its project.
create function record_opened(of_kind text, of_id uuid) returns table (kind text, id uuid) language sql stable as $$
    select 'qip', v.project_id from qip_visits v where of_kind = 'qip_visit' and v.id = of_id
    union all select of_kind, of_id where of_kind <> 'qip_visit'
$$;
