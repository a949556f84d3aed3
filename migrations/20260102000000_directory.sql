-- The directory: what an entry says beyond its name, and an index that finds it by any of that as quickly among 100,000 as among 1,000.
alter table actors add column clusters text[] not null default '{}' constraint actors_clusters_known check (clusters <@ array['SHL', 'CCM', 'PRO-MIN', 'FSC', 'WSH', 'LOG',
        'PRO-CPN', 'PRO', 'EDU', 'NUT', 'HEA', 'ERY', 'TEL', 'PRO-GBV', 'PRO-HLP']),
    add column dimensions text[] not null default '{}' constraint actors_dimensions_known check (dimensions <@ array['political', 'security', 'rule_of_law', 'human_rights',
        'humanitarian', 'socio_economic', 'reconciliation']),
    -- from this country or from outside; empty where nobody said
    add column origin text not null default '' check (origin in ('', 'internal', 'external')),
    -- who entered it on its behalf
    add column entered_by_id uuid references actors;
grant update (clusters, dimensions, origin) on actors to cimic_app;

-- One row for each way an actor is found by somebody: the grantee that gives sight of the entry, and a cut: '' (all), its kind, community, cluster,
-- district (and every area above), posture, month of its last confirmation, words of its names. In name order, so that a page is one range.
create table actor_cuts (
    grantee   uuid not null,
    cut       text not null,
    sort_name text not null,
    actor_id  uuid not null,
    primary key (grantee, cut, sort_name, actor_id)
);
create index actor_cuts_actor_idx on actor_cuts (actor_id);
-- The words that a grantee's entries use, for words that are mistyped. A word nobody uses any more may stay: a search looks whether it is used.
create table actor_words (
    grantee uuid not null,
    word    text not null,
    primary key (grantee, word)
);
create index actor_words_prefix_idx on actor_words (grantee, word text_pattern_ops);
create index actor_words_like_idx on actor_words using gin (word gin_trgm_ops);
alter table actor_cuts enable row level security;
alter table actor_words enable row level security;

create function words_of(phrase text) returns text[] language sql immutable parallel safe as $$
    select coalesce(array_agg(distinct left(word, 40)), '{}') from unnest(regexp_split_to_array(public.plain_words(phrase), '[^[:alnum:]]+')) word where word <> ''
$$;
create function actor_month(at timestamptz) returns text language sql immutable parallel safe as $$
    select case when at is null then 'm:never' else to_char(greatest(at at time zone 'UTC', '2020-01-01'::timestamp), '"m:"YYYY-MM') end
$$;

-- Whoever is admitted by the audience; for an entry that is kept apart the actor, those above it and the desk that keeps it. The house's own
-- reserved actor stands for administrators, who see the whole directory.
create function actor_cuts_rebuild(actors_in uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    with recursive chosen as materialized (
        select a.* from actors a where a.id = any (actors_in) and a.status <> 'merged' and a.community <> 'system'
    ), above as (
        select a.id as actor_id, a.id as grantee, a.parent_id, a.community from chosen a where a.audience = 'owner'
        union
        select n.actor_id, p.id, p.parent_id, p.community from above n join actors p on p.id = n.parent_id and p.community = n.community
        where n.community in ('military', 'mission', 'humanitarian')
    ), seen as (
        select a.id, a.audience_id as grantee from chosen a where a.audience_id is not null
        union select actor_id, grantee from above
        union select a.id, a.keeper_id from chosen a where a.keeper_id is not null
        union select a.id, '00000000-0000-0000-0000-00000000b002' from chosen a where a.audience = 'owner'
    ), placed as (
        select distinct aa.actor_id, aa.area_id from actor_areas aa where aa.actor_id = any (actors_in)
    ), within as (
        select actor_id, area_id from placed
        union
        select w.actor_id, a.parent_id from within w join areas a on a.id = w.area_id where a.parent_id is not null
    ), cuts as (
        select a.id, '' as cut from chosen a
        union select a.id, 'kind:' || a.kind from chosen a
        union select a.id, 'community:' || a.community from chosen a
        union select a.id, 'posture:' || a.posture from chosen a where a.posture is not null
        union select a.id, actor_month(a.last_confirmed_at) from chosen a
        union select a.id, 'cluster:' || c from chosen a, unnest(a.clusters) c
        union select w.actor_id, 'area:' || w.area_id from within w
        union select a.id, 'word:' || word from chosen a, unnest(words_of(a.words)) word
        -- Whoever looks for the name of an entry that was merged finds the one it was merged into.
        union select a.id, 'word:' || word from chosen a join actors m on m.merged_into_id = a.id and m.audience = a.audience, unnest(words_of(m.words)) word
    ), wanted as materialized (
        select s.grantee, c.cut, left(a.sort_name, 200) as sort_name, a.id as actor_id
        from chosen a join seen s on s.id = a.id join cuts c on c.id = a.id
    ), gone as (
        delete from actor_cuts c where c.actor_id = any (actors_in) and not exists (
            select from wanted w where w.grantee = c.grantee and w.cut = c.cut and w.sort_name = c.sort_name and w.actor_id = c.actor_id)
    ), found as (
        insert into actor_cuts select grantee, cut, sort_name, actor_id from wanted on conflict do nothing
    )
    insert into actor_words select distinct grantee, substr(cut, 6) from wanted where cut like 'word:%' on conflict do nothing;
end $$;

create function actors_cut() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform actor_cuts_rebuild(array(select id from changed union select merged_into_id from changed where merged_into_id is not null));
    return null;
end $$;
create trigger actors_cut_insert after insert on actors referencing new table as changed for each statement execute function actors_cut();
create trigger actors_cut_update after update on actors referencing new table as changed for each statement execute function actors_cut();
create function actor_areas_cut() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform actor_cuts_rebuild(array(select distinct actor_id from changed));
    return null;
end $$;
create trigger actor_areas_cut_insert after insert on actor_areas referencing new table as changed for each statement execute function actor_areas_cut();
create trigger actor_areas_cut_delete after delete on actor_areas referencing old table as changed for each statement execute function actor_areas_cut();
-- An area that comes to lie in another takes those who are there with it.
create function areas_cut() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform actor_cuts_rebuild(array(
        with recursive moved as (select new.id union select a.id from areas a join moved m on a.parent_id = m.id)
        select distinct aa.actor_id from actor_areas aa join moved m on m.id = aa.area_id));
    return null;
end $$;
create trigger areas_cut after update on areas for each row when (old.parent_id is distinct from new.parent_id) execute function areas_cut();
select actor_cuts_rebuild(array(select id from actors));

-- What each word of a search may mean to this viewer: the words that begin so; where there is none, those that hold it or are nearly it.
create function actor_words_meant(term text, seen uuid[]) returns text[] language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare token text; meant text[]; all_meant text[] := '{}';
begin
    -- The result has one element a word of the search: its meanings, parted by spaces. Nine words are enough.
    foreach token in array (words_of(term))[1:9] loop
        select array_agg('word:' || f.word) into meant from (
            select distinct w.word from unnest(seen) g (id) cross join lateral (
                -- A range rather than `like`, which only a plan made for this very word could read from an index.
                select word from actor_words x where x.grantee = g.id and x.word ~>=~ token and x.word ~<~ (token || chr(1114109)) order by x.word using ~<~ limit 60) w
            where exists (select from actor_cuts c where c.grantee = g.id and c.cut = 'word:' || w.word)) f;
        if meant is null and length(token) > 2 then
            select array_agg('word:' || f.word) into meant from (
                select w.word from actor_words w where (w.word % token or w.word like '%' || token || '%') and w.grantee = any (seen)
                  and exists (select from actor_cuts c where c.grantee = w.grantee and c.cut = 'word:' || w.word)
                group by w.word order by similarity(w.word, token) desc, w.word limit 12) f;
        end if;
        all_meant := all_meant || coalesce(array_to_string(meant, ' '), 'word:');
    end loop;
    return all_meant;
end $$;

-- The directory, filtered and in name order, from a place in it on; ids only. It repeats the rule of sight through the grantees. Each filter is a
-- set of cuts, of which one is enough; the page is read along the filter that fits fewest, the others are looked up for each entry.
drop function actors_search(text, text, text, uuid, text, uuid, boolean, int);
create function actors_search(term text, cuts text[], stale boolean, from_name text, from_id uuid, backwards boolean, most int)
    returns table (id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
    seen uuid[] := viewer_sights();
    -- one element a filter: its cuts, parted by spaces
    filters text[] := cuts; along text; few bigint := 2000; found bigint; one text; stale_before timestamptz; others text := '';
begin
    if viewer_actor() is not null then seen := seen || viewer_actor(); end if;
    if viewer_role() in ('house', 'admin') then
        seen := array(select audience_grantee(a) from unnest(array['public', 'partners', 'humanitarian']) a) || '00000000-0000-0000-0000-00000000b002'::uuid;
    end if;
    if term is not null then filters := filters || actor_words_meant(term, seen); end if;
    if stale is not null then
        select now() - make_interval(days => (body ->> 'stale_days')::int) into stale_before from policies where version = policy_now();
        filters := filters || (select string_agg(actor_month(m), ' ') || case when stale then ' m:never' else '' end
            from generate_series(case when stale then '2020-01-01' else date_trunc('month', stale_before, 'UTC') end,
                                 case when stale then stale_before else now() end, interval '1 month') m);
    end if;
    along := coalesce(filters[1], '');
    if cardinality(filters) > 1 then
        foreach one in array filters loop
            select count(*) into found from (
                select from unnest(seen) g (id), unnest(string_to_array(one, ' ')) k (cut),
                    lateral (select from actor_cuts c where c.grantee = g.id and c.cut = k.cut limit few) c limit few) x;
            if found < few then few := found; along := one; end if;
        end loop;
    end if;
    foreach one in array array_remove(filters, along) loop
        others := others || format(' and exists (select from actor_cuts y where y.grantee = x.grantee and y.cut = any (%L::text[])
            and y.sort_name = x.sort_name and y.actor_id = x.actor_id)', string_to_array(one, ' '));
    end loop;
    -- Months are cut whole; in the month of the day itself the entries are looked at one by one.
    if stale is not null then
        others := others || format(' and (k.cut like %L and k.cut <> actor_month(%L) or exists (
            select from actors a where a.id = x.actor_id and (coalesce(a.last_confirmed_at, %L) < %L::timestamptz) = %L::boolean))', 'm:%', stale_before, '-infinity', stale_before, stale);
    end if;
    return query execute format(
        'select f.actor_id from (
            select distinct c.sort_name, c.actor_id from unnest($1) g (id), unnest($2) k (cut), lateral (
                select x.sort_name, x.actor_id from actor_cuts x
                where x.grantee = g.id and x.cut = k.cut and ($3 is null or (x.sort_name, x.actor_id) %1$s ($3, $4)) %3$s
                order by x.sort_name %2$s, x.actor_id %2$s limit $5) c) f
         order by f.sort_name %2$s, f.actor_id %2$s limit $5',
        case when backwards then '<' else '>' end, case when backwards then 'desc' else 'asc' end, others)
    using seen, case when along = '' then array[''] else string_to_array(along, ' ') end, left(from_name, 200), from_id, most;
end $$;

do $$ declare f regprocedure; begin
    foreach f in array array['actor_cuts_rebuild(uuid[])', 'actors_cut()', 'actor_areas_cut()', 'areas_cut()', 'actor_words_meant(text, uuid[])',
        'actors_search(text, text[], boolean, text, uuid, boolean, int)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
grant execute on function actors_search(text, text[], boolean, text, uuid, boolean, int) to cimic_app;
