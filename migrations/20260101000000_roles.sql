-- The roles of the house and the viewer of a transaction.
-- Roles belong to the cluster, so creating one survives two databases migrating at once.
do $$ begin
    create role cimic_app login noinherit nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
    create role cimic_reads nologin nobypassrls;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin
    grant cimic_reads to cimic_app;
exception when duplicate_object or unique_violation then null;
end $$;
revoke create on schema public from public;
grant usage on schema public to cimic_app, cimic_reads;

create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Who the transaction belongs to. Empty outside `Db::begin`, so every policy below fails closed.
create function viewer_person()    returns uuid language sql stable as $$ select nullif(current_setting('cimic.person',    true), '')::uuid $$;
create function viewer_post()      returns uuid language sql stable as $$ select nullif(current_setting('cimic.post',      true), '')::uuid $$;
create function viewer_actor()     returns uuid language sql stable as $$ select nullif(current_setting('cimic.actor',     true), '')::uuid $$;
create function viewer_role()      returns text language sql stable as $$ select nullif(current_setting('cimic.role',      true), '') $$;
create function viewer_community() returns text language sql stable as $$ select nullif(current_setting('cimic.community', true), '') $$;
-- The one request that a visitor opened with its code.
create function viewer_request()   returns uuid language sql stable as $$ select nullif(current_setting('cimic.request',   true), '')::uuid $$;
-- Everything that gives this viewer sight: the audiences their post counts, their actor, and the actors below it.
create function viewer_grantees()  returns uuid[] language sql stable as $$ select coalesce(nullif(current_setting('cimic.grantees', true), ''), '{}')::uuid[] $$;

-- The same for sight indexes, in which the actors above an owner or party stand themselves: audiences and the own actor are enough.
create function viewer_sights()    returns uuid[] language sql stable as $$ select coalesce(nullif(current_setting('cimic.sights', true), ''), '{}')::uuid[] $$;

-- Audiences stand in sight indexes beside actors, so each has an id of its own. `parties` and `owner` admit nobody beyond the actors named.
create function audience_grantee(audience text) returns uuid language sql immutable parallel safe as $$
    select case audience
        when 'public'       then '00000000-0000-0000-0000-00000000a001'
        when 'partners'     then '00000000-0000-0000-0000-00000000a002'
        when 'humanitarian' then '00000000-0000-0000-0000-00000000a003'
        when 'mission'      then '00000000-0000-0000-0000-00000000a004'
        when 'military'     then '00000000-0000-0000-0000-00000000a005'
    end::uuid
$$;
-- The reserved actor that owns what people without an account ask for; nobody holds a post in it.
create function visitors_actor() returns uuid language sql immutable parallel safe as $$ select '00000000-0000-0000-0000-00000000b001'::uuid $$;
