-- People, their posts, applications, links and sessions. A person acts in one post at a time; rights end with the post.
create table people (
    id             uuid primary key default gen_random_uuid(),
    name           text not null check (length(name) between 1 and 120),
    email          text not null check (length(email) between 3 and 200),
    language       text not null default 'en' check (language in ('en', 'fr', 'ar')),
    password_hash  text,
    totp_secret    text,
    totp_confirmed boolean not null default false,
    totp_last_step bigint not null default 0,
    keys_off       boolean not null default false,
    suspended_at   timestamptz,
    version        int not null default 1,
    created_at     timestamptz not null default now()
);
create unique index people_email on people (lower(email));
create trigger people_version before update on people for each row execute function count_version();

create table posts (
    id            uuid primary key default gen_random_uuid(),
    person_id     uuid not null references people,
    actor_id      uuid not null references actors,
    role          text not null check (role in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager', 'committee', 'approver', 'finance', 'leader', 'admin', 'auditor')),
    represents_id uuid references actors,
    from_at       timestamptz not null default now(),
    until_at      timestamptz,
    -- "holds no intelligence, targeting or information-operations function", renewed every six months by a military voucher
    stated_at     timestamptz,
    created_at    timestamptz not null default now(),
    constraint posts_seat_represents check ((role = 'committee') = (represents_id is not null)),
    constraint posts_ends_after_start check (until_at is null or until_at >= from_at)
);
create index posts_person_idx on posts (person_id);
create index posts_actor_idx on posts (actor_id, role);

-- The role fits the actor's community; nobody holds posts in two communities, committee seats excepted; kinds that may never hold a post hold none.
create function posts_keep_rules() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare c text; k text;
begin
    select community, kind into c, k from actors where id = new.actor_id;
    if new.actor_id = visitors_actor() or k in ('party_to_conflict', 'contractor') or not (case new.role
        when 'partner' then c in ('humanitarian', 'host')
        when 'coordinator' then c = 'humanitarian'
        when 'liaison' then c = 'military' when 'officer' then c = 'military' when 'chief' then c = 'military'
        when 'leader' then c in ('military', 'mission')
        when 'admin' then c = 'system' when 'auditor' then c = 'system'
        else c = 'mission' end) then
        raise exception 'this role cannot be held at this actor' using errcode = 'check_violation', constraint = 'posts_role_fits_community';
    end if;
    if new.role <> 'committee' and (new.until_at is null or new.until_at > now()) and exists (
        select from posts p join actors a on a.id = p.actor_id
        where p.person_id = new.person_id and p.id <> new.id and p.role <> 'committee' and a.community <> c
          and (p.until_at is null or p.until_at > now())) then
        raise exception 'nobody holds posts in two communities' using errcode = 'check_violation', constraint = 'posts_one_community';
    end if;
    if tg_op = 'UPDATE' then
        if old.until_at is not null and (new.until_at is null or new.until_at > old.until_at) then
            raise exception 'a post is only ever shortened' using errcode = 'check_violation', constraint = 'posts_only_shortened';
        end if;
        if new.stated_at is distinct from old.stated_at and new.person_id = viewer_person() then
            raise exception 'nobody states this about themselves' using errcode = 'check_violation', constraint = 'posts_not_own_statement';
        end if;
        if new.stated_at is distinct from old.stated_at and old.stated_at <= now() - interval '6 months' then
            raise exception 'a statement that has lapsed ended the post' using errcode = 'check_violation', constraint = 'posts_statement_lapsed';
        end if;
    end if;
    return new;
end $$;
create trigger posts_rules before insert or update on posts for each row execute function posts_keep_rules();

-- A post is in force from its first to its last moment; a military one only while its statement is fresh (six months).
create function post_in_force(p posts) returns boolean language sql stable as $$
    select p.from_at <= now() and (p.until_at is null or p.until_at > now())
       and (p.stated_at is null or p.stated_at > now() - interval '6 months')
$$;

-- A new account: an application (the person asks) or an invitation (a voucher starts it). Two different people bring somebody in.
create table applications (
    id            uuid primary key default gen_random_uuid(),
    name          text not null check (length(name) between 1 and 120),
    email         text not null check (length(email) between 3 and 200),
    language      text not null default 'en' check (language in ('en', 'fr', 'ar')),
    organisation  text not null default '' check (length(organisation) <= 200),
    community     text not null check (community in ('military', 'humanitarian', 'mission', 'host', 'system')),
    actor_id      uuid references actors,
    role          text,
    represents_id uuid references actors,
    until_at      timestamptz,
    reason        text not null default '' check (length(reason) <= 1000),
    state         text not null default 'applied' check (state in ('applied', 'vouched', 'created', 'refused')),
    stated        boolean not null default false,
    voucher_id    uuid references people,
    creator_id    uuid references people,
    person_id     uuid references people,
    refused_why   text not null default '' check (length(refused_why) <= 1000),
    version       int not null default 1,
    created_at    timestamptz not null default now(),
    constraint applications_vouched_by_somebody check (state in ('applied', 'refused') or voucher_id is not null),
    constraint applications_two_people check (creator_id is null or creator_id <> voucher_id),
    constraint applications_created_iff_person check ((state = 'created') = (person_id is not null))
);
create index applications_state_idx on applications (state, created_at);
create trigger applications_version before update on applications for each row execute function count_version();

-- Single-use links. The token is made when a voucher shows it, kept as a hash, and shown once.
create table links (
    id         uuid primary key default gen_random_uuid(),
    person_id  uuid not null references people,
    kind       text not null check (kind in ('invitation', 'reset')),
    started_by uuid references people,
    token_hash bytea unique,
    shown_at   timestamptz,
    shown_by   uuid references people,
    expires_at timestamptz,
    used_at    timestamptz,
    created_at timestamptz not null default now(),
    constraint links_starter_never_sees check (shown_by is null or started_by is null or shown_by <> started_by),
    constraint links_not_for_oneself check (shown_by <> person_id and started_by <> person_id)
);
create index links_person_idx on links (person_id);
-- A new link makes the older ones of the same person worthless.
create function links_keep_one() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin update links set expires_at = now() where person_id = new.person_id and id <> new.id and used_at is null and coalesce(expires_at, 'infinity') > now(); return null; end $$;
create trigger links_one after insert on links for each row execute function links_keep_one();

create table recovery_codes (
    person_id uuid not null references people,
    code_hash bytea not null,
    used_at   timestamptz,
    primary key (person_id, code_hash)
);

create table sessions (
    token_hash   bytea primary key,
    id           uuid not null unique default gen_random_uuid(),
    person_id    uuid not null references people,
    post_id      uuid references posts,
    shared       boolean not null default true,
    second_step  boolean not null default true,
    device       text not null default '' check (length(device) <= 120),
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    ended_at     timestamptz
);
create index sessions_person_idx on sessions (person_id);

-- Slows guessing down per account and per address together, so that nobody can lock a headquarters out.
create table sign_in_failures (
    account_hash bytea not null,
    address_hash bytea not null,
    failures     int not null default 0,
    last_at      timestamptz not null default now(),
    worked_at    timestamptz,
    primary key (account_hash, address_hash)
);

-- What was typed into a form whose session had ended; shown again after signing in.
create table parked_forms (
    id        uuid primary key default gen_random_uuid(),
    person_id uuid not null references people,
    path      text not null check (length(path) <= 400),
    body      text not null check (length(body) <= 300000),
    -- of the form's one-time key: once the form has gone through, what was kept goes
    key_hash  bytea,
    at        timestamptz not null default now()
);
create index parked_forms_key_idx on parked_forms (key_hash);

alter table people enable row level security;
alter table posts enable row level security;
alter table applications enable row level security;
alter table links enable row level security;
alter table recovery_codes enable row level security;
alter table sessions enable row level security;
alter table sign_in_failures enable row level security;
alter table parked_forms enable row level security;

-- Nobody brings themselves into a post.
create function applications_keep_others() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from people where id in (new.voucher_id, new.creator_id) and lower(email) = lower(new.email)) then
        raise exception 'nobody vouches for themselves' using errcode = 'check_violation', constraint = 'applications_not_for_oneself';
    end if;
    return new;
end $$;
create trigger applications_others before insert or update on applications for each row execute function applications_keep_others();

-- The communities whose people a voucher knows and brings in.
create function vouches_in(community text) returns boolean language sql stable as $$
    select case (select viewer_role()) when 'chief' then community = 'military' when 'coordinator' then community = 'humanitarian'
        when 'section' then community in ('mission', 'host') else false end
$$;
create function person_community(person uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select a.community from posts p join actors a on a.id = p.actor_id where p.person_id = person order by p.role = 'committee', p.from_at desc limit 1);
end $$;
-- Whether a voucher of this community, other than this person, is in force. Where there is none, two administrators stand in.
create function has_voucher(of_community text, other_than uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from posts p join people w on w.id = p.person_id and w.suspended_at is null where post_in_force(p) and p.person_id is distinct from other_than
        and p.role = case of_community when 'military' then 'chief' when 'humanitarian' then 'coordinator' when 'mission' then 'section' when 'host' then 'section' end)
$$;
-- Who vouches for a person: the voucher of their community; 'admin' for approvers, leaders, administrators and auditors, and where there is no voucher.
create function person_vouched_by(person uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select case when exists (select from posts where person_id = person and role in ('approver', 'leader', 'admin', 'auditor') and (until_at is null or until_at > now())) then 'admin'
        when has_voucher(c, person) then c else 'admin' end
    from person_community(person) c
$$;
create function vouches_for(person uuid) returns boolean language sql stable as $$
    select case when person = (select viewer_person()) then false
        when (select viewer_role()) = 'admin' then person_vouched_by(person) = 'admin'
        else vouches_in(person_vouched_by(person)) end
$$;
-- Names of people: oneself, colleagues of one's own actor, administrators, and the voucher of their community.
create policy people_see on people for select to cimic_app using (
    id = (select viewer_person()) or (select viewer_role()) in ('admin', 'house')
    or exists (select from posts p where p.person_id = people.id and p.actor_id = (select viewer_actor()))
    or vouches_in(person_community(people.id)));
create policy people_add on people for insert to cimic_app with check ((select viewer_role()) in ('admin', 'house'));
create policy people_change on people for update to cimic_app using (id = (select viewer_person()) or (select viewer_role()) in ('admin', 'house'));
-- A post (role at an actor, not the person) is known to whoever may know the actor: "who can see this" names posts.
create policy posts_see on posts for select to cimic_app using (
    person_id = (select viewer_person()) or (select viewer_role()) in ('admin', 'house') or exists (select from actors a where a.id = posts.actor_id));
create policy posts_add on posts for insert to cimic_app with check ((select viewer_role()) in ('admin', 'house'));
create policy posts_change on posts for update to cimic_app using ((select viewer_role()) in ('admin', 'house') or vouches_in(person_community(person_id)));
create policy applications_see on applications for select to cimic_app using ((select viewer_role()) in ('admin', 'house') or vouches_in(community));
create policy applications_add on applications for insert to cimic_app with check (
    (select viewer_role()) = 'house' or state = 'applied' and voucher_id is null and creator_id is null or state = 'vouched' and creator_id is null and voucher_id = (select viewer_person())
    and ((select viewer_role()) = 'admin' or vouches_in(community)));
create policy applications_change on applications for update to cimic_app using ((select viewer_role()) in ('admin', 'house') or vouches_in(community));
create policy links_see on links for select to cimic_app using ((select viewer_role()) in ('admin', 'house') or vouches_for(person_id));
create policy links_add on links for insert to cimic_app with check ((select viewer_role()) in ('admin', 'house') and started_by is not distinct from (select viewer_person()));
create policy links_show on links for update to cimic_app using ((select viewer_role()) in ('admin', 'house') or vouches_for(person_id))
    with check ((select viewer_role()) = 'house' or shown_by is not distinct from (select viewer_person()) and vouches_for(person_id) or shown_by is null and (select viewer_role()) = 'admin');
create policy recovery_own on recovery_codes for all to cimic_app using (person_id = (select viewer_person()) or (select viewer_role()) = 'house') with check (person_id = (select viewer_person()) or (select viewer_role()) = 'house');
create policy sessions_own on sessions for select to cimic_app using (person_id = (select viewer_person()));
create policy sessions_end on sessions for update to cimic_app using (person_id = (select viewer_person()));
create policy parked_own on parked_forms for all to cimic_app using (person_id = (select viewer_person()));
-- Secrets are columns nobody reads through the front: only the functions below do.
grant select (id, name, email, language, totp_confirmed, keys_off, suspended_at, version, created_at) on people to cimic_app;
grant insert (id, name, email, language) on people to cimic_app;
grant update (name, language, keys_off, suspended_at) on people to cimic_app;
grant select, insert on posts, applications to cimic_app;
grant update (until_at, stated_at) on posts to cimic_app;
grant update (state, actor_id, role, represents_id, until_at, community, stated, voucher_id, creator_id, person_id, refused_why) on applications to cimic_app;
grant select (id, person_id, kind, started_by, shown_at, shown_by, expires_at, used_at, created_at) on links to cimic_app;
grant insert (id, person_id, kind, started_by) on links to cimic_app;
grant update (token_hash, shown_at, shown_by, expires_at) on links to cimic_app;
grant select (person_id, used_at) on recovery_codes to cimic_app;
grant insert, delete on recovery_codes to cimic_app;
grant select (id, person_id, post_id, shared, second_step, device, created_at, last_seen_at, expires_at, ended_at) on sessions to cimic_app;
grant update (ended_at, post_id) on sessions to cimic_app;
grant select, delete on parked_forms to cimic_app;

-- The one door from a cookie to a person. Idle 30 minutes on a shared computer, 12 hours else; absolute expiry in the row.
-- The post is the chosen one while in force, else the first in force; without a post in force nobody is signed in to anything.
create function session_viewer(hash bytea)
    returns table (session_id uuid, person_id uuid, name text, language text, second_step boolean, keys_off boolean, is_stale boolean,
                   post_id uuid, role text, actor_id uuid, actor_name text, community text, below uuid[], posts jsonb)
    language plpgsql stable security definer set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select s.id, p.id, p.name, p.language, s.second_step, p.keys_off, s.last_seen_at < now() - interval '5 minutes',
           o.id, o.role, o.actor_id, a.name, a.community, actors_below(o.actor_id),
           (select jsonb_agg(jsonb_build_object('id', q.id, 'role', q.role, 'actor', b.name) order by q.from_at, q.id)
            from posts q join actors b on b.id = q.actor_id where q.person_id = p.id and post_in_force(q))
    from sessions s
    join people p on p.id = s.person_id and p.suspended_at is null
    left join lateral (
        select * from posts o where o.person_id = p.id and post_in_force(o)
        order by o.id is not distinct from s.post_id desc, o.from_at, o.id limit 1) o on true
    left join actors a on a.id = o.actor_id
    where s.token_hash = hash and s.ended_at is null and s.expires_at > now()
      and s.last_seen_at > now() - case when s.shared then interval '30 minutes' else interval '12 hours' end;
end $$;
create function touch_session(hash bytea) returns void language sql security definer set search_path = public, pg_temp as $$
    update sessions set last_seen_at = now() where token_hash = hash
$$;
-- Keeps what was typed into a form after the session ran out (at most a week after).
create function park_form(hash bytea, at_path text, typed text) returns uuid language sql security definer set search_path = public, pg_temp as $$
    insert into parked_forms (person_id, path, body, key_hash)
    select s.person_id, at_path, typed, sha256(decode(replace(substring(typed from '(?:^|&)form_key=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:&|$)'), '-', ''), 'hex'))
    from sessions s where s.token_hash = hash and s.created_at > now() - interval '60 days' and s.last_seen_at > now() - interval '7 days' and length(at_path) <= 400 and length(typed) <= 300000
      and at_path not like '/account/%' -- passphrases and codes are never kept
    returning id
$$;
-- Whether this kept form is of the person of this session.
create function parked_is_mine(hash bytea, parked uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from parked_forms f join sessions s on s.person_id = f.person_id where s.token_hash = hash and s.ended_at is null and f.id = parked)
$$;
create function account_by_email(address text)
    returns table (person_id uuid, password_hash text, language text, second_factor boolean, suspended boolean)
    language sql stable security definer set search_path = public, pg_temp as $$
    select id, password_hash, language, totp_confirmed, suspended_at is not null from people where lower(email) = lower(address)
$$;
-- Opens a session and ends the one that the browser still held.
create function open_session(hash bytea, old_hash bytea, person uuid, is_shared boolean, step_done boolean, on_device text) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update sessions set ended_at = now() where token_hash = old_hash and ended_at is null;
    insert into sessions (token_hash, person_id, shared, second_step, device, expires_at)
    values (hash, person, is_shared, step_done, on_device, now() + case when is_shared then interval '12 hours' else interval '30 days' end);
    insert into events (person_id, role, act, record_kind, record_id) values (person, 'visitor', 'sign_in', 'person', person);
end $$;
create function end_session(hash bytea) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
    update sessions set ended_at = now() where token_hash = hash and ended_at is null returning person_id into who;
    if who is not null then
        insert into events (person_id, role, act, record_kind, record_id) values (who, 'visitor', 'sign_out', 'person', who);
    end if;
end $$;
-- Seconds to wait before this account may be tried again from this address, and from anywhere. The second is gentle, and does not
-- hold where the account has signed in from in the last month, so that strangers cannot lock a headquarters out.
create function sign_in_wait(account bytea, address bytea) returns int language sql stable security definer set search_path = public, pg_temp as $$
    select greatest(0,
        coalesce((select ceil(extract(epoch from last_at + make_interval(secs => least(900, power(2, least(10, failures - 3)))) - now()))::int from sign_in_failures
            where account_hash = account and address_hash = address and failures > 3 and last_at > now() - interval '1 hour'), 0),
        case when exists (select from sign_in_failures where account_hash = account and address_hash = address and worked_at > now() - interval '30 days') then 0
        else coalesce((select ceil(extract(epoch from max(last_at) + make_interval(secs => least(20, sum(failures) / 25)) - now()))::int from sign_in_failures
            where account_hash = account and last_at > now() - interval '1 hour'), 0) end)
$$;
-- Counts a try before it is made, so that many at once gain nothing; 0 when it may be made now, else the seconds to wait.
create function sign_in_try(account bytea, address bytea) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare seconds int;
begin
    perform pg_advisory_xact_lock(hashtextextended(encode(account, 'hex'), 0));
    seconds := sign_in_wait(account, address);
    if seconds = 0 then
        insert into sign_in_failures as f (account_hash, address_hash, failures) values (account, address, 1)
        on conflict (account_hash, address_hash) do update set last_at = now(),
            failures = case when f.last_at < now() - interval '1 hour' then 1 else f.failures + 1 end;
    end if;
    return seconds;
end $$;
create function sign_in_worked(account bytea, address bytea) returns void language sql security definer set search_path = public, pg_temp as $$
    update sign_in_failures set failures = 0, worked_at = now() where account_hash = account and address_hash = address
$$;
-- The second factor of the person of this session; a step is spent once.
create function second_factor_secret(hash bytea) returns table (person_id uuid, secret text, is_confirmed boolean) language sql stable security definer set search_path = public, pg_temp as $$
    select p.id, p.totp_secret, p.totp_confirmed from sessions s join people p on p.id = s.person_id where s.token_hash = hash and s.ended_at is null
$$;
create function second_factor_spend(hash bytea, step bigint) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
    update people p set totp_last_step = step from sessions s where s.token_hash = hash and s.ended_at is null and s.person_id = p.id and p.totp_confirmed and p.totp_last_step < step returning p.id into who;
    if who is null then return false; end if;
    update sessions set second_step = true where token_hash = hash;
    return true;
end $$;
create function recovery_code_spend(hash bytea, code bytea) returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
    update recovery_codes r set used_at = now() from sessions s where s.token_hash = hash and s.ended_at is null and r.person_id = s.person_id and r.code_hash = code and r.used_at is null returning r.person_id into who;
    if who is null then return false; end if;
    update sessions set second_step = true where token_hash = hash;
    return true;
end $$;
create function second_factor_enrol(hash bytea, new_secret text) returns void language sql security definer set search_path = public, pg_temp as $$
    update people p set totp_secret = new_secret from sessions s where s.token_hash = hash and s.ended_at is null and s.person_id = p.id and not p.totp_confirmed
$$;
create function second_factor_confirm(hash bytea, step bigint) returns void language sql security definer set search_path = public, pg_temp as $$
    with p as (update people p set totp_confirmed = true, totp_last_step = step
        from sessions s where s.token_hash = hash and s.ended_at is null and s.person_id = p.id and p.totp_secret is not null and not p.totp_confirmed returning p.id)
    update sessions set second_step = true where token_hash = hash and exists (select from p)
$$;
create function second_factor_drop(hash bytea) returns void language sql security definer set search_path = public, pg_temp as $$
    update people p set totp_secret = null, totp_confirmed = false from sessions s where s.token_hash = hash and s.ended_at is null and s.person_id = p.id and s.second_step
$$;
create function link_person(hash bytea) returns table (kind text, name text, email text, organisations text) language sql stable security definer set search_path = public, pg_temp as $$
    select l.kind, p.name, p.email, coalesce((select string_agg(a.name || ' ' || a.acronym, ' ') from posts o join actors a on a.id = o.actor_id where o.person_id = p.id), '')
    from links l join people p on p.id = l.person_id where l.token_hash = hash and l.used_at is null and l.expires_at > now()
$$;
-- Sets the passphrase once; every session of the person ends. The second factor stays as it was.
create function link_spend(hash bytea, new_hash text) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare who uuid;
begin
    update links set used_at = now() where token_hash = hash and used_at is null and expires_at > now() returning person_id into who;
    if who is null then return null; end if;
    update people set password_hash = new_hash where id = who;
    update sessions set ended_at = now() where person_id = who and ended_at is null;
    insert into events (person_id, role, act, record_kind, record_id) values (who, 'visitor', 'set_passphrase', 'person', who);
    return who;
end $$;
create function password_of(hash bytea) returns text language sql stable security definer set search_path = public, pg_temp as $$
    select p.password_hash from sessions s join people p on p.id = s.person_id where s.token_hash = hash and s.ended_at is null
$$;
create function password_change(hash bytea, new_hash text) returns void language sql security definer set search_path = public, pg_temp as $$
    with p as (update people p set password_hash = new_hash from sessions s where s.token_hash = hash and s.person_id = p.id and s.ended_at is null returning p.id)
    update sessions set ended_at = now() where person_id = (select id from p) and token_hash <> hash and ended_at is null
$$;
-- Links of the last month for colleagues of one's own actor: whoever works beside somebody is told that their way in was renewed.
create function resets_beside_me() returns table (name text, created_at timestamptz, shown_at timestamptz, used_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select p.name, l.created_at, l.shown_at, l.used_at from links l join people p on p.id = l.person_id
    where l.kind = 'reset' and l.created_at > now() - interval '30 days'
      and exists (select from posts o where o.person_id = p.id and o.actor_id = viewer_actor() and (o.until_at is null or o.until_at > now() - interval '30 days'))
    order by l.created_at desc limit 20
$$;
-- Sets a passphrase without a link: the demonstration and the command line only.
create function password_set(person uuid, new_hash text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if viewer_role() <> 'house' then raise exception 'only the house sets a passphrase'; end if;
    update people set password_hash = new_hash where id = person;
end $$;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname not like '%keep%' loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
