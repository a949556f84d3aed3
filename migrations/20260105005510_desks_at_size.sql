-- What desks read at a million requests: what waits for others, the newest first, whoever's turn it is.
create index request_sights_waiting_idx on request_sights (grantee, received_at desc, request_id desc) include (turn_id) where turn_id is not null;

-- What many records of one kind are called, as far as the viewer sees them: one statement is planned, not one for each.
create function record_labels(of_kind text, ids uuid[]) returns table (id uuid, title text, url text) language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare k record_kinds;
begin
    select * into k from record_kinds r where r.kind = of_kind;
    if k.kind is null then return; end if;
    return query execute format('select r.id, (%s)::text, (%s)::text from %I r where r.id = any ($1)', k.title, k.url, k.relation) using ids;
end $$;
create or replace function record_label(of_kind text, of_id uuid) returns table (title text, url text) language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query select l.title, l.url from record_labels(of_kind, array[of_id]) l;
end $$;
