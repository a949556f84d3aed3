-- What a measurement of the whole house at 1,000,000 records showed to grow with it.
-- Attendance of a meeting was read through the index of actors, from end to end: the one by meeting holds only those that name an actor.
create index attendance_meeting_idx on attendance (meeting_id);

-- The house's own jobs read every sight to learn that they may see everything: 4 s for each look for requests that expire. The house comes first in the rule.
alter policy requests_see on requests using ((select viewer_role()) = 'house'
    or exists (select from request_sights s where s.request_id = requests.id) or (select viewer_role()) = 'auditor' and opened_by_me(requests.id));
alter policy activities_see on activities using ((select viewer_role()) = 'house' or exists (select from activity_sights s where s.activity_id = activities.id));
alter policy meetings_see on meetings using ((select viewer_role()) = 'house' or exists (select from meeting_sights s where s.meeting_id = meetings.id));
alter policy actions_see on actions using ((select viewer_role()) = 'house' or exists (select from action_sights s where s.action_id = actions.id));

-- Who is in an area, in name order, whoever is responsible for it besides; ids only. It repeats the rule of sight through the cuts of the directory: by row level
-- security the page of a district read all 100,000 entries. Where areas lie below, those who are in the area itself are few, and looked at one by one.
create function area_actors(of_area uuid, most int) returns table (actor_id uuid, presence text) language plpgsql stable security definer rows 60 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare seen uuid[] := viewer_sights();
begin
    if viewer_actor() is not null then seen := seen || viewer_actor(); end if;
    if viewer_role() in ('house', 'admin') then
        seen := array(select audience_grantee(a) from unnest(array['public', 'partners', 'humanitarian']) a) || '00000000-0000-0000-0000-00000000b002'::uuid;
    end if;
    if exists (select from areas c where c.parent_id = of_area) then
        return query select aa.actor_id, aa.presence from actor_areas aa
            where aa.area_id = of_area and aa.presence <> 'responsibility' and exists (
                select from actor_cuts c where c.actor_id = aa.actor_id and c.grantee = any (seen) and c.cut = '') limit most;
    else
        return query select aa.actor_id, aa.presence from (
                select distinct c.sort_name, c.actor_id from unnest(seen) g (id) cross join lateral (
                    select x.sort_name, x.actor_id from actor_cuts x where x.grantee = g.id and x.cut = 'area:' || of_area order by x.sort_name, x.actor_id limit most) c
                order by c.sort_name, c.actor_id limit most) f
            join actor_areas aa on aa.actor_id = f.actor_id and aa.area_id = of_area and aa.presence <> 'responsibility';
    end if;
    return query select aa.actor_id, aa.presence from actor_areas aa
        where aa.area_id = of_area and aa.presence = 'responsibility' and exists (
            select from actor_cuts c where c.actor_id = aa.actor_id and c.grantee = any (seen) and c.cut = '');
end $$;
revoke all on function area_actors(uuid, int) from public;
grant execute on function area_actors(uuid, int) to cimic_app;
