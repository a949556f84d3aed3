-- The posts that the world of requests has not: project team, committee, approver, finance, leader, administrator, auditor.
insert into actors (id, name, kind, community, last_confirmed_at) values
    ('00000000-0000-0000-0000-0000000c0001', 'Project management team', 'mission_section', 'mission', now()),
    ('00000000-0000-0000-0000-0000000c0002', 'Project review committee', 'mission_section', 'mission', now()),
    ('00000000-0000-0000-0000-0000000c0003', 'Office of the head of mission', 'mission_section', 'mission', now()),
    ('00000000-0000-0000-0000-0000000c0004', 'Finance and budget', 'mission_section', 'mission', now()),
    ('00000000-0000-0000-0000-0000000c0005', 'Administration', 'system', 'system', now());
insert into people (id, name, email, password_hash)
select ('00000000-0000-0000-0000-0000000c100' || n)::uuid, 'The ' || role, role || '@bench.example', (select password_hash from people where password_hash is not null limit 1)
from (values (1, 'qip_manager'), (2, 'committee'), (3, 'approver'), (4, 'finance'), (5, 'leader'), (6, 'admin'), (7, 'auditor')) p (n, role);
insert into posts (id, person_id, actor_id, role, represents_id, from_at)
select ('00000000-0000-0000-0000-0000000c200' || n)::uuid, ('00000000-0000-0000-0000-0000000c100' || n)::uuid, ('00000000-0000-0000-0000-0000000c000' || office)::uuid, role,
    case when role = 'committee' then (select id from actors where name = 'Civil Affairs') end, now() - interval '5 months'
from (values (1, 'qip_manager', 1), (2, 'committee', 2), (3, 'approver', 3), (4, 'finance', 4), (5, 'leader', 3), (6, 'admin', 5), (7, 'auditor', 5)) p (n, role, office);
-- Those of the first fill, numbered: 300 owners, 12 units, 6 offices.
create temp table owners as
    select (regexp_match(name, '\d+$'))[1]::int as n, id, community from actors where name ~ '^(Agency|Relief International|Local Aid Network|Village committee) \d+$';
create temp table units as select (row_number() over (order by name) - 1)::int as n, id from actors where name like 'Battalion %';
create temp table offices as select * from (
    select case name when 'Humanitarian coordination' then 0 when 'Sector North CIMIC' then 1 when 'Sector South CIMIC' then 2 when 'Sector Coast CIMIC' then 3
        when 'Force HQ CIMIC' then 4 when 'Civil Affairs' then 5 end as n, id, community from actors) o where n is not null;
create unique index on owners (n);
drop table if exists climb;
create temp table climb as
    with recursive up as (
        select id as actor, id as grantee, parent_id, community from actors
        union
        select up.actor, p.id, p.parent_id, p.community from up join actors p on p.id = up.parent_id and p.community = up.community
        where up.community in ('military', 'mission', 'humanitarian')
    ) select actor, grantee from up;
create index on climb (actor);
analyze owners; analyze units; analyze offices; analyze climb;
-- Offers that are open can still be taken up: the house would let them lapse, two hundred a minute, while it is measured.
update offers set valid_until = current_date + 30 where state = 'offered';
