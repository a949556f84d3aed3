-- What the force can lend, and what civilian providers have, so that the last-resort check can look.
create table assets (
    id              uuid primary key default gen_random_uuid(),
    actor_id        uuid not null references actors,
    kind            text not null check (length(kind) between 1 and 60),
    name            text not null check (length(name) between 1 and 160),
    capability      text not null default '' check (length(capability) <= 300),
    ownership       text not null check (ownership in ('contingent', 'un_owned', 'chartered', 'agency')),
    appearance      text not null check (appearance in ('military', 'white', 'civilian')),
    is_armed        boolean not null default false,
    operated_by     text not null default '' check (length(operated_by) <= 120),
    base_area_id    uuid references areas,
    lead_time_hours int not null default 72 check (lead_time_hours between 0 and 2160),
    conditions      text not null default '' check (length(conditions) <= 1000),
    cost_basis      text not null default '' check (length(cost_basis) <= 300),
    state           text not null default 'available' check (state in ('available', 'reserved', 'tasked', 'maintenance', 'withdrawn')),
    audience        text not null check (audience in ('military', 'partners')),
    version         int not null default 1,
    created_at      timestamptz not null default now()
);
create index assets_actor_idx on assets (actor_id);
create index assets_kind_idx on assets (kind, state);
create trigger assets_version before update on assets for each row execute function count_version();
create table asset_bookings (
    id         uuid primary key default gen_random_uuid(),
    asset_id   uuid not null references assets,
    from_day   date not null,
    until_day  date not null,
    why        text not null check (why in ('reserved', 'tasked', 'maintenance')),
    request_id uuid references requests,
    constraint asset_bookings_in_order check (until_day >= from_day)
);
create index asset_bookings_asset_idx on asset_bookings (asset_id, from_day);
alter table assets enable row level security;
alter table asset_bookings enable row level security;
create policy assets_see on assets for select to cimic_app using (
    audience_grantee(audience) = any ((select viewer_grantees())::uuid[]) or actor_id = any ((select viewer_grantees())::uuid[]) or (select viewer_role()) = 'house');
create policy assets_add on assets for insert to cimic_app with check ((select viewer_role()) in ('liaison', 'officer', 'chief', 'coordinator', 'section', 'house'));
create policy assets_change on assets for update to cimic_app using ((select viewer_role()) in ('liaison', 'officer', 'chief', 'coordinator', 'section', 'house'));
create policy asset_bookings_see on asset_bookings for select to cimic_app using (exists (select from assets a where a.id = asset_id));
create policy asset_bookings_write on asset_bookings for all to cimic_app using (exists (select from assets a where a.id = asset_id)) with check (exists (select from assets a where a.id = asset_id));
grant select, insert on assets to cimic_app;
grant update (kind, name, capability, ownership, appearance, is_armed, operated_by, base_area_id, lead_time_hours, conditions, cost_basis, state) on assets to cimic_app;
grant select, insert, delete on asset_bookings to cimic_app;
-- What civilians see: the service and its lead time, never numbers, units or positions.
create function services() returns table (kind text, lead_time_hours int, is_civilian boolean) language sql stable security definer set search_path = public, pg_temp as $$
    select a.kind, min(a.lead_time_hours), a.audience = 'partners' from assets a where a.state in ('available', 'reserved', 'tasked') group by a.kind, a.audience = 'partners' order by 1
$$;
revoke all on function services() from public;
grant execute on function services() to cimic_app;
