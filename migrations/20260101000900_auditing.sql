-- What the auditor's pages ask beyond the events themselves: how an actor and a record are called, and the id behind a reference.
create function event_actor(actor uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select name from actors where id = actor and viewer_role() in ('auditor', 'admin')
$$;
create function event_subject(of_kind text, record uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select reference from requests where of_kind = 'request' and id = record and viewer_role() = 'auditor'
$$;
create function auditable(ref text) returns uuid language sql stable security definer set search_path = public, pg_temp as $$
    select id from requests where reference = ref and viewer_role() = 'auditor'
$$;
do $$ declare f regprocedure; begin
    foreach f in array array['event_actor(uuid)', 'event_subject(text, uuid)', 'auditable(text)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
