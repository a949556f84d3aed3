-- What search keeps costs every writer: functions in plain SQL are planned at each call, those in PL/pgSQL keep their plans. The results are the same.

-- Most texts are neither Arabic nor have one small word of French: they need no count.
create or replace function search_language(words text) returns regconfig language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
begin
    if words ~ '[ء-ي]' and length(regexp_replace(words, '[^ء-ي]', '', 'g')) * 3 > length(words) then return 'house_ar'::regconfig; end if;
    if left(words, 2000) !~* '(^|[^[:alnum:]])(le|la|les|des|une|du|et|est|sont|pour|avec|dans|sur|aux|au|par|qui|que|nous|notre|pas|ne|ou)([^[:alnum:]]|$)' then
        return 'house_en'::regconfig;
    end if;
    return case when (
        select count(*) filter (where w = any ('{le,la,les,des,une,du,et,est,sont,pour,avec,dans,sur,aux,au,par,qui,que,nous,notre,pas,ne,ou}'::text[]))
             > count(*) filter (where w = any ('{the,of,and,for,with,to,is,are,in,on,we,our,from,by,at,not,no,that,this,who,or}'::text[]))
        from regexp_split_to_table(lower(left(words, 2000)), '[^[:alnum:]]+') w) then 'house_fr'::regconfig else 'house_en'::regconfig end;
end $$;
create or replace function search_vector(words text) returns tsvector language plpgsql immutable parallel safe set search_path = public, pg_temp as $$
begin
    return to_tsvector(search_language(words), left(words, 20000));
end $$;

-- An area, and those that it lies in, one step up at a time.
create or replace function search_areas(areas_in uuid[]) returns uuid[] language plpgsql stable set search_path = public, pg_temp as $$
declare found uuid[] := array(select a.id from areas a where a.id = any (areas_in)); up uuid[] := found;
begin
    loop
        up := array(select distinct a.parent_id from areas a where a.id = any (up) and a.parent_id is not null and a.parent_id <> all (found));
        exit when cardinality(up) = 0;
        found := found || up;
    end loop;
    return found;
end $$;
create or replace function search_place(areas_in uuid[]) returns text language plpgsql stable set search_path = public, pg_temp as $$
begin
    return (
        select coalesce(string_agg(a.code || ' ' || a.name || ' ' || coalesce((select string_agg(v, ' ') from jsonb_each_text(a.names) n (k, v)), ''), ' '), '')
        from areas a where a.id = any (areas_in));
end $$;
