-- Visits: the mobile CIMIC centre. A military office writes no free text about a humanitarian organisation; each side writes its own.
create table visits (
    id          uuid primary key,
    owner_id    uuid not null references actors,
    author_id   uuid references people,
    visited_id  uuid not null references actors,
    visited_on  date not null,
    area_id     uuid not null references areas,
    topics      text[] not null constraint visits_topics_known check (cardinality(topics) between 1 and 8 and topics <@ array['introduction', 'needs', 'access', 'security_information',
        'mine_action', 'movement', 'support_offered', 'support_follow_up', 'projects', 'complaint', 'coordination', 'handover']),
    -- where the other side is host or mission
    said        text not null default '' check (length(said) <= 2000),
    follows     text not null default '' check (length(follows) <= 1000),
    -- written by the side that was visited
    their_words text not null default '' check (length(their_words) <= 2000),
    their_at    timestamptz,
    version     int not null default 1,
    created_at  timestamptz not null default now(),
    constraint visits_to_another check (owner_id <> visited_id)
);
create index visits_owner_idx on visits (owner_id, visited_on desc, id desc);
create index visits_visited_idx on visits (visited_id, visited_on desc, id desc);
create trigger visits_version before update on visits for each row execute function count_version();
create function visits_keep_words() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (new.said <> '' or new.follows <> '') and (select community from actors where id = new.owner_id) = 'military'
        and (select community from actors where id = new.visited_id) = 'humanitarian' then
        raise exception 'a military office writes no free text about a humanitarian organisation' using errcode = 'check_violation', constraint = 'visits_no_free_text';
    end if;
    return new;
end $$;
create trigger visits_words before insert or update on visits for each row execute function visits_keep_words();
alter table visits enable row level security;
create policy visits_see on visits for select to cimic_app using (
    (select viewer_role()) = 'house' or owner_id = any ((select viewer_grantees())::uuid[]) or visited_id = any ((select viewer_grantees())::uuid[]));
create policy visits_add on visits for insert to cimic_app with check (
    (select viewer_role()) = 'house' or owner_id = (select viewer_actor()) and author_id = (select viewer_person()));
create policy visits_change on visits for update to cimic_app using (
    (select viewer_role()) = 'house' or (select viewer_actor()) in (owner_id, visited_id));
grant select, insert on visits to cimic_app;
grant update (topics, said, follows, their_words, their_at) on visits to cimic_app;
-- Only the side that was visited writes its words.
create function visits_sides() returns trigger language plpgsql as $$
begin
    if viewer_role() is distinct from 'house' and new.their_words <> old.their_words and viewer_actor() is distinct from old.visited_id
       or viewer_role() is distinct from 'house' and (new.said, new.follows, new.topics) is distinct from (old.said, old.follows, old.topics) and viewer_actor() is distinct from old.owner_id then
        raise exception 'each side writes its own' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger visits_sides before update on visits for each row execute function visits_sides();
insert into record_kinds values ('visit', 'visits', $$to_char(r.visited_on, 'YYYY-MM-DD')$$, $$'/visits/' || r.id$$);
