-- Gazetteers in versions: each that was taken in, what it changed, and which area in force stands where an older one stood.
alter table areas add column superseded_by uuid references areas;
create index areas_superseded_idx on areas (superseded_by) where superseded_by is not null;
alter table areas add constraint areas_superseded_is_retired check (superseded_by is null or valid_to is not null);
grant update (superseded_by) on areas to cimic_app;

create table gazetteers (
    id         uuid primary key default gen_random_uuid(),
    number     int not null unique generated always as identity,
    taken_at   timestamptz not null default now(),
    file       text not null check (length(file) between 1 and 300),
    areas      int not null check (areas >= 0)
);
-- What one gazetteer did to one code: the version before and the one after, where there is one.
create table gazetteer_changes (
    gazetteer_id uuid not null references gazetteers,
    code         text not null,
    change       text not null constraint gazetteer_changes_known check (change in ('new', 'renamed', 'moved', 'recoded', 'reused', 'retired', 'redrawn', 'altered')),
    area_id      uuid references areas,
    former_id    uuid references areas,
    primary key (gazetteer_id, code, change)
);
alter table gazetteers enable row level security;
alter table gazetteer_changes enable row level security;
create policy gazetteers_see on gazetteers for select to cimic_app using ((select viewer_role()) is not null);
create policy gazetteers_add on gazetteers for insert to cimic_app with check ((select viewer_role()) = 'house');
create policy gazetteer_changes_see on gazetteer_changes for select to cimic_app using ((select viewer_role()) is not null);
create policy gazetteer_changes_add on gazetteer_changes for insert to cimic_app with check ((select viewer_role()) = 'house');
grant select, insert on gazetteers, gazetteer_changes to cimic_app;

-- Where each area lies today: its district and region in force, through whatever took its place. An area that nothing took the
-- place of is not in it; a region has no district.
create view area_homes with (security_invoker = true) as
with recursive now as (
    select a.id as area_id, a.id as now_id from areas a where a.valid_to is null
    union all
    select a.id, n.now_id from areas a join now n on a.superseded_by = n.area_id
), up as (
    select n.area_id, a.id, a.level, a.parent_id from now n join areas a on a.id = n.now_id
    union all
    select u.area_id, p.id, p.level, p.parent_id from up u join areas p on p.id = u.parent_id
)
select area_id, (array_agg(id) filter (where level = 2))[1] as district_id, (array_agg(id) filter (where level = 1))[1] as region_id
from up group by area_id;
grant select on area_homes to cimic_app;

-- Requests that wait for somebody, counted by district up to a cap.
create index request_sights_open_idx on request_sights (grantee, from_area_id, request_id) where turn_id is not null;
-- What is planned or under way in a place: district pages and overlaps.
create index activity_sights_running_idx on activity_sights (grantee, area_id, cluster, until_on, activity_id) where status in ('planned', 'ongoing');
-- Capacity mark of a district: as many activities at once as it is thought to bear. A number of the mission, to be set by it.
update policies set body = body || '{"absorption_mark": 30}' where not body ? 'absorption_mark';
-- A month of tallies is read as one range, without the rows behind it: they lie wherever they were first written.
create index activity_tallies_month_idx on activity_tallies (month) include (area_id, cluster, actor_id, audience, audience_id, n, planned, targeted);
