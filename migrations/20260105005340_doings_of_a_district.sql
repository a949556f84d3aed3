-- A district's page lists what ends soonest there: it read five hundred of what runs there, in no order, and sorted those.
create index if not exists activity_sights_ending_idx on activity_sights (grantee, area_id, until_on, activity_id) where status in ('planned', 'ongoing');
