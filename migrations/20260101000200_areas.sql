-- The country: regions, districts and below, in versions. A code can be retired, renamed or used again; references hold the id.
create table areas (
    id          uuid primary key default gen_random_uuid(),
    code        text not null check (length(code) between 1 and 40),
    level       smallint not null check (level between 0 and 5),
    name        text not null check (length(name) between 1 and 200),
    names       jsonb not null default '{}',
    parent_id   uuid references areas,
    valid_from  date,
    valid_to    date,
    lat         double precision check (lat between -90 and 90),
    lon         double precision check (lon between -180 and 180),
    shape_code  text,
    shape       jsonb,
    source      text not null default '',
    version     int not null default 1,
    created_at  timestamptz not null default now()
);
create unique index areas_code_in_force on areas (code) where valid_to is null;
create index areas_parent_idx on areas (parent_id);
create index areas_level_idx on areas (level, name) where valid_to is null;
create trigger areas_version before update on areas for each row execute function count_version();

create table area_aliases (
    area_id uuid not null references areas,
    alias   text not null check (length(alias) between 1 and 200),
    primary key (area_id, alias)
);
create index area_aliases_alias_idx on area_aliases (lower(alias));

alter table areas enable row level security;
alter table area_aliases enable row level security;
create policy areas_see on areas for select to cimic_app using (true);
create policy areas_write on areas for all to cimic_app using ((select viewer_role()) in ('admin', 'house')) with check ((select viewer_role()) in ('admin', 'house'));
create policy area_aliases_see on area_aliases for select to cimic_app using (true);
create policy area_aliases_write on area_aliases for all to cimic_app using ((select viewer_role()) in ('admin', 'house')) with check ((select viewer_role()) in ('admin', 'house'));
grant select, insert on areas, area_aliases to cimic_app;
grant update (name, names, parent_id, valid_from, valid_to, lat, lon, shape_code, shape, source) on areas to cimic_app;
grant delete on area_aliases to cimic_app;
