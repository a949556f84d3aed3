-- Desks and areas of responsibility are kept on pages: versions, one top desk of each kind, and who may write what.
alter table desks add column version int not null default 1;
create trigger desks_version before update on desks for each row execute function count_version();
create unique index desks_one_top on desks (kind) where is_top;

-- An administrator sets desks up and takes them down; phone, place, hours and stand-in are also kept by whoever leads that kind.
drop policy desks_write on desks;
create policy desks_add on desks for insert to cimic_app with check ((select viewer_role()) in ('house', 'admin'));
create policy desks_remove on desks for delete to cimic_app using ((select viewer_role()) in ('house', 'admin'));
create policy desks_change on desks for update to cimic_app using (
    (select viewer_role()) in ('house', 'admin')
    or actor_id = any ((select viewer_grantees())::uuid[])
       and kind = (select case viewer_role() when 'chief' then 'cimic' when 'coordinator' then 'coordinator' when 'section' then 'civil_affairs' end));

-- Who is responsible for a district decides which desk a request reaches, so it is not an office's own to say.
create policy actor_areas_responsibility_add on actor_areas as restrictive for insert to cimic_app with check (
    presence <> 'responsibility' or (select viewer_role()) in ('house', 'admin')
    or (select viewer_role()) in ('chief', 'coordinator', 'section') and actor_id = any ((select viewer_grantees())::uuid[]));
create policy actor_areas_responsibility_remove on actor_areas as restrictive for delete to cimic_app using (
    presence <> 'responsibility' or (select viewer_role()) in ('house', 'admin')
    or (select viewer_role()) in ('chief', 'coordinator', 'section') and actor_id = any ((select viewer_grantees())::uuid[]));

-- Whether requests wait at this actor: a desk is not taken down over them. Whose they are stays hidden.
create function desk_has_waiting(desk uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    return exists (select from requests r where r.turn_id = desk);
end $$;
revoke all on function desk_has_waiting(uuid) from public;
grant execute on function desk_has_waiting(uuid) to cimic_app;

-- Administrators read the events of what they set up: who holds which districts, and gazetteers, are part of it.
alter policy events_see on events using ((select viewer_role()) in ('auditor', 'house')
    or (select viewer_role()) = 'admin' and record_kind in ('person', 'post', 'application', 'house', 'area', 'actor', 'desk', 'responsibility', 'gazetteer'));
