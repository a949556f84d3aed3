-- Merging two entries that mean one actor: proposed by one person, agreed by both sides, undone exactly. Likely pairs are only ever proposed.
create table actor_merges (
    id           uuid primary key default gen_random_uuid(),
    -- the entry that goes, and the one that stays
    from_id      uuid not null references actors,
    into_id      uuid not null references actors,
    state        text not null default 'proposed' constraint actor_merges_state_known check (state in ('proposed', 'merged', 'declined', 'undone')),
    proposed_by  uuid not null references people,
    proposed_at  timestamptz not null default now(),
    -- each side agrees by itself, and says whether its requests, activities and contacts move too
    from_by      uuid references people,
    from_at      timestamptz,
    from_records boolean not null default false,
    into_by      uuid references people,
    into_at      timestamptz,
    into_records boolean not null default false,
    ended_by     uuid references people,
    ended_at     timestamptz,
    merged_at    timestamptz,
    -- what moved, so that undoing it restores exactly
    moved        jsonb,
    version      int not null default 1,
    constraint actor_merges_two_entries check (from_id <> into_id),
    constraint actor_merges_two_people check (from_by <> proposed_by and into_by <> proposed_by)
);
create unique index actor_merges_one_open on actor_merges (from_id) where state in ('proposed', 'merged');
create index actor_merges_into_idx on actor_merges (into_id);
create trigger actor_merges_version before update on actor_merges for each row execute function count_version();
-- Two entries that somebody looked at and found to be two.
create table actor_pairs_apart (
    one_id     uuid not null references actors,
    other_id   uuid not null references actors,
    said_by_id uuid not null references actors,
    said_at    timestamptz not null default now(),
    primary key (one_id, other_id),
    constraint actor_pairs_in_order check (one_id < other_id)
);
create index actors_acronym_idx on actors (community, lower(acronym)) where acronym <> '' and status <> 'merged';
create index actors_newest_idx on actors (community, created_at desc) where status <> 'merged';
create index actors_merged_idx on actors (merged_into_id) where merged_into_id is not null;

alter table actor_merges enable row level security;
alter table actor_pairs_apart enable row level security;
create function merges_actors_of(community text) returns boolean language sql stable as $$
    select case (select viewer_role()) when 'coordinator' then community = 'humanitarian' when 'chief' then community = 'military'
        when 'section' then community in ('mission', 'host', 'none') when 'house' then true else false end
$$;
-- Known to whoever keeps the directory of that community, to both sides, and to administrators, who stand in where there is no second voucher.
create policy actor_merges_see on actor_merges for select to cimic_app using (
    from_id = (select viewer_actor()) or into_id = (select viewer_actor()) or (select viewer_role()) in ('admin', 'house')
    or exists (select from actors a where a.id = from_id and merges_actors_of(a.community)));
create policy actor_merges_propose on actor_merges for insert to cimic_app with check (
    proposed_by = (select viewer_person()) and exists (select from actors a join actors b on b.id = into_id where a.id = from_id and a.community = b.community and merges_actors_of(a.community)));
create policy actor_merges_answer on actor_merges for update to cimic_app using (
    from_id = (select viewer_actor()) or into_id = (select viewer_actor()) or (select viewer_role()) = 'admin'
    or exists (select from actors a where a.id = from_id and merges_actors_of(a.community)));
create policy actor_pairs_apart_see on actor_pairs_apart for select to cimic_app using (
    exists (select from actors a where a.id = one_id) and exists (select from actors a where a.id = other_id));
create policy actor_pairs_apart_say on actor_pairs_apart for insert to cimic_app with check (
    said_by_id = (select viewer_actor()) and exists (select from actors a join actors b on b.id = other_id where a.id = one_id and merges_actors_of(a.community)));
grant select, insert on actor_merges, actor_pairs_apart to cimic_app;
grant update (state, from_by, from_at, from_records, into_by, into_at, into_records, ended_by, ended_at) on actor_merges to cimic_app;

create function actor_is_staffed(actor uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select exists (select from posts p join people w on w.id = p.person_id and w.suspended_at is null where p.actor_id = actor and post_in_force(p)
        and p.role not in ('leader', 'committee', 'approver', 'finance')));
end $$;

-- Likely the same: for the newest entries of a community, those with the same acronym, or of the same parent or with the same beginning and a
-- similar name. It repeats the rule of sight and looks at a bounded number of entries, however many there are.
create function actor_twins(of_community text) returns table (one_id uuid, other_id uuid, why text, likeness real, fits boolean)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare seen uuid[] := viewer_grantees(); me uuid := viewer_actor();
begin
    if not merges_actors_of(of_community) then return; end if;
    return query
    with newest as (
        select a.* from actors a where a.community = of_community and a.status <> 'merged'
          and (a.audience_id = any (seen) or a.id = any (seen) or a.keeper_id = me)
        order by a.created_at desc limit 200
    ), pairs as (
        select a.id as a_id, b.id as b_id, b.why, similarity(a.sort_name, b.sort_name) as likeness
        from newest a cross join lateral (
            (select x.id, x.sort_name, 'acronym' as why from actors x where x.community = of_community and x.status <> 'merged' and x.acronym <> '' and lower(x.acronym) = lower(a.acronym) limit 20)
            union all
            (select x.id, x.sort_name, 'parent' from actors x where x.parent_id = a.parent_id and x.community = of_community and x.status <> 'merged' and similarity(x.sort_name, a.sort_name) > 0.6 limit 20)
            union all
            (select y.id, y.sort_name, 'name' from (select x.id, x.sort_name from actors x where x.community = of_community and x.status <> 'merged'
                and x.sort_name >= left(a.sort_name, 5) and x.sort_name < left(a.sort_name, 5) || chr(1114109) order by x.sort_name limit 100) y
             where similarity(y.sort_name, a.sort_name) > 0.6)) b
        where b.id <> a.id
    ), ordered as (
        select distinct on (least(a_id, b_id), greatest(a_id, b_id)) least(a_id, b_id) as one_id, greatest(a_id, b_id) as other_id, why, likeness
        from pairs order by least(a_id, b_id), greatest(a_id, b_id), why
    )
    -- An entry that keeps a desk stays; two of them, or two seen by different people, cannot be one as they are.
    select case when d.other then o.other_id else o.one_id end, case when d.other then o.one_id else o.other_id end, o.why, o.likeness,
           a.audience = b.audience and a.posture is not distinct from b.posture and not (d.one and d.other)
    from ordered o join actors a on a.id = o.one_id join actors b on b.id = o.other_id
    cross join lateral (select exists (select from desks where actor_id = o.one_id) as one, exists (select from desks where actor_id = o.other_id) as other) d
    where (a.audience_id = any (seen) or a.id = any (seen) or a.keeper_id = me) and (b.audience_id = any (seen) or b.id = any (seen) or b.keeper_id = me)
      -- a field office is named like its parent, and is not it
      and a.parent_id is distinct from b.id and b.parent_id is distinct from a.id
      and not exists (select from actor_pairs_apart p where p.one_id = o.one_id and p.other_id = o.other_id)
      and not exists (select from actor_merges m where m.state = 'proposed' and (m.from_id, m.into_id) in ((o.one_id, o.other_id), (o.other_id, o.one_id)))
    order by o.likeness desc, o.one_id, o.other_id limit 50;
end $$;

-- Unites two entries once both sides have agreed. Directory data unite at once; requests, contacts and activities only where both sides said so.
create function actors_merge(merge uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare m actor_merges; f actors; i actors; areas jsonb; froms jsonb; tos jsonb; contacts jsonb := '[]'; owned jsonb := '[]'; named jsonb := '[]'; left_ jsonb := '[]'; done jsonb := '[]';
begin
    select * into m from actor_merges where id = merge for update;
    if m.state is distinct from 'proposed' or m.from_at is null or m.into_at is null then
        raise exception 'both sides agree first' using errcode = 'insufficient_privilege';
    end if;
    -- In the order of their ids, so that two merges wait for each other and never lock each other out.
    perform 1 from actors where id in (m.from_id, m.into_id) order by id for update;
    select * into f from actors where id = m.from_id;
    select * into i from actors where id = m.into_id;
    if f.community <> i.community or f.audience <> i.audience or f.posture is distinct from i.posture or 'merged' in (f.status, i.status)
        or exists (select from desks where actor_id = f.id) then
        raise exception 'these two cannot be one' using errcode = 'check_violation', constraint = 'actor_merges_fit';
    end if;
    update actors set acronym = coalesce(nullif(i.acronym, ''), f.acronym), local_name = coalesce(nullif(i.local_name, ''), f.local_name),
        mandate = coalesce(nullif(i.mandate, ''), f.mandate), website = coalesce(nullif(i.website, ''), f.website), phone = coalesce(nullif(i.phone, ''), f.phone),
        clusters = array(select distinct unnest(i.clusters || f.clusters) order by 1), dimensions = array(select distinct unnest(i.dimensions || f.dimensions) order by 1),
        languages = array(select distinct unnest(i.languages || f.languages) order by 1)
    where id = i.id;
    with new as (insert into actor_areas select i.id, area_id, presence from actor_areas where actor_id = f.id on conflict do nothing returning area_id, presence)
        select coalesce(jsonb_agg(jsonb_build_object('area', area_id, 'presence', presence)), '[]') into areas from new;
    with moved as (update actor_relations r set from_id = i.id where r.from_id = f.id and r.to_id <> i.id and not exists (
            select from actor_relations o where o.from_id = i.id and o.kind = r.kind and o.to_id = r.to_id) returning id)
        select coalesce(jsonb_agg(id), '[]') into froms from moved;
    with moved as (update actor_relations r set to_id = i.id where r.to_id = f.id and r.from_id <> i.id and not exists (
            select from actor_relations o where o.to_id = i.id and o.kind = r.kind and o.from_id = r.from_id) returning id)
        select coalesce(jsonb_agg(id), '[]') into tos from moved;
    if m.from_records and m.into_records then
        with moved as (update actor_contacts set actor_id = i.id where actor_id = f.id returning id) select coalesce(jsonb_agg(id), '[]') into contacts from moved;
        with moved as (update requests set owner_id = i.id where owner_id = f.id returning id) select coalesce(jsonb_agg(id), '[]') into owned from moved;
        with new as (insert into request_parties (request_id, actor_id, why, added_by)
                select p.request_id, i.id, p.why, i.id from request_parties p join requests r on r.id = p.request_id
                where p.actor_id = f.id and p.left_at is null and r.owner_id <> i.id on conflict do nothing returning request_id)
            select coalesce(jsonb_agg(request_id), '[]') into named from new;
        with gone as (update request_parties p set left_at = now() from requests r where r.id = p.request_id and p.actor_id = f.id and p.left_at is null
                and f.id not in (coalesce(r.unit_id, i.id), coalesce(r.screening_desk_id, i.id), coalesce(r.endorsing_desk_id, i.id), coalesce(r.cimic_desk_id, i.id), coalesce(r.entered_by_id, i.id))
                returning p.request_id)
            select coalesce(jsonb_agg(request_id), '[]') into left_ from gone;
        with moved as (update activities set actor_id = i.id where actor_id = f.id returning id) select coalesce(jsonb_agg(id), '[]') into done from moved;
    end if;
    update actors set status = 'merged', merged_into_id = i.id where id = f.id;
    update actor_merges set state = 'merged', merged_at = now(), moved = jsonb_build_object('status', f.status, 'before', to_jsonb(i), 'areas', areas, 'froms', froms, 'tos', tos,
        'contacts', contacts, 'owned', owned, 'named', named, 'left', left_, 'activities', done,
        'after', (select to_jsonb(a) from actors a where a.id = i.id)) where id = merge;
end $$;

-- Takes a merge apart again: what moved goes back; a field that was changed since keeps what was written since.
create function actors_unmerge(merge uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare m actor_merges; i actors; b actors; t actors; c text; r record;
begin
    select * into m from actor_merges where id = merge for update;
    perform 1 from actors where id in (m.from_id, m.into_id) order by id for update;
    select * into i from actors where id = m.into_id;
    select community into c from actors where id = m.from_id;
    if m.state is distinct from 'merged' or i.status = 'merged' or not merges_actors_of(c) then
        raise exception 'this merge cannot be undone now' using errcode = 'insufficient_privilege';
    end if;
    b := jsonb_populate_record(null::actors, m.moved -> 'before');
    t := jsonb_populate_record(null::actors, m.moved -> 'after');
    update actors set acronym = case when i.acronym = t.acronym then b.acronym else i.acronym end,
        local_name = case when i.local_name = t.local_name then b.local_name else i.local_name end,
        mandate = case when i.mandate = t.mandate then b.mandate else i.mandate end, website = case when i.website = t.website then b.website else i.website end,
        phone = case when i.phone = t.phone then b.phone else i.phone end, clusters = case when i.clusters = t.clusters then b.clusters else i.clusters end,
        dimensions = case when i.dimensions = t.dimensions then b.dimensions else i.dimensions end,
        languages = case when i.languages = t.languages then b.languages else i.languages end
    where id = i.id;
    delete from actor_areas aa using jsonb_to_recordset(m.moved -> 'areas') as x (area uuid, presence text)
        where aa.actor_id = i.id and aa.area_id = x.area and aa.presence = x.presence;
    update actor_relations set from_id = m.from_id where from_id = i.id and id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'froms'));
    update actor_relations set to_id = m.from_id where to_id = i.id and id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'tos'));
    update actor_contacts set actor_id = m.from_id where actor_id = i.id and id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'contacts'));
    update activities set actor_id = m.from_id where actor_id = i.id and id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'activities'));
    update request_parties set left_at = null where actor_id = m.from_id and request_id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'left'));
    delete from request_parties where actor_id = i.id and request_id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'named'));
    update requests set owner_id = m.from_id where owner_id = i.id and id in (select value::uuid from jsonb_array_elements_text(m.moved -> 'owned'));
    for r in select q from requests q where q.id in (select value::uuid from jsonb_array_elements_text((m.moved -> 'named') || (m.moved -> 'left'))) loop
        perform request_sights_rebuild(r.q);
    end loop;
    update actors set status = m.moved ->> 'status', merged_into_id = null where id = m.from_id;
    perform actor_cuts_rebuild(array[m.from_id, m.into_id]);
    update actor_merges set state = 'undone', ended_by = viewer_person(), ended_at = now() where id = merge;
end $$;
do $$ declare f regprocedure; begin
    foreach f in array array['actor_is_staffed(uuid)', 'actor_twins(text)', 'actors_merge(uuid)', 'actors_unmerge(uuid)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
