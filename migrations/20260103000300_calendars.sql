-- Calendars that other programs read: an address with a secret, of one person in one post, and who may see a meeting.
create table calendar_feeds (
    id         uuid primary key default gen_random_uuid(),
    person_id  uuid not null references people,
    post_id    uuid not null references posts,
    token_hash bytea not null unique,
    created_at timestamptz not null default now(),
    revoked_at timestamptz
);
create index calendar_feeds_person_idx on calendar_feeds (person_id, created_at);
alter table calendar_feeds enable row level security;
create policy calendar_feeds_own on calendar_feeds for select to cimic_app using (person_id = (select viewer_person()));
create policy calendar_feeds_add on calendar_feeds for insert to cimic_app with check (person_id = (select viewer_person()) and post_id = (select viewer_post()));
create policy calendar_feeds_end on calendar_feeds for update to cimic_app using (person_id = (select viewer_person()));
grant select (id, person_id, post_id, created_at, revoked_at), insert, update (revoked_at) on calendar_feeds to cimic_app;

-- Whose calendar this is: the person in that post, while post, person and feed are in force.
create function feed_viewer(hash bytea) returns table (person_id uuid, post_id uuid, role text, actor_id uuid, community text, below uuid[], language text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select p.id, o.id, o.role, o.actor_id, a.community, actors_below(o.actor_id), p.language
    from calendar_feeds f join people p on p.id = f.person_id and p.suspended_at is null
    join posts o on o.id = f.post_id and o.person_id = p.id and post_in_force(o) join actors a on a.id = o.actor_id
    where f.token_hash = hash and f.revoked_at is null;
end $$;

-- The posts that may see a meeting or a forum, by actor and role with counts: for "Who can see this".
create function meeting_viewers(meeting uuid) returns table (actor_id uuid, role text, n bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.actor_id, v.role, v.n from posts_that_see(array(select s.grantee from meeting_sights s where s.meeting_id = meeting and exists (
        select from meeting_sights mine where mine.meeting_id = meeting and (mine.grantee = any (viewer_sights()) or viewer_role() = 'house'))), false) v;
end $$;
create function forum_viewers(forum uuid) returns table (actor_id uuid, role text, n bigint) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select v.actor_id, v.role, v.n from posts_that_see(array(select s.grantee from forum_sights s where s.forum_id = forum and exists (
        select from forum_sights mine where mine.forum_id = forum and (mine.grantee = any (viewer_sights()) or viewer_role() = 'house'))), false) v;
end $$;
revoke all on function feed_viewer(bytea), meeting_viewers(uuid), forum_viewers(uuid) from public;
grant execute on function feed_viewer(bytea), meeting_viewers(uuid), forum_viewers(uuid) to cimic_app;
