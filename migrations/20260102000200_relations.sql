-- Relations between actors, typed and dated. What is over stays as history. Part of is the parent and stands with the actor itself.
create table actor_relations (
    id            uuid primary key default gen_random_uuid(),
    from_id       uuid not null references actors,
    kind          text not null check (kind in ('funds', 'implements_for', 'member_of', 'coordinates', 'hosts', 'supplies', 'formerly')),
    to_id         uuid not null references actors,
    since         date,
    until         date,
    entered_by_id uuid references actors,
    ended_by_id   uuid references actors,
    version       int not null default 1,
    created_at    timestamptz not null default now(),
    constraint actor_relations_two_actors check (from_id <> to_id),
    constraint actor_relations_dates_in_order check (until >= since)
);
create index actor_relations_from_idx on actor_relations (from_id);
create index actor_relations_to_idx on actor_relations (to_id);
create unique index actor_relations_once on actor_relations (from_id, kind, to_id) where until is null;
create trigger actor_relations_version before update on actor_relations for each row execute function count_version();
alter table actor_relations enable row level security;
-- An edge shows only if both ends do.
create policy actor_relations_see on actor_relations for select to cimic_app using (
    exists (select from actors a where a.id = from_id) and exists (select from actors a where a.id = to_id));
create policy actor_relations_add on actor_relations for insert to cimic_app with check (
    (from_id = (select viewer_actor()) or to_id = (select viewer_actor()) or exists (select from actors a where a.id = from_id and keeps_actors_of(a.community))
     or (select viewer_role()) = 'house') and exists (select from actors a where a.id = from_id) and exists (select from actors a where a.id = to_id));
create policy actor_relations_end on actor_relations for update to cimic_app using (
    from_id = (select viewer_actor()) or to_id = (select viewer_actor()) or exists (select from actors a where a.id = from_id and keeps_actors_of(a.community))
    or (select viewer_role()) = 'house');
grant select, insert on actor_relations to cimic_app;
grant update (until, ended_by_id) on actor_relations to cimic_app;

-- How far two communities go together, as each of the two says for itself. The newest word of a side counts; the others are its history.
create table coherence (
    id         uuid primary key default gen_random_uuid(),
    -- who says it, about working with whom
    community  text not null check (community in ('military', 'humanitarian', 'mission', 'host')),
    other      text not null check (other in ('military', 'humanitarian', 'mission', 'host')),
    dimension  text not null check (dimension in ('within_agency', 'whole_of_government', 'international', 'external_internal')),
    degree     text not null check (degree in ('compete', 'coexist', 'coordinate', 'cooperate', 'integrate', 'unite')),
    said_by_id uuid not null references actors,
    role       text not null,
    said_at    timestamptz not null default now(),
    constraint coherence_two_communities check (community <> other)
);
create index coherence_newest_idx on coherence (community, other, dimension, said_at desc);
alter table coherence enable row level security;
create policy coherence_see on coherence for select to cimic_app using (
    audience_grantee('partners') = any ((select viewer_grantees())::uuid[]) or (select viewer_role()) = 'house');
create policy coherence_say on coherence for insert to cimic_app with check (
    case (select viewer_role()) when 'chief' then community = 'military' when 'coordinator' then community = 'humanitarian'
        when 'section' then community in ('mission', 'host') when 'house' then true else false end
    and ((select viewer_role()) = 'house' or said_by_id = (select viewer_actor())));
grant select, insert on coherence to cimic_app;
