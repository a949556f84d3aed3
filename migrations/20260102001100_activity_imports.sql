-- Activities from files and into files: imports with their dry run row by row, what was corrected and is remembered, and exports.
create table activity_imports (
    id         uuid primary key default gen_random_uuid(),
    -- the office that imports; the house itself from the command line
    actor_id   uuid not null references actors,
    person_id  uuid references people,
    file_name  text not null check (length(file_name) between 1 and 200),
    -- the bytes as they came, until it is applied or forgotten
    file       bytea,
    state      text not null default 'received' check (state in ('received', 'checking', 'checked', 'applying', 'applied', 'failed')),
    -- the header and tags as read, a few rows of each column, and what stands for this kind of file
    header     jsonb not null default '[]',
    signature  text not null default '',
    -- which column holds which field, and what the file does not say: the year of its months, the days of its period
    columns    jsonb not null default '{}',
    options    jsonb not null default '{}',
    remarks    jsonb not null default '[]',
    total      int not null default 0,
    done       int not null default 0,
    beat_at    timestamptz not null default now(),
    checked_at timestamptz,
    applied_at timestamptz,
    leave_out  boolean not null default false,
    created_at timestamptz not null default now(),
    version    int not null default 1
);
create index activity_imports_actor_idx on activity_imports (actor_id, created_at desc);
create index activity_imports_old_idx on activity_imports (created_at) where file is not null;

-- The dry run: each row of the file, what becomes of it, and the activity that it says.
create table activity_import_rows (
    import_id      uuid not null references activity_imports on delete cascade,
    row            int not null,
    outcome        text not null check (outcome in ('new', 'changed', 'unchanged', 'left_out', 'error')),
    has_warning    boolean not null default false,
    record         text not null,
    cells          text[] not null,
    notes          jsonb not null default '[]',
    activity_id    uuid not null default gen_random_uuid(),
    -- of the activity that it changes, as the dry run found it
    found_version  int,
    actor_id       uuid,
    area_id        uuid,
    cluster        text not null default '',
    what           text not null default '',
    modality       text not null default '',
    target_group   text not null default '',
    targeted       int,
    targeted_parts jsonb not null default '{}',
    reached        int,
    reached_parts  jsonb not null default '{}',
    starts_on      date,
    ends_on        date,
    status         text not null default 'ongoing',
    objective      text not null default '',
    cimic_function text not null default '',
    partner        text,
    place          text,
    primary key (import_id, row)
);
create index activity_import_rows_outcome_idx on activity_import_rows (import_id, outcome, row);
create index activity_import_rows_warned_idx on activity_import_rows (import_id, row) where has_warning;

-- What an office corrected, and which columns it chose: good for its next file as well.
create table activity_import_words (
    actor_id uuid not null references actors,
    field    text not null check (length(field) <= 40),
    -- as compared: folded
    word     text not null check (length(word) <= 400),
    said     text not null check (length(said) <= 400),
    value    text not null check (length(value) <= 400),
    at       timestamptz not null default now(),
    primary key (actor_id, field, word)
);
create table activity_import_headers (
    actor_id  uuid not null references actors,
    signature text not null check (length(signature) between 1 and 100),
    columns   jsonb not null,
    at        timestamptz not null default now(),
    primary key (actor_id, signature)
);
-- One cell of one row, corrected on the page.
create table activity_import_fixes (
    import_id uuid not null references activity_imports on delete cascade,
    row       int not null,
    field     text not null check (length(field) <= 40),
    value     text not null check (length(value) <= 1000),
    primary key (import_id, row, field)
);

-- A list taken out of the house: who, when, which list; the link dies in a day.
create table activity_exports (
    id         uuid primary key default gen_random_uuid(),
    reference  text not null constraint activity_exports_reference unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    actor_id   uuid not null references actors,
    person_id  uuid not null references people,
    post_id    uuid not null references posts,
    format     text not null check (format in ('csv', 'xlsx', 'hxl')),
    query      text not null default '' check (length(query) <= 2000),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null default now() + interval '1 day'
);
create index activity_exports_person_idx on activity_exports (person_id, created_at desc);

-- The actor under which the command line keeps its corrections and imports.
create function house_actor() returns uuid language sql immutable parallel safe as $$ select '00000000-0000-0000-0000-00000000b002'::uuid $$;

alter table activity_imports enable row level security;
alter table activity_import_rows enable row level security;
alter table activity_import_words enable row level security;
alter table activity_import_headers enable row level security;
alter table activity_import_fixes enable row level security;
alter table activity_exports enable row level security;
-- An import belongs to the office that makes it; nobody above or beside sees it.
create function imports_for(actor uuid) returns boolean language sql stable as $$
    select (select viewer_role()) = 'house'
        or actor = (select viewer_actor()) and (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
$$;
create policy activity_imports_own on activity_imports for all to cimic_app using (imports_for(actor_id)) with check (imports_for(actor_id));
create policy activity_import_rows_own on activity_import_rows for all to cimic_app
    using (exists (select from activity_imports i where i.id = import_id)) with check (exists (select from activity_imports i where i.id = import_id));
create policy activity_import_words_own on activity_import_words for all to cimic_app using (imports_for(actor_id)) with check (imports_for(actor_id));
create policy activity_import_headers_own on activity_import_headers for all to cimic_app using (imports_for(actor_id)) with check (imports_for(actor_id));
create policy activity_import_fixes_own on activity_import_fixes for all to cimic_app
    using (exists (select from activity_imports i where i.id = import_id)) with check (exists (select from activity_imports i where i.id = import_id));
create policy activity_exports_own on activity_exports for select to cimic_app using (person_id = (select viewer_person()) and actor_id = (select viewer_actor()));
create policy activity_exports_add on activity_exports for insert to cimic_app with check (
    person_id = (select viewer_person()) and actor_id = (select viewer_actor()) and post_id = (select viewer_post()));
grant select, insert, delete on activity_imports to cimic_app;
grant update (file, state, header, signature, columns, options, remarks, total, done, beat_at, checked_at, applied_at, leave_out, version) on activity_imports to cimic_app;
grant select, insert, delete on activity_import_rows, activity_import_words, activity_import_fixes to cimic_app;
grant select, insert on activity_import_headers, activity_exports to cimic_app;
grant update (columns, at) on activity_import_headers to cimic_app;
grant update (said, value, at) on activity_import_words to cimic_app;
grant update (value) on activity_import_fixes to cimic_app;

-- The posts that see an activity, by their actors and roles; for whoever sees it.
create function activity_viewers(activity uuid) returns table (actor_id uuid, role text, n bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.actor_id, v.role, v.n from posts_that_see(
        array(select s.grantee from activity_sights s where s.activity_id = activity and exists (
            select from activity_sights mine where mine.activity_id = activity and (mine.grantee = any (viewer_sights()) or viewer_role() = 'house'))),
        (select audience <> 'owner' from activities where id = activity)) v;
end $$;
-- Whether these words are what stands as local partner and exact place, for whoever writes the activity and may not read them: an import
-- asks if its file says something new. Nothing said is nothing new.
create function private_is(activity uuid, partner_words text, place_words text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return writes_activity(activity)
        and (partner_words = '' or exists (select from activity_partners p where p.activity_id = activity and p.partner = partner_words))
        and (place_words = '' or exists (select from activity_places p where p.activity_id = activity and p.place = place_words));
end $$;
-- Writes the local partner or the exact place over what stands there, be it readable to whoever writes the activity or not.
create function say_private(activity uuid, partner_words text, place_words text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not writes_activity(activity) then
        raise exception 'only who writes the activity' using errcode = 'insufficient_privilege';
    end if;
    if partner_words <> '' then
        insert into activity_partners (activity_id, partner) values (activity, partner_words) on conflict (activity_id) do update set partner = excluded.partner;
    end if;
    if place_words <> '' then
        insert into activity_places (activity_id, place) values (activity, place_words) on conflict (activity_id) do update set place = excluded.place;
    end if;
end $$;
-- Files and dry runs are forgotten after two weeks, dead links as well; of an import that was applied its line stays.
create function forget_activity_files() returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare n int; m int;
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
    return n + m;
end $$;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
             and p.proname in ('activity_viewers', 'private_is', 'say_private', 'forget_activity_files') loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
-- The owner is told who opened what stays in the side tables.
create policy read_events_activity on read_events for select to cimic_app using (
    record_kind = 'activity' and exists (select from activities x where x.id = record_id and x.actor_id = (select viewer_actor())));
-- The moment before which a confirmation is stale, by the policy in force.
create function stale_before() returns timestamptz language sql stable as $$
    select now() - make_interval(days => (body ->> 'stale_days')::int) from policies where version = policy_now()
$$;
