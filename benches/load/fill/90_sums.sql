-- The roll-ups of dashboards, counted by the house's own functions.
analyze;
set session_replication_role = origin;
select set_config('cimic.role', 'house', false);
select rolls_mark();
select boards_mark();
do $$ begin while rolls_fold(50) > 0 loop null; end loop; while boards_fold(50) > 0 loop null; end loop; end $$;
