-- Overlaps are found when they are looked at; what a coordinator passes on about one, and what is needed where, are written down.
create table overlap_messages (
    id        uuid primary key default gen_random_uuid(),
    -- the coordinator's actor, and the one that is told
    from_id   uuid not null references actors,
    to_id     uuid not null references actors,
    person_id uuid references people,
    area_id   uuid not null references areas,
    cluster   text not null check (length(cluster) between 1 and 10),
    sentence  text not null check (length(sentence) between 1 and 300),
    at        timestamptz not null default now(),
    constraint overlap_messages_to_another check (to_id <> from_id)
);
create index overlap_messages_to_idx on overlap_messages (to_id, at desc);
create index overlap_messages_from_idx on overlap_messages (from_id, area_id, cluster, to_id, at desc);
alter table overlap_messages enable row level security;
create policy overlap_messages_see on overlap_messages for select to cimic_app using (
    (select viewer_role()) in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
    and (select viewer_actor()) in (to_id, from_id) or (select viewer_role()) = 'house');
create policy overlap_messages_add on overlap_messages for insert to cimic_app with check (
    (select viewer_role()) = 'coordinator' and from_id = (select viewer_actor()) and person_id = (select viewer_person())
    or (select viewer_role()) = 'house');
grant select, insert on overlap_messages to cimic_app;

-- People in need, where somebody knows: one figure a district and cluster, as coordinator and section plan with it.
create table needs (
    id          uuid primary key default gen_random_uuid(),
    area_id     uuid not null references areas,
    cluster     text not null check (length(cluster) between 1 and 10),
    people      int not null constraint needs_people_sensible check (people between 0 and 100000000),
    source      text not null check (length(source) between 1 and 200),
    as_of       date not null,
    entered_by_id uuid references actors,
    version     int not null default 1,
    changed_at  timestamptz not null default now(),
    constraint needs_once unique (area_id, cluster)
);
create trigger needs_version before update on needs for each row execute function count_version();
alter table needs enable row level security;
create policy needs_see on needs for select to cimic_app using (
    audience_grantee('partners') = any ((select viewer_grantees())::uuid[]) or (select viewer_role()) = 'house');
create policy needs_add on needs for insert to cimic_app with check (
    (select viewer_role()) in ('coordinator', 'section') and entered_by_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy needs_change on needs for update to cimic_app using ((select viewer_role()) in ('coordinator', 'section', 'house'))
    with check (entered_by_id = (select viewer_actor()) or (select viewer_role()) = 'house');
create policy needs_remove on needs for delete to cimic_app using ((select viewer_role()) in ('coordinator', 'section', 'house'));
grant select, insert, delete on needs to cimic_app;
grant update (people, source, as_of, entered_by_id, changed_at) on needs to cimic_app;
