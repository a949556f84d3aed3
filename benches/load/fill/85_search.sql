-- The words of everything, as search_fill() finds them; said and place are read once for all rows that have the same.
update pg_index set indisready = false, indisvalid = false where indexrelid = 'search_docs_words_idx'::regclass;
analyze meetings; analyze meeting_sights; analyze qips; analyze qip_sights; analyze qip_cards; analyze reports;
create temp table wanted as select kind, id, at, grantees, areas, md5(said)::uuid as said from search_wanted;
create temp table sayings as
    select md5(said)::uuid as said, search_vector(said) as words
    from (select distinct said from (
        select concat_ws(' ', need, what, items) as said from requests union all select concat_ws(' ', what, modality, target_group) from activities
        union all select concat_ws(' ', title, purpose, expected) from meetings union all select concat_ws(' ', title, summary) from qips union all select concat_ws(' ', title, summary) from qip_cards
        union all select concat_ws(' ', title, body) from notices
        union all select concat_ws(' ', r.expected, r.happened, r.why, r.keep, (select string_agg(l.body, ' ') from report_lessons l where l.report_id = r.id)) from reports r where r.state = 'filed') s) d;
create temp table places as
    select w.areas, array(select 'a:' || a from unnest(search_areas(w.areas)) a order by 1) as cuts, to_tsvector('house_en', p.place) || to_tsvector('house_fr', p.place) || to_tsvector('house_ar', p.place) as words
    from (select distinct areas from wanted) w cross join lateral search_place(w.areas) p (place);
analyze wanted; analyze sayings; analyze places;
insert into search_docs (kind, id, at, grantees, cuts, words)
select w.kind, w.id, w.at, w.grantees, array[w.kind || to_char(w.at at time zone 'UTC', ':YYYY-MM'), w.kind || to_char(w.at at time zone 'UTC', ':YYYY')] || p.cuts, s.words || p.words
from wanted w join sayings s using (said) join places p using (areas) where w.grantees <> '{}' on conflict do nothing;
drop table wanted, sayings, places;
reindex index search_docs_words_idx;
