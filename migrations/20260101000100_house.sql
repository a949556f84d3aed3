-- What holds for the whole house: its name and zone, the situation, and the policy numbers in versions.
create table house (
    id              boolean primary key default true check (id),
    mission_name    text not null default 'CIMIC House' check (length(mission_name) between 1 and 120),
    country_code    text not null default '' check (length(country_code) <= 8),
    time_zone       text not null default 'UTC',
    situation       text not null default 'peacekeeping' check (situation in ('peacetime', 'peacekeeping', 'peace_enforcement', 'combat')),
    phase           text not null default 'stabilisation' check (phase in ('stabilisation', 'transition', 'consolidation')),
    duty_phone      text not null default '' check (length(duty_phone) <= 60),
    second_factor   boolean not null default false,
    is_demo         boolean not null default false,
    demo_built_at   timestamptz
);
insert into house default values;

-- Policy numbers (marked ° in the design). A record keeps the version it was made under.
create table policies (
    version    int primary key generated always as identity,
    holds_from timestamptz not null default now(),
    body       jsonb not null
);
insert into policies (body) values ('{
  "lead_hours": {"armed_escort": 72, "across_sectors": 96, "transport_air": 96, "passenger_seats": 48, "cargo": 48,
    "area_security": 72, "static_protection": 72, "route_assessment": 72, "transport_ground": 72, "transport_water": 72,
    "engineering": 168, "medical": 24, "evacuation": 0, "storage_camp": 96, "communications_water_power": 96, "mine_action": 96,
    "training_briefing": 96, "joint_assessment": 96, "information": 24, "community_support": 168, "other": 72},
  "alternatives_needed": 3, "confirm_nudge_days": 5, "confirm_close_days": 15, "erase_days": 30, "draft_days": 14,
  "consent_days_after_end": 2, "stale_days": 90,
  "matrix": {"peacetime": {"direct": "maybe", "indirect": "yes", "infrastructure": "yes"},
    "peacekeeping": {"direct": "maybe", "indirect": "maybe", "infrastructure": "yes"},
    "peace_enforcement": {"direct": "no", "indirect": "maybe", "infrastructure": "maybe"},
    "combat": {"direct": "no", "indirect": "no", "infrastructure": "maybe"}}
}');
create function policy_now() returns int language sql stable as $$ select max(version) from policies where holds_from <= now() $$;

alter table house enable row level security;
alter table policies enable row level security;
create policy house_see on house for select to cimic_app using (true);
create policy house_change on house for update to cimic_app using ((select viewer_role()) in ('admin', 'house'));
create policy policies_see on policies for select to cimic_app using (true);
grant select on house, policies to cimic_app;
grant update (mission_name, country_code, time_zone, duty_phone, second_factor, situation, phase, is_demo, demo_built_at) on house to cimic_app;

-- Fast changes of one row; written once here for every table that counts its versions.
create function count_version() returns trigger language plpgsql as $$
begin new.version := old.version + 1; return new; end $$;
