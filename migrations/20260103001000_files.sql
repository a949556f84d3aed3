-- Documents and pictures that belong to a record: what is known of each. The bytes lie in the object store.

-- The kinds of record that others hang on (documents, action points, reports): where they stand, what they are called, where
-- they are read. `title` and `url` are expressions over the row `r`. Written by migrations only.
create table record_kinds (
    kind     text primary key check (kind ~ '^[a-z_]{2,30}$'),
    relation text not null,
    title    text not null,
    url      text not null
);
insert into record_kinds values ('request', 'requests', $$left(r.reference, 4) || '-' || right(r.reference, 4)$$,
    $$'/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4)$$);

-- Whether the viewer sees that record now: by its own row level security, since these run with the caller's rights.
create function record_seen(of_kind text, of_id uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
declare place text; seen boolean;
begin
    select k.relation into place from record_kinds k where k.kind = of_kind;
    if place is null then return false; end if;
    execute format('select exists (select from %I r where r.id = $1)', place) into seen using of_id;
    return seen;
end $$;
-- What a record is called and where it is read; no row where the viewer does not see it.
create function record_label(of_kind text, of_id uuid) returns table (title text, url text) language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare k record_kinds;
begin
    select * into k from record_kinds r where r.kind = of_kind;
    if k.kind is null then return; end if;
    return query execute format('select (%s)::text, (%s)::text from %I r where r.id = $1', k.title, k.url, k.relation) using of_id;
end $$;

create table files (
    id          uuid primary key,
    record_kind text not null references record_kinds,
    record_id   uuid not null,
    -- whose record it was when the file came: who is told that it was opened
    owner_id    uuid not null references actors,
    actor_id    uuid not null references actors,
    person_id   uuid references people,
    role        text not null,
    name        text not null check (length(name) between 1 and 120),
    media       text not null check (media in ('pdf', 'jpeg', 'png', 'docx', 'xlsx', 'pptx', 'odt', 'ods', 'txt', 'csv')),
    bytes       bigint not null check (bytes between 1 and 20971520),
    sha256      bytea not null check (length(sha256) = 32),
    -- part of something sealed or signed: stays
    is_fixed    boolean not null default false,
    added_at    timestamptz not null default now(),
    removed_at  timestamptz,
    purged_at   timestamptz
);
create index files_record_idx on files (record_id, added_at);
create index files_purge_idx on files (removed_at) where removed_at is not null and purged_at is null;

-- Only the office that brought a file takes it back, only while it is not fixed; only the house forgets the bytes.
create function files_keep() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if old.is_fixed and (not new.is_fixed or new.removed_at is distinct from old.removed_at) then
        raise exception 'this file stays' using errcode = 'check_violation', constraint = 'files_fixed';
    end if;
    if old.removed_at is not null and new.removed_at is null then
        raise exception 'a file that was removed does not come back' using errcode = 'check_violation', constraint = 'files_gone';
    end if;
    if new.removed_at is distinct from old.removed_at and pg_trigger_depth() < 2
        and viewer_role() is distinct from 'house' and old.actor_id is distinct from viewer_actor() then
        raise exception 'only the office that brought it takes it back' using errcode = 'insufficient_privilege';
    end if;
    if new.purged_at is distinct from old.purged_at and viewer_role() is distinct from 'house' then
        raise exception 'only the house forgets' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger files_keep before update on files for each row execute function files_keep();

-- Nobody can tell whether a route or a name stands in a document: those of a request go when its F1–F3 are erased.
create function requests_drop_files() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update files set removed_at = now() where record_kind = 'request' and record_id = new.id and removed_at is null and not is_fixed;
    return null;
end $$;
create trigger requests_drop_files after update of erased_at on requests for each row
    when (old.erased_at is null and new.erased_at is not null) execute function requests_drop_files();
revoke all on function requests_drop_files() from public;

alter table record_kinds enable row level security;
alter table files enable row level security;
create policy record_kinds_see on record_kinds for select to cimic_app using ((select viewer_role()) is not null);
-- Through the present state of the record. An auditor's justification opens a record, never its documents.
create policy files_see on files for select to cimic_app using (
    (select viewer_role()) = 'house' or (select viewer_role()) <> 'auditor' and record_seen(record_kind, record_id));
create policy files_add on files for insert to cimic_app with check (
    (select viewer_role()) = 'house'
    or record_seen(record_kind, record_id) and actor_id = (select viewer_actor()) and person_id = (select viewer_person()));
create policy files_change on files for update to cimic_app using (
    (select viewer_role()) = 'house' or record_seen(record_kind, record_id));
grant select on record_kinds to cimic_app;
grant select, insert on files to cimic_app;
grant update (is_fixed, removed_at, purged_at) on files to cimic_app;
