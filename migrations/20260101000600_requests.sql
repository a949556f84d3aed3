-- Requests for support: the record, who is party to it, who sees it, what was done, and the fields that are shared by consent only.
create table requests (
    id                uuid primary key default gen_random_uuid(),
    reference         text not null constraint requests_reference unique check (reference ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
    owner_id          uuid not null references actors,
    -- the community asking, which decides who screens; a visitor says it
    community         text not null check (community in ('military', 'humanitarian', 'mission', 'host')),
    entered_by_id     uuid references actors,
    author_id         uuid references people,
    channel           text not null default 'online' check (channel in ('online', 'phone', 'email', 'walk_in', 'radio')),
    door              text not null check (door in ('coordinator', 'cimic', 'civil_affairs')),
    language          text not null default 'en' check (language in ('en', 'fr', 'ar')),
    kind              text not null constraint requests_kind_known check (kind in ('armed_escort', 'area_security', 'static_protection', 'route_assessment', 'transport_ground', 'transport_air',
        'transport_water', 'engineering', 'medical', 'evacuation', 'storage_camp', 'communications_water_power', 'mine_action', 'training_briefing',
        'joint_assessment', 'information', 'passenger_seats', 'cargo', 'community_support', 'other')),
    need              text not null check (length(need) between 1 and 4000),
    people_affected   int check (people_affected between 0 and 100000000),
    what              text not null default '' check (length(what) <= 1000),
    weight_kg         numeric(12, 1) check (weight_kg >= 0),
    volume_m3         numeric(12, 2) check (volume_m3 >= 0),
    persons           int check (persons >= 0),
    items             text not null default '' check (length(items) <= 1000),
    from_area_id      uuid not null references areas,
    to_area_id        uuid references areas,
    needed_from       date not null,
    needed_until      date not null,
    priority          text not null check (priority in ('life_saving', 'urgent', 'routine')),
    risk              text not null default 'unknown' check (risk in ('low', 'medium', 'high', 'unknown')),
    criticality       smallint check (criticality between 1 and 4),
    cluster           text not null default '' check (length(cluster) <= 10),
    harm              text not null check (harm in ('no', 'unsure', 'yes')),
    harm_why          text not null default '' check (length(harm_why) <= 2000),
    waiver            text not null default '' check (length(waiver) <= 1000),
    is_late           boolean not null default false,
    -- community support: no duplication, no conflict, the authority's view, who maintains it, from which fund
    support           jsonb,
    state             text not null default 'submitted' constraint requests_state_known check (state in ('submitted', 'returned', 'screened', 'endorsed', 'relayed', 'offered', 'accepted',
        'tasked', 'under_way', 'suspended', 'delivered', 'disputed', 'confirmed', 'closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired')),
    -- where a returned or suspended request goes on
    resumes_to        text,
    assistance        text check (assistance in ('direct', 'indirect', 'infrastructure')),
    needs_endorsement boolean not null default false,
    -- what the matrix of situation and assistance answered at screening
    matrix            text check (matrix in ('yes', 'maybe', 'no')),
    screening_desk_id uuid references actors,
    endorsing_desk_id uuid references actors,
    cimic_desk_id     uuid references actors,
    unit_id           uuid references actors,
    audience          text not null default 'parties' check (audience in ('public', 'partners', 'humanitarian', 'mission', 'military', 'parties', 'owner')),
    has_code          boolean not null default false,
    policy_version    int not null default policy_now() references policies,
    situation         text not null default 'peacekeeping',
    received_at       timestamptz not null default now(),
    state_since       timestamptz not null default now(),
    ended_at          timestamptz,
    erased_at         timestamptz,
    turn_id           uuid,
    asked_again_id    uuid,
    -- an actor that the desk took a visitor to be; it becomes the owner when one of its posts accepts
    proposed_owner_id uuid references actors,
    version           int not null default 1,
    constraint requests_dates_in_order check (needed_until >= needed_from),
    constraint requests_criticality_at_high_risk check (risk <> 'high' or criticality is not null),
    constraint requests_pause_remembers check ((state in ('returned', 'suspended')) = (resumes_to is not null)),
    constraint requests_unit_when_tasked check (state not in ('tasked', 'under_way') or unit_id is not null)
);
create index requests_owner_idx on requests (owner_id, kind, from_area_id, needed_from);
create index requests_turn_idx on requests (turn_id, received_at) where turn_id is not null;
create index requests_expiry_idx on requests (needed_until) where state in ('submitted', 'returned', 'screened', 'endorsed', 'relayed', 'offered', 'accepted');
create index requests_erasure_idx on requests (ended_at) where ended_at is not null and erased_at is null;
create index requests_delivered_idx on requests (state_since) where state = 'delivered';

-- Whose turn it is follows from the state; when it ended too. One place, so that lists, clocks and pages agree.
create function requests_derive() returns trigger language plpgsql as $$
begin
    new.turn_id := case
        when new.state in ('returned', 'offered', 'delivered') then new.owner_id
        when new.state in ('submitted', 'confirmed') then new.screening_desk_id
        when new.state = 'screened' then coalesce(new.endorsing_desk_id, new.screening_desk_id)
        when new.state in ('endorsed', 'accepted', 'disputed', 'suspended') then coalesce(new.cimic_desk_id, new.screening_desk_id)
        when new.state in ('tasked', 'under_way') then new.unit_id
    end;
    if tg_op = 'UPDATE' then
        new.version := old.version + 1;
        if new.state <> old.state then new.state_since := now(); end if;
    end if;
    if new.state in ('closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired') then
        new.ended_at := coalesce(new.ended_at, now());
    else
        new.ended_at := null;
    end if;
    return new;
end $$;
create trigger requests_derive before insert or update on requests for each row execute function requests_derive();

create table request_parties (
    request_id uuid not null references requests,
    actor_id   uuid not null references actors,
    why        text not null check (why in ('entered', 'screening', 'coordinator', 'desk', 'unit', 'check', 'referral', 'named')),
    added_at   timestamptz not null default now(),
    added_by   uuid,
    seen_at    timestamptz,
    left_at    timestamptz,
    primary key (request_id, actor_id)
);
create index request_parties_actor_idx on request_parties (actor_id, added_at desc);

-- Who sees which request, with what lists filter by. Kept by triggers; lists start from it, row level security tests against it.
create table request_sights (
    request_id   uuid not null,
    grantee      uuid not null,
    received_at  timestamptz not null,
    state        text not null,
    kind         text not null,
    from_area_id uuid not null,
    priority     text not null,
    turn_id      uuid,
    primary key (request_id, grantee)
);
-- One index for each way a list is cut, so that the newest page of each costs the same however much there is.
create index request_sights_time_idx on request_sights (grantee, received_at desc, request_id desc);
create index request_sights_state_idx on request_sights (grantee, state, received_at desc, request_id desc);
create index request_sights_kind_idx on request_sights (grantee, kind, received_at desc, request_id desc);
create index request_sights_area_idx on request_sights (grantee, from_area_id, received_at desc, request_id desc);
create index request_sights_turn_idx on request_sights (grantee, turn_id, received_at desc, request_id desc) where turn_id is not null;

-- Owner and parties see a request, and so do the actors above them as far as sight climbs; they stand in the index themselves, so that
-- a viewer is looked up by few ids (`viewer_sights`) however many actors are below theirs. The audience `owner` never climbs.
create function request_sights_rebuild(r requests) returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    with recursive named as (
        select a.id, a.parent_id, a.community
        from (select r.owner_id as id union
              select p.actor_id from request_parties p where p.request_id = r.id and p.left_at is null and r.audience <> 'owner') x join actors a using (id)
        union
        select p.id, p.parent_id, p.community from named n join actors p on p.id = n.parent_id and p.community = n.community
        where n.community in ('military', 'mission', 'humanitarian') and r.audience <> 'owner'
    ), wanted as (
        select id as grantee from named
        union select audience_grantee(r.audience) where audience_grantee(r.audience) is not null
        union select r.id where r.has_code
    ), gone as (
        delete from request_sights s where s.request_id = r.id and s.grantee not in (select grantee from wanted)
    )
    insert into request_sights as s (request_id, grantee, received_at, state, kind, from_area_id, priority, turn_id)
    select r.id, grantee, r.received_at, r.state, r.kind, r.from_area_id, r.priority, r.turn_id from wanted
    on conflict (request_id, grantee) do update set received_at = excluded.received_at, state = excluded.state, kind = excluded.kind,
        from_area_id = excluded.from_area_id, priority = excluded.priority, turn_id = excluded.turn_id
    where (s.received_at, s.state, s.kind, s.from_area_id, s.priority, s.turn_id)
        is distinct from (excluded.received_at, excluded.state, excluded.kind, excluded.from_area_id, excluded.priority, excluded.turn_id);
end $$;
-- The desks, the unit and whoever entered it become parties with the act that names them; a party that left comes back only when named again.
create function requests_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into request_parties (request_id, actor_id, why, added_by, added_at)
    select distinct on (x.actor) new.id, x.actor, x.why, viewer_actor(), case when tg_op = 'INSERT' then new.received_at else now() end
    from (values (new.screening_desk_id, 'screening'), (new.endorsing_desk_id, 'check'), (new.cimic_desk_id, 'desk'), (new.unit_id, 'unit'), (new.entered_by_id, 'entered'), (new.proposed_owner_id, 'named')) as x (actor, why)
    where x.actor is not null and x.actor <> new.owner_id
      and (tg_op = 'INSERT' or x.actor is distinct from case x.why when 'screening' then old.screening_desk_id when 'check' then old.endorsing_desk_id when 'desk' then old.cimic_desk_id when 'unit' then old.unit_id when 'named' then old.proposed_owner_id else old.entered_by_id end)
    on conflict (request_id, actor_id) do update set left_at = null;
    perform request_sights_rebuild(new);
    return null;
end $$;
create trigger requests_spread after insert or update on requests for each row execute function requests_spread();
create function request_parties_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare r requests;
begin
    select * into r from requests where id = new.request_id;
    perform request_sights_rebuild(r);
    return null;
end $$;
create trigger request_parties_spread after insert or update of left_at on request_parties for each row
    when (pg_trigger_depth() = 0) execute function request_parties_spread();

-- An actor that moves in the tree takes the sight of what it and those below it are named on to other actors above.
create function actors_spread() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform request_sights_rebuild(r) from requests r
    where r.id in (select s.request_id from request_sights s where s.grantee = any (actors_below(new.id)));
    return null;
end $$;
create trigger actors_spread after update on actors for each row
    when (old.parent_id is distinct from new.parent_id or old.community <> new.community) execute function actors_spread();

-- The history of a request, one line an act: the timeline, the clock and the separation of persons read it.
create table request_acts (
    id         bigint generated always as identity primary key,
    request_id uuid not null references requests,
    at         timestamptz not null default now(),
    act        text not null,
    from_state text not null,
    to_state   text not null,
    -- on which side of the request the person acted: asking or answering; the house is neither
    side       text not null check (side in ('asking', 'answering', 'house')),
    person_id  uuid references people,
    actor_id   uuid,
    role       text not null,
    reason     text not null default '' check (length(reason) <= 4000),
    -- what the act said, by its own fields, for all parties
    detail     jsonb,
    -- for an act of the owner that somebody else recorded: who said it, how and when
    heard      jsonb
);
create index request_acts_request_idx on request_acts (request_id, id);

-- What a unit is told: order reference, brief, what the requester fears. For military and mission parties.
create table request_briefs (
    act_at          timestamptz not null default now(),
    request_id      uuid not null references requests,
    unit_id         uuid not null references actors,
    order_reference text not null check (length(order_reference) between 1 and 120),
    brief           text not null check (length(brief) between 1 and 4000),
    fears           text not null default '' check (length(fears) <= 2000),
    id              uuid primary key default gen_random_uuid()
);
create index request_briefs_request_idx on request_briefs (request_id, act_at);

create table request_alternatives (
    request_id uuid not null references requests,
    position   smallint not null,
    option     text not null check (length(option) between 1 and 300),
    outcome    text not null check (length(outcome) between 1 and 600),
    tried_on   date,
    primary key (request_id, position)
);

-- The appropriateness sheet: six principles, or the four criteria and conditions of an armed escort, each answered with evidence.
create table request_sheets (
    request_id uuid not null references requests,
    point      text not null check (length(point) between 1 and 60),
    answer     text not null check (answer in ('met', 'not_met')),
    evidence   text not null check (length(evidence) between 1 and 2000),
    answered_by uuid references people,
    answered_at timestamptz not null default now(),
    primary key (request_id, point)
);

-- F1: names, phones, e-mail. F2: exact places, routes, times. F3: local partners, beneficiaries.
create table request_contacts (
    request_id uuid primary key references requests,
    name       text not null default '' check (length(name) <= 200),
    phone      text not null default '' check (length(phone) <= 60),
    email      text not null default '' check (length(email) <= 200),
    radio      text not null default '' check (length(radio) <= 60),
    organisation text not null default '' check (length(organisation) <= 200)
);
create table request_routes (
    request_id uuid primary key references requests,
    from_place text not null default '' check (length(from_place) <= 300),
    to_place   text not null default '' check (length(to_place) <= 300),
    route      text not null default '' check (length(route) <= 2000),
    times      text not null default '' check (length(times) <= 500)
);
create table request_partners (
    request_id    uuid primary key references requests,
    on_behalf_of  text not null default '' check (length(on_behalf_of) <= 300),
    beneficiaries text not null default '' check (length(beneficiaries) <= 1000)
);

-- Consent: fields F1–F3 to exactly one actor, for a purpose, until a moment. The tree does not stretch it.
create table consents (
    id           uuid primary key default gen_random_uuid(),
    request_id   uuid not null references requests,
    recipient_id uuid not null references actors,
    fields       text[] not null check (fields <@ array['f1', 'f2', 'f3'] and cardinality(fields) > 0),
    purpose      text not null check (length(purpose) between 1 and 300),
    given_by     uuid references people,
    given_actor  uuid,
    heard        jsonb,
    given_at     timestamptz not null default now(),
    until_at     timestamptz not null,
    withdrawn_at timestamptz
);
create index consents_request_idx on consents (request_id, recipient_id);

create table offers (
    id              uuid primary key default gen_random_uuid(),
    request_id      uuid not null references requests,
    desk_id         uuid not null references actors,
    provider_id     uuid not null references actors,
    assets          text not null check (length(assets) between 1 and 1000),
    asset_ids       uuid[] not null default '{}',
    conditions      text not null default '' check (length(conditions) <= 2000),
    decided_by      text not null check (length(decided_by) between 1 and 200),
    order_reference text not null default '' check (length(order_reference) <= 120),
    valid_until     date not null,
    state           text not null default 'offered' check (state in ('offered', 'accepted', 'declined', 'lapsed', 'taken_back', 'tasked', 'under_way', 'delivered', 'aborted')),
    reason          text not null default '' check (length(reason) <= 2000),
    offered_by      uuid references people,
    offered_at      timestamptz not null default now(),
    version         int not null default 1
);
create index offers_request_idx on offers (request_id, offered_at);
create unique index offers_one_open_per_provider on offers (request_id, provider_id) where state in ('offered', 'accepted', 'tasked', 'under_way');
create index offers_lapse_idx on offers (valid_until) where state = 'offered';
create trigger offers_version before update on offers for each row execute function count_version();

-- A coexisting organisation's original and the coordinator's relay of it. Only who may see the original learns of the link.
create table relays (
    original_id uuid primary key references requests,
    relay_id    uuid not null unique references requests,
    constraint relays_two_requests check (original_id <> relay_id)
);

-- The original waits for its relay and ends as it ends; nobody on the relay's side learns of it.
create function relays_follow() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare o requests;
begin
    select r.* into o from relays l join requests r on r.id = l.original_id where l.relay_id = new.id and r.state = 'relayed' for update of r;
    if o.id is null then return null; end if;
    update requests set state = new.state where id = o.id;
    insert into request_acts (request_id, act, from_state, to_state, side, role) values (o.id, 'follow', 'relayed', new.state, 'house', 'house');
    insert into events (role, act, record_kind, record_id) values ('house', 'follow', 'request', o.id);
    return null;
end $$;
create trigger relays_follow after update on requests for each row
    when (old.state <> new.state and new.state in ('closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired')) execute function relays_follow();

-- Comments go to all parties; notes stay inside the writer's office. Two tables, two forms.
create table request_comments (
    id         uuid primary key default gen_random_uuid(),
    request_id uuid not null references requests,
    actor_id   uuid,
    role       text not null,
    person_id  uuid references people,
    body       text not null check (length(body) between 1 and 4000),
    at         timestamptz not null default now()
);
create index request_comments_request_idx on request_comments (request_id, at);
create table notes (
    id          uuid primary key default gen_random_uuid(),
    record_kind text not null,
    record_id   uuid not null,
    actor_id    uuid not null references actors,
    person_id   uuid not null references people,
    body        text not null check (length(body) between 1 and 4000),
    at          timestamptz not null default now()
);
create index notes_record_idx on notes (record_id, actor_id, at);

-- The 16-digit code of somebody without an account: kept as a hash, wrong tries slow down.
create table request_codes (
    request_id  uuid primary key references requests,
    code_hash   bytea not null,
    wrong_tries int not null default 0,
    last_try_at timestamptz
);
create table visits_by_code (
    token_hash bytea primary key,
    request_id uuid not null references requests,
    expires_at timestamptz not null
);

alter table requests enable row level security;
alter table request_parties enable row level security;
alter table request_sights enable row level security;
alter table request_acts enable row level security;
alter table request_briefs enable row level security;
alter table request_alternatives enable row level security;
alter table request_sheets enable row level security;
alter table request_contacts enable row level security;
alter table request_routes enable row level security;
alter table request_partners enable row level security;
alter table consents enable row level security;
alter table offers enable row level security;
alter table relays enable row level security;
alter table request_comments enable row level security;
alter table notes enable row level security;
alter table request_codes enable row level security;
alter table visits_by_code enable row level security;

create policy request_sights_see on request_sights for select to cimic_app using (grantee = any ((select viewer_sights())::uuid[]) or (select viewer_role()) = 'house');
create policy requests_see on requests for select to cimic_app using (
    exists (select from request_sights s where s.request_id = requests.id)
    or (select viewer_role()) = 'auditor' and opened_by_me(requests.id));
create policy requests_add on requests for insert to cimic_app with check (
    owner_id = (select viewer_actor()) or entered_by_id = (select viewer_actor())
    or (select viewer_role()) = 'visitor' and owner_id = visitors_actor() or (select viewer_role()) = 'house');
create policy requests_change on requests for update to cimic_app using (exists (select from request_sights s where s.request_id = requests.id)) with check (true);
create policy request_parties_see on request_parties for select to cimic_app using (
    exists (select from request_sights s where s.request_id = request_parties.request_id) or (select viewer_role()) = 'auditor' and opened_by_me(request_id));
create policy request_parties_add on request_parties for insert to cimic_app with check (exists (select from request_sights s where s.request_id = request_parties.request_id));
create policy request_parties_change on request_parties for update to cimic_app using (exists (select from request_sights s where s.request_id = request_parties.request_id));
create policy request_acts_see on request_acts for select to cimic_app using (
    exists (select from request_sights s where s.request_id = request_acts.request_id) or (select viewer_role()) = 'auditor' and opened_by_me(request_id));
create policy request_acts_add on request_acts for insert to cimic_app with check (
    exists (select from request_sights s where s.request_id = request_acts.request_id)
    and (person_id is not distinct from (select viewer_person()) and role = (select viewer_role()) or (select viewer_role()) = 'house'));
create policy request_briefs_see on request_briefs for select to cimic_app using (
    (select viewer_community()) in ('military', 'mission') and exists (select from request_sights s where s.request_id = request_briefs.request_id) or (select viewer_role()) = 'house');
create policy request_briefs_add on request_briefs for insert to cimic_app with check ((select viewer_role()) in ('officer', 'chief', 'house'));
create policy request_alternatives_see on request_alternatives for select to cimic_app using (
    exists (select from request_sights s where s.request_id = request_alternatives.request_id) or (select viewer_role()) = 'auditor' and opened_by_me(request_id));
create policy request_alternatives_write on request_alternatives for insert to cimic_app with check (exists (select from request_sights s where s.request_id = request_alternatives.request_id));
create policy request_alternatives_redo on request_alternatives for delete to cimic_app using (exists (select from requests r where r.id = request_id and (r.owner_id = (select viewer_actor()) or r.id = (select viewer_request()) or r.entered_by_id = (select viewer_actor()))));
create policy request_sheets_see on request_sheets for select to cimic_app using (
    exists (select from request_sights s where s.request_id = request_sheets.request_id) or (select viewer_role()) = 'auditor' and opened_by_me(request_id));
create policy request_sheets_add on request_sheets for insert to cimic_app with check (
    (select viewer_role()) in ('coordinator', 'house') and exists (select from request_sights s where s.request_id = request_sheets.request_id));
create policy request_sheets_redo on request_sheets for update to cimic_app using (
    (select viewer_role()) in ('coordinator', 'house') and exists (select from request_sights s where s.request_id = request_sheets.request_id));

-- The owner's side of one request: the owner's own actor (never one above it), or the visitor who opened it with its code.
create function owns_request(request uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select request = viewer_request() or exists (select from requests r where r.id = request and r.owner_id = viewer_actor()) or viewer_role() = 'house');
end $$;
-- Erases F1–F3 at once: for the owner's side, for whoever records the acts of an owner without an account, and for the house's clock.
create function erase_private(request uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not owns_request(request) and not exists (select from requests r where r.id = request and r.has_code and r.entered_by_id = viewer_actor()) then
        raise exception 'only the owner erases' using errcode = 'insufficient_privilege';
    end if;
    delete from request_contacts where request_id = request;
    delete from request_routes where request_id = request;
    delete from request_partners where request_id = request;
    update consents set withdrawn_at = now() where request_id = request and withdrawn_at is null;
    update requests set erased_at = now() where id = request;
end $$;
-- Consent in force, read with each request, so that ending one counts at once.
create function has_consent(request uuid, field text) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select exists (select from consents c where c.request_id = request and c.recipient_id = viewer_actor() and field = any (c.fields)
        and c.withdrawn_at is null and c.until_at > now()));
end $$;
-- Whoever enters a request on somebody's behalf types these fields once; reading them later takes the owner's consent.
create function enters_request(request uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select exists (select from requests r where r.id = request and r.entered_by_id = viewer_actor() and r.received_at > now() - interval '1 minute'));
end $$;
create policy request_contacts_see on request_contacts for select to cimic_app using ((select viewer_role()) <> 'auditor' and (owns_request(request_id) or has_consent(request_id, 'f1')));
create policy request_contacts_add on request_contacts for insert to cimic_app with check (owns_request(request_id) or enters_request(request_id));
create policy request_contacts_change on request_contacts for update to cimic_app using (owns_request(request_id));
create policy request_contacts_erase on request_contacts for delete to cimic_app using (owns_request(request_id));
create policy request_routes_see on request_routes for select to cimic_app using ((select viewer_role()) <> 'auditor' and (owns_request(request_id) or has_consent(request_id, 'f2')));
create policy request_routes_add on request_routes for insert to cimic_app with check (owns_request(request_id) or enters_request(request_id));
create policy request_routes_change on request_routes for update to cimic_app using (owns_request(request_id));
create policy request_routes_erase on request_routes for delete to cimic_app using (owns_request(request_id));
create policy request_partners_see on request_partners for select to cimic_app using ((select viewer_role()) <> 'auditor' and (owns_request(request_id) or has_consent(request_id, 'f3')));
create policy request_partners_add on request_partners for insert to cimic_app with check (owns_request(request_id) or enters_request(request_id));
create policy request_partners_change on request_partners for update to cimic_app using (owns_request(request_id));
create policy request_partners_erase on request_partners for delete to cimic_app using (owns_request(request_id));
-- Consents are known to the owner and to the recipient.
create policy consents_see on consents for select to cimic_app using (recipient_id = (select viewer_actor()) or owns_request(request_id));
create policy consents_add on consents for insert to cimic_app with check (owns_request(request_id) or enters_request(request_id)
    or exists (select from requests r where r.id = request_id and r.entered_by_id = (select viewer_actor())) and heard is not null);
create policy consents_end on consents for update to cimic_app using (owns_request(request_id) or exists (select from requests r where r.id = request_id and r.entered_by_id = (select viewer_actor())));
create policy offers_see on offers for select to cimic_app using (
    exists (select from request_sights s where s.request_id = offers.request_id) or (select viewer_role()) = 'auditor' and opened_by_me(request_id));
create policy offers_add on offers for insert to cimic_app with check ((select viewer_role()) in ('chief', 'house') and exists (select from request_sights s where s.request_id = offers.request_id));
create policy offers_change on offers for update to cimic_app using (exists (select from request_sights s where s.request_id = offers.request_id));
create policy relays_see on relays for select to cimic_app using (exists (select from requests o where o.id = original_id));
create policy relays_add on relays for insert to cimic_app with check ((select viewer_role()) in ('coordinator', 'house'));
create policy request_comments_see on request_comments for select to cimic_app using (
    exists (select from request_sights s where s.request_id = request_comments.request_id) or (select viewer_role()) = 'auditor' and opened_by_me(request_id));
create policy request_comments_add on request_comments for insert to cimic_app with check (
    exists (select from request_sights s where s.request_id = request_comments.request_id)
    and (person_id is not distinct from (select viewer_person()) or (select viewer_role()) = 'house'));
create policy notes_own on notes for select to cimic_app using (actor_id = (select viewer_actor()));
create policy notes_add on notes for insert to cimic_app with check (actor_id = (select viewer_actor()) and person_id = (select viewer_person()) or (select viewer_role()) = 'house');
create policy request_codes_add on request_codes for insert to cimic_app with check (owns_request(request_id) or enters_request(request_id));
create policy request_codes_end on request_codes for delete to cimic_app using (owns_request(request_id));
create policy request_codes_see on request_codes for select to cimic_app using (owns_request(request_id));

-- Who opened a record, and why an auditor did, is the owner's to know.
create policy read_events_see on read_events for select to cimic_app using (
    record_kind = 'request' and owns_request(record_id) or (select viewer_role()) in ('auditor', 'house'));
create policy openings_owner on openings for select to cimic_app using (record_kind = 'request' and owns_request(record_id));

grant select, insert on requests, request_parties, request_acts, request_briefs, request_alternatives, request_sheets, request_contacts, request_routes,
    request_partners, consents, offers, relays, request_comments, notes to cimic_app;
grant select on request_sights to cimic_app;
grant update (owner_id, need, people_affected, what, weight_kg, volume_m3, persons, items, from_area_id, to_area_id, needed_from, needed_until, priority, risk, criticality, cluster,
    harm, harm_why, waiver, is_late, support, kind, state, resumes_to, assistance, needs_endorsement, matrix, screening_desk_id, endorsing_desk_id, cimic_desk_id, unit_id, audience, has_code, erased_at, asked_again_id, proposed_owner_id) on requests to cimic_app;
grant update (left_at, seen_at) on request_parties to cimic_app;
grant update (answer, evidence, answered_by, answered_at) on request_sheets to cimic_app;
grant update (name, phone, email, radio, organisation) on request_contacts to cimic_app;
grant update (from_place, to_place, route, times) on request_routes to cimic_app;
grant update (on_behalf_of, beneficiaries) on request_partners to cimic_app;
grant delete on request_contacts, request_routes, request_partners, request_alternatives, request_codes to cimic_app;
grant select (request_id), insert on request_codes to cimic_app;
grant update (withdrawn_at) on consents to cimic_app;
grant update (state, reason) on offers to cimic_app;

-- The two doors of the code. Wrong tries slow down: after three, 2^n seconds up to a quarter of an hour.
create function code_wait(ref text) returns int language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select coalesce((select greatest(0, extract(epoch from c.last_try_at + make_interval(secs => least(900, power(2, greatest(0, c.wrong_tries - 2)))::int) - now())::int)
        from request_codes c join requests r on r.id = c.request_id where r.reference = ref and c.wrong_tries > 2), 0));
end $$;
create function open_by_code(ref text, code bytea, token bytea) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare found uuid;
begin
    if code_wait(ref) > 0 then return null; end if;
    select c.request_id into found from request_codes c join requests r on r.id = c.request_id where r.reference = ref and r.has_code and c.code_hash = code;
    if found is null then
        update request_codes c set wrong_tries = wrong_tries + 1, last_try_at = now() from requests r where r.id = c.request_id and r.reference = ref;
        return null;
    end if;
    update request_codes set wrong_tries = 0, last_try_at = null where request_id = found;
    insert into visits_by_code (token_hash, request_id, expires_at) values (token, found, now() + interval '2 hours');
    return found;
end $$;
-- The new request's own visitor comes in without typing the code.
create function open_own_request(request uuid, token bytea) returns void language sql security definer set search_path = public, pg_temp as $$
    insert into visits_by_code (token_hash, request_id, expires_at) select token, request, now() + interval '2 hours' where request = viewer_request()
$$;
create function visit_request(token bytea) returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select v.request_id from visits_by_code v join requests r on r.id = v.request_id where v.token_hash = token and v.expires_at > now() and r.has_code);
end $$;
create function end_visit(token bytea) returns void language sql security definer set search_path = public, pg_temp as $$
    delete from visits_by_code where token_hash = token
$$;
-- A desk takes requests while somebody holds a post there.
create function desk_is_staffed(desk uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select exists (select from posts p join people q on q.id = p.person_id and q.suspended_at is null
        where p.actor_id = desk and post_in_force(p) and p.role in ('officer', 'chief', 'coordinator', 'section')));
end $$;
-- The desk that takes a request of this district: the one responsible for it (and for the destination), else the top one;
-- its stand-in while nobody holds a post there; null when both are closed.
create function open_desk(of_kind text, from_area uuid, to_area uuid) returns uuid language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    with places as (
        select a.id, array[a.id, a.parent_id] as codes from areas a where a.id in (from_area, to_area)
    ), chosen as (
        select d.actor_id, d.stand_in_id from desks d where d.kind = of_kind
        order by not exists (select from places p where not exists (
                     select from actor_areas x where x.actor_id = d.actor_id and x.presence = 'responsibility' and x.area_id = any (p.codes))) desc,
                 d.is_top desc, d.actor_id
        limit 1
    )
    select case when desk_is_staffed(actor_id) then actor_id when desk_is_staffed(stand_in_id) then stand_in_id end from chosen);
end $$;
-- Seconds the house has had the turn; the clock stands still while the requester has it. Computed when read, never stored.
create function house_has_turn(state text) returns boolean language sql immutable parallel safe as $$
    select state not in ('returned', 'offered', 'delivered', 'closed', 'referred', 'declined', 'aborted', 'withdrawn', 'expired')
$$;
-- For the lines of a list, all at once; the rule of sight is repeated here.
create function request_clocks(requests uuid[]) returns table (request_id uuid, seconds bigint)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare mine uuid[] := viewer_sights();
begin
    return query
    select seen.id, (select coalesce(sum(extract(epoch from coalesce(h.next_at, now()) - h.at)) filter (where house_has_turn(h.to_state)), 0)::bigint
                     from (select a.at, a.to_state, lead(a.at) over (order by a.id) as next_at from request_acts a where a.request_id = seen.id) h)
    from unnest(requests) as seen (id)
    -- The limit keeps Postgres from turning the question around and reading all that the viewer sees.
    where (select true from request_sights s where s.request_id = seen.id and s.grantee = any (mine) limit 1) or viewer_role() = 'house';
end $$;
-- Another request of the same owner, of the same kind and district, at overlapping dates.
create function request_twins(owner uuid, of_kind text, area uuid, date_from date, date_until date, except_id uuid) returns table (reference text, state text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select r.reference, r.state from requests r
    where r.owner_id = owner and (owner = viewer_actor() or exists (select from request_sights s where s.request_id = r.id and s.grantee = any (viewer_sights())))
      and r.kind = of_kind and r.from_area_id = area and r.id is distinct from except_id and r.owner_id <> visitors_actor()
      and r.needed_from <= date_until and r.needed_until >= date_from and r.state not in ('withdrawn', 'declined', 'expired', 'closed', 'aborted', 'referred')
    order by r.received_at desc limit 5;
end $$;
do $$ declare f regprocedure; begin
    for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.proname not like '%keep%' loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
revoke execute on function request_sights_rebuild(requests) from cimic_app;
