-- Numbers by chance that are the same every time: of a row's number and a salt.
create function pg_temp.dice(i bigint, salt int) returns float8 language sql immutable as $$
    select ((hashint8extended(i, salt) & 1073741823) / 1073741824.0)::float8
$$;
create function pg_temp.pick(i bigint, salt int, n int) returns int language sql immutable as $$
    select ((hashint8extended(i, salt) & 1073741823) % n)::int
$$;
-- Identifiers in the order of time, as the house makes them.
create function pg_temp.ident(at timestamptz, i bigint, salt int) returns uuid language sql immutable as $$
    select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(m, 1, 3) || '8' || substr(m, 4, 15))::uuid
    from md5(i::text || '-' || salt::text) m
$$;
-- References with their check character, each once: i times an odd number, modulo 2 to the 35th.
create function pg_temp.ref(i bigint, plus bigint) returns text language sql immutable as $$
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', v + 1, 1), '' order by n)
        || substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (sum(n * (v + 1)) % 31)::int + 1, 1)
    from (select n, ((((i * 24036583513 + plus) % 34359738368) >> (5 * (n - 1))) & 31)::int as v from generate_series(1, 7) n) d
$$;
-- How many of everything, by the number of requests.
create function pg_temp.rows() returns bigint language sql stable as $$ select current_setting('load.rows')::bigint $$;
set session_replication_role = replica;
set maintenance_work_mem = '512MB';
set work_mem = '128MB';
set synchronous_commit = off;
set client_min_messages = warning;
