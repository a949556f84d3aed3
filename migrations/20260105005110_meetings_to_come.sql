-- The next meetings of a district and of an organisation are found without reading those of everybody else.
alter table meeting_sights add column area_id uuid;
update meeting_sights s set area_id = m.area_id from meetings m where m.id = s.meeting_id and m.area_id is not null;
create index meeting_sights_area_idx on meeting_sights (grantee, area_id, starts_at, meeting_id) where area_id is not null;

-- As before, with the district beside.
create or replace function meeting_sights_rebuild(m meetings) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    is_draft boolean := m.audience = 'owner' or m.state = 'planned' and m.forum_id is null;
    invited uuid[] := array(select a.actor_id from meeting_actors a where a.meeting_id = m.id and a.left_at is null);
    named uuid[] := case when is_draft then array[m.owner_id] else array(select id from sight_climbs(array[m.owner_id, m.chair_id] || invited)) end;
begin
    with wanted as (
        select id as grantee, true as is_named from unnest(named) id
        union all select audience_grantee(m.audience), false where not is_draft and audience_grantee(m.audience) is not null
    ), gone as (
        delete from meeting_sights s where s.meeting_id = m.id and s.grantee not in (select grantee from wanted)
    )
    insert into meeting_sights as s (meeting_id, grantee, starts_at, state, forum_id, is_named, area_id)
    select m.id, grantee, m.starts_at, m.state, m.forum_id, is_named, m.area_id from wanted
    on conflict (meeting_id, grantee) do update set starts_at = excluded.starts_at, state = excluded.state, is_named = excluded.is_named, area_id = excluded.area_id
    where (s.starts_at, s.state, s.is_named, s.area_id) is distinct from (excluded.starts_at, excluded.state, excluded.is_named, excluded.area_id);
end $$;
drop trigger meetings_spread_update on meetings;
create trigger meetings_spread_update after update on meetings for each row
    when (old.starts_at <> new.starts_at or old.state <> new.state or old.audience <> new.audience or old.chair_id <> new.chair_id or old.owner_id <> new.owner_id
        or old.area_id is distinct from new.area_id)
    execute function meetings_spread();

-- The meetings of thirty days to which `other` is asked and on which the viewer's own office is named too, the next first. Leaps along the
-- times of both: as many steps as the one with fewer meetings has, whatever the house holds.
create function meetings_of_both(other uuid, most int) returns table (meeting_id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    own uuid := viewer_actor();
    until_at timestamptz := now() + interval '30 days';
    at timestamptz := now();
    id uuid := '00000000-0000-0000-0000-000000000000';
    last uuid := id;
    found_n int := 0;
    mine record;
    theirs record;
begin
    if own is null or not own = any (viewer_sights()) then return; end if;
    while found_n < most loop
        select s.starts_at, s.meeting_id, s.state into mine from meeting_sights s
        where s.grantee = own and (s.starts_at, s.meeting_id) >= (at, id) and s.starts_at < until_at and s.meeting_id <> last order by s.starts_at, s.meeting_id limit 1;
        exit when not found;
        select s.starts_at, s.meeting_id into theirs from meeting_sights s
        where s.grantee = other and (s.starts_at, s.meeting_id) >= (mine.starts_at, mine.meeting_id) and s.starts_at < until_at order by s.starts_at, s.meeting_id limit 1;
        exit when not found;
        at := theirs.starts_at;
        id := theirs.meeting_id;
        continue when theirs.meeting_id <> mine.meeting_id;
        last := mine.meeting_id;
        if mine.state in ('planned', 'invited')
            and exists (select from meeting_actors a where a.meeting_id = mine.meeting_id and a.actor_id = other and a.left_at is null) then
            found_n := found_n + 1;
            meeting_id := mine.meeting_id;
            return next;
        end if;
    end loop;
end $$;
revoke all on function meetings_of_both(uuid, int) from public;
grant execute on function meetings_of_both(uuid, int) to cimic_app;
