-- Search: one row a record with the words that may be looked for, who sees it, and by what it is cut; functions give ids only, and repeat
-- the rule of sight. Never in it: comments, notes, F1–F4, names of actors that a reader may not know.

-- Words of three languages: without accents, by their stems. A text is read as one language, a question as all three.
create text search configuration house_en (copy = pg_catalog.english);
create text search configuration house_fr (copy = pg_catalog.french);
create text search configuration house_ar (copy = pg_catalog.arabic);
alter text search configuration house_en alter mapping for hword, hword_part, word with unaccent, english_stem;
alter text search configuration house_fr alter mapping for hword, hword_part, word with unaccent, french_stem;

create function search_language(words text) returns regconfig language sql immutable parallel safe set search_path = public, pg_temp as $$
    select case when length(regexp_replace(words, '[^ء-ي]', '', 'g')) * 3 > length(words) then 'house_ar'::regconfig
        when (select count(*) filter (where w = any ('{le,la,les,des,une,du,et,est,sont,pour,avec,dans,sur,aux,au,par,qui,que,nous,notre,pas,ne,ou}'::text[]))
                   > count(*) filter (where w = any ('{the,of,and,for,with,to,is,are,in,on,we,our,from,by,at,not,no,that,this,who,or}'::text[]))
              from regexp_split_to_table(lower(left(words, 2000)), '[^[:alnum:]]+') w) then 'house_fr'::regconfig
        else 'house_en'::regconfig end
$$;
create function search_vector(words text) returns tsvector language sql immutable parallel safe set search_path = public, pg_temp as $$
    select to_tsvector(search_language(words), left(words, 20000))
$$;
create function search_question(words text) returns tsquery language sql immutable parallel safe set search_path = public, pg_temp as $$
    -- Small words of French that its list of small words lacks.
    select plainto_tsquery('house_en', w) || plainto_tsquery('house_fr', w) || plainto_tsquery('house_ar', w)
    from regexp_replace(left(lower(words), 200), '\m(les|à|a|l|d|c|j|m|n|s|t|qu|un|une)\M', ' ', 'g') w
$$;

create table search_docs (
    -- request, activity, meeting, qip (the file), card (of a project), notice, lesson
    kind     text not null,
    id       uuid not null,
    at       timestamptz not null,
    grantees uuid[] not null,
    -- its kind with the month and with the year; 'a:' and each area that it lies in
    cuts     text[] not null,
    words    tsvector not null,
    primary key (kind, id)
);
create index search_docs_time_idx on search_docs (kind, at desc, id desc);
-- All three at once: Postgres reads along the rarest of what is asked and skips in the others, so that a common word costs little to whoever
-- sees few. Written at once, not in a list of things to be sorted in later: a search would read that list each time.
create index search_docs_words_idx on search_docs using gin (grantees, cuts, words) with (fastupdate = off);
alter table search_docs enable row level security;

-- An area, and those that it lies in.
create function search_areas(areas_in uuid[]) returns uuid[] language sql stable set search_path = public, pg_temp as $$
    with recursive up as (
        select a.id, a.parent_id from areas a where a.id = any (areas_in)
        union select p.id, p.parent_id from up u join areas p on p.id = u.parent_id
    ) select coalesce(array_agg(id), '{}') from up
$$;
-- What a place is called, for the words of what lies in it.
create function search_place(areas_in uuid[]) returns text language sql stable set search_path = public, pg_temp as $$
    select coalesce(string_agg(a.code || ' ' || a.name || ' ' || coalesce((select string_agg(v, ' ') from jsonb_each_text(a.names) n (k, v)), ''), ' '), '')
    from areas a where a.id = any (areas_in)
$$;

-- What stands in the index, as it should be now.
create view search_wanted with (security_invoker = true) as
    select 'request' as kind, r.id, r.received_at as at, array(select s.grantee from request_sights s where s.request_id = r.id order by 1) as grantees,
           array_remove(array[r.from_area_id, r.to_area_id], null) as areas, concat_ws(' ', r.need, r.what, r.items) as said
    from requests r
    union all
    select 'activity', x.id, x.starts_on::timestamp at time zone 'UTC', array(select s.grantee from activity_sights s where s.activity_id = x.id order by 1),
           array[x.area_id], concat_ws(' ', x.what, x.modality, x.target_group)
    from activities x
    union all
    -- Occurrences of a forum are found once people are invited to them; a year of them ahead would hide the next.
    select 'meeting', m.id, m.starts_at, case when m.state = 'planned' and m.forum_id is not null then '{}' else
               array(select s.grantee from meeting_sights s where s.meeting_id = m.id order by 1) end,
           array_remove(array[m.area_id], null), concat_ws(' ', m.title, m.purpose, m.expected)
    from meetings m
    union all
    select 'qip', q.id, q.created_at, array(select s.grantee from qip_sights s where s.project_id = q.id and s.is_file order by 1), array[q.area_id], concat_ws(' ', q.title, q.summary)
    from qips q
    union all
    select 'card', q.id, q.created_at, array(select s.grantee from qip_sights s where s.project_id = q.id and not s.is_file order by 1), array[c.area_id], concat_ws(' ', c.title, c.summary)
    from qip_cards c join qips q on q.id = c.project_id
    union all
    select 'notice', n.id, coalesce(n.published_at, n.created_at), array(select s.grantee from notice_sights s where s.notice_id = n.id order by 1),
           array_remove(array[n.area_id], null), concat_ws(' ', n.title, n.body)
    from notices n
    union all
    select 'lesson', r.id, coalesce(r.filed_at, r.created_at),
           array(select c.id from sight_climbs(array[r.owner_id]) c where r.audience <> 'owner' union select r.owner_id
                 union select r.audience_id where r.audience_id is not null order by 1),
           array_remove(array[r.area_id], null),
           concat_ws(' ', r.expected, r.happened, r.why, r.keep, (select string_agg(l.body, ' ') from report_lessons l where l.report_id = r.id))
    from reports r where r.state = 'filed';
revoke all on search_wanted from public;

-- Brings the index up to what is wanted for these records. Rows that stay as they are are not written.
create function search_keep(of_kind text, ids uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if cardinality(ids) = 0 then return; end if;
    with wanted as materialized (
        select w.id, w.at, w.grantees,
               array[of_kind || to_char(w.at at time zone 'UTC', ':YYYY-MM'), of_kind || to_char(w.at at time zone 'UTC', ':YYYY')]
                   || array(select 'a:' || a from unnest(search_areas(w.areas)) a order by 1) as cuts,
               search_vector(w.said) || to_tsvector('house_en', p.place) || to_tsvector('house_fr', p.place) || to_tsvector('house_ar', p.place) as words
        from search_wanted w cross join lateral search_place(w.areas) p (place) where w.kind = of_kind and w.id = any (ids)
    ), gone as (
        delete from search_docs d where d.kind = of_kind and d.id = any (ids) and not exists (select from wanted w where w.id = d.id and w.grantees <> '{}')
    )
    insert into search_docs as d (kind, id, at, grantees, cuts, words)
    select of_kind, w.id, w.at, w.grantees, w.cuts, w.words from wanted w where w.grantees <> '{}'
    on conflict (kind, id) do update set at = excluded.at, grantees = excluded.grantees, cuts = excluded.cuts, words = excluded.words
    where (d.at, d.grantees, d.cuts, d.words) is distinct from (excluded.at, excluded.grantees, excluded.cuts, excluded.words);
end $$;

-- Each index of sights, and each text, tells the index of search what changed. The kind is the trigger's first argument, the column its second.
create function search_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare changed uuid[];
begin
    execute format('select array_agg(distinct x.%I) from changed x', tg_argv[1]) into changed;
    if changed is not null then
        perform search_keep(tg_argv[0], changed);
        if tg_argv[0] = 'qip' then perform search_keep('card', changed); end if;
    end if;
    return null;
end $$;
create trigger search_came after insert on request_sights referencing new table as changed for each statement execute function search_follow('request', 'request_id');
create trigger search_went after delete on request_sights referencing old table as changed for each statement execute function search_follow('request', 'request_id');
-- Sights of activities are taken away and written anew in one go, and there is always the owner's.
create trigger search_came after insert on activity_sights referencing new table as changed for each statement execute function search_follow('activity', 'activity_id');
create trigger search_came after insert on meeting_sights referencing new table as changed for each statement execute function search_follow('meeting', 'meeting_id');
create trigger search_went after delete on meeting_sights referencing old table as changed for each statement execute function search_follow('meeting', 'meeting_id');
create trigger search_came after insert on qip_sights referencing new table as changed for each statement execute function search_follow('qip', 'project_id');
create trigger search_went after delete on qip_sights referencing old table as changed for each statement execute function search_follow('qip', 'project_id');
create trigger search_came after insert on notice_sights referencing new table as changed for each statement execute function search_follow('notice', 'notice_id');
create trigger search_went after delete on notice_sights referencing old table as changed for each statement execute function search_follow('notice', 'notice_id');

create function search_follow_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform search_keep(tg_argv[0], array[new.id]);
    if tg_argv[0] = 'qip' then perform search_keep('card', array[new.id]); end if;
    return null;
end $$;
create trigger search_said after update on requests for each row
    when ((old.need, old.what, old.items, old.from_area_id, old.to_area_id) is distinct from (new.need, new.what, new.items, new.from_area_id, new.to_area_id))
    execute function search_follow_row('request');
create trigger search_said after update on activities for each row
    when ((old.what, old.modality, old.target_group, old.starts_on) is distinct from (new.what, new.modality, new.target_group, new.starts_on))
    execute function search_follow_row('activity');
create trigger search_said after update on meetings for each row
    when ((old.title, old.purpose, old.expected, old.starts_at, old.area_id, old.state = 'planned') is distinct from (new.title, new.purpose, new.expected, new.starts_at, new.area_id, new.state = 'planned'))
    execute function search_follow_row('meeting');
create trigger search_said after update on qips for each row
    when ((old.title, old.summary, old.area_id, qip_stage(old.state)) is distinct from (new.title, new.summary, new.area_id, qip_stage(new.state)))
    execute function search_follow_row('qip');
create trigger search_said after update on notices for each row
    when ((old.title, old.body, old.area_id, old.published_at) is distinct from (new.title, new.body, new.area_id, new.published_at))
    execute function search_follow_row('notice');
-- A report is found once it is filed, and stays as it is from then on.
create trigger search_said_new after insert on reports for each row when (new.state = 'filed') execute function search_follow_row('lesson');
create trigger search_said after update on reports for each row when (new.state = 'filed') execute function search_follow_row('lesson');
create function report_lessons_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform search_keep('lesson', array[new.report_id]);
    return null;
end $$;
create trigger search_said after insert on report_lessons for each row execute function report_lessons_follow();
create function actors_follow_lessons() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform search_keep('lesson', array(select r.id from reports r where r.state = 'filed' and r.owner_id = any (actors_below(new.id))));
    return null;
end $$;
create trigger search_climbs after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community) execute function actors_follow_lessons();

-- Fills the index for all there is: for a house that had records before, and after a fill without triggers.
create function search_fill() returns void language plpgsql set search_path = public, pg_temp as $$
declare of_kind text; ids uuid[];
begin
    foreach of_kind in array array['request', 'activity', 'meeting', 'qip', 'card', 'notice', 'lesson'] loop
        for ids in select array_agg(n.id) from (select w.id, row_number() over () / 2000 as batch from search_wanted w where w.kind = of_kind) n group by n.batch order by n.batch loop
            perform search_keep(of_kind, ids);
        end loop;
    end loop;
end $$;
select search_fill();

-- The newest of one kind that the viewer sees and that hold all the words; ids only. Bounded: first the newest few hundred are looked through,
-- which is enough for a common word and somebody who sees many. Whoever finds too few there asks the index month by month, then year by
-- year: it skips along the rarest of grantee, time and word.
create function search_find_kind(of_kind text, question tsquery, in_area uuid, before_at timestamptz, before_id uuid, most int) returns table (id uuid, at timestamptz)
    language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
#variable_conflict use_column
declare
    seen uuid[] := case when of_kind in ('qip', 'card') then qip_grantees() else viewer_sights() end;
    inside text[] := case when in_area is null then '{}'::text[] else array['a:' || in_area] end;
    to_at timestamptz := coalesce(before_at, 'infinity'); to_id uuid := coalesce(before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
    walk constant int := 400; walked int; n int; left_over int := most; oldest timestamptz; span text; months int := 0;
begin
    -- one: walk
    return query
        select d.id, d.at from (select d.id, d.at, d.grantees, d.cuts, d.words from search_docs d
            where d.kind = of_kind and (d.at, d.id) < (to_at, to_id) order by d.at desc, d.id desc limit walk) d
        where d.grantees && seen and d.cuts @> inside and d.words @@ question order by d.at desc, d.id desc limit left_over;
    get diagnostics n = row_count;
    left_over := left_over - n;
    if left_over <= 0 then return; end if;
    select count(*), min(w.at) into walked, oldest from (select d.at from search_docs d
        where d.kind = of_kind and (d.at, d.id) < (to_at, to_id) order by d.at desc, d.id desc limit walk) w;
    if walked < walk then return; end if;
    -- On from the last that was walked past.
    select w.at, w.id into to_at, to_id from (select d.id, d.at from search_docs d
        where d.kind = of_kind and (d.at, d.id) < (to_at, to_id) order by d.at desc, d.id desc limit walk) w order by w.at, w.id limit 1;
    select d.at into oldest from search_docs d where d.kind = of_kind order by d.at, d.id limit 1;
    -- two: skip
    while left_over > 0 and to_at >= oldest loop
        span := of_kind || to_char(to_at at time zone 'UTC', case when months < 3 then ':YYYY-MM' else ':YYYY' end);
        return query
            select d.id, d.at from search_docs d
            where d.grantees && seen and d.cuts @> (inside || span) and d.words @@ question and (d.at, d.id) < (to_at, to_id)
            order by d.at desc, d.id desc limit left_over;
        get diagnostics n = row_count;
        left_over := left_over - n;
        to_at := date_trunc(case when months < 3 then 'month' else 'year' end, to_at, 'UTC');
        to_id := '00000000-0000-0000-0000-000000000000';
        -- A moment before the first of the month.
        to_at := to_at - interval '1 microsecond';
        to_id := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
        months := months + 1;
    end loop;
end $$;
-- The same for several kinds, each up to `most`.
create function search_find(kinds text[], term text, in_area uuid, before_at timestamptz, before_id uuid, most int) returns table (kind text, id uuid, at timestamptz)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare question tsquery := search_question(term); one text;
begin
    if numnode(question) = 0 then return; end if;
    foreach one in array kinds loop
        return query select one, f.id, f.at from search_find_kind(one, question, in_area, before_at, before_id, most) f;
    end loop;
end $$;
-- Words of names near to one that was mistyped: of entries of the directory that the viewer sees, and of areas.
create function search_near(typed text, most int) returns table (word text, likeness real) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare token text := left(plain_words(typed), 40); seen uuid[] := viewer_sights() || coalesce(viewer_actor(), '00000000-0000-0000-0000-000000000000');
begin
    if viewer_role() = 'admin' then
        seen := array(select audience_grantee(a) from unnest(array['public', 'partners', 'humanitarian']) a) || '00000000-0000-0000-0000-00000000b002'::uuid;
    end if;
    return query
        select f.word, max(f.likeness) from (
            select w.word, similarity(w.word, token) as likeness from actor_words w
            where w.word % token and w.grantee = any (seen)
              and exists (select from actor_cuts c where c.grantee = w.grantee and c.cut = 'word:' || w.word)
            union all
            select x.part, similarity(x.part, token) from areas a cross join lateral unnest(words_of(a.name)) x (part) where a.valid_to is null and similarity(x.part, token) > 0.3) f
        where length(f.word) > 3 group by f.word order by max(f.likeness) desc, f.word limit most;
end $$;
-- Areas in force by name, other spelling or code, the likest first.
create function search_places(term text, most int) returns table (id uuid, likeness real) language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare token text := plain_words(btrim(term));
begin
    return query
        select f.id, max(f.likeness)::real from (
            select a.id, case when n.name = token then 2 when n.name like replace(replace(replace(token, '\', '\\'), '%', '\%'), '_', '\_') || '%' then 1 + similarity(n.name, token) else similarity(n.name, token) end as likeness
            from areas a cross join lateral (
                select plain_words(a.name) as name union select plain_words(v) from jsonb_each_text(a.names) j (k, v) union select lower(a.code)
                union select plain_words(l.alias) from area_aliases l where l.area_id = a.id) n
            where a.valid_to is null) f
        where f.likeness > 0.4 group by f.id order by max(f.likeness) desc, f.id limit most;
end $$;

do $$ declare f regprocedure; begin
    foreach f in array array['search_keep(text, uuid[])', 'search_follow()', 'search_follow_row()', 'report_lessons_follow()', 'actors_follow_lessons()', 'search_fill()',
        'search_find_kind(text, tsquery, uuid, timestamptz, uuid, int)', 'search_find(text[], text, uuid, timestamptz, uuid, int)', 'search_near(text, int)']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
    end loop;
end $$;
grant execute on function search_find(text[], text, uuid, timestamptz, uuid, int), search_near(text, int) to cimic_app;
