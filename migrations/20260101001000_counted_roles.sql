-- F1–F3 open to the roles whose posts stand for their actor; a committee, approver, finance, leader or administrator post at the same actor reads none.
create function viewer_counts_actors() returns boolean language sql stable set search_path = public, pg_temp as $$
    select viewer_role() in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager')
$$;
create or replace function owns_request(request uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select request = viewer_request() or viewer_role() = 'house'
        or viewer_counts_actors() and exists (select from requests r where r.id = request and r.owner_id = viewer_actor()));
end $$;
create or replace function has_consent(request uuid, field text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select viewer_counts_actors() and exists (select from consents c where c.request_id = request and c.recipient_id = viewer_actor() and field = any (c.fields)
        and c.withdrawn_at is null and c.until_at > now()));
end $$;
