-- An objective's page shows its newest activities and those of eight months: it read all of them.
create index if not exists activities_objective_newest_idx on activities (objective_id, created_at desc) where objective_id is not null;
create index if not exists activities_objective_until_idx on activities (objective_id, until_on) where objective_id is not null;
