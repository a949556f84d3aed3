-- What hangs on a meeting is for those named on it; rooms have pictures; a page finds what was carried over to a meeting.

-- Who of those that see a record also sees what hangs on it: an expression over the row `r`. Of a meeting those named on it, like its agenda.
alter table record_kinds add column within text not null default 'true';
update record_kinds set within = 'exists (select from meeting_sights s where s.meeting_id = r.id and s.is_named)' where kind = 'meeting';
create or replace function record_seen(of_kind text, of_id uuid) returns boolean language plpgsql stable set search_path = public, pg_temp as $$
declare k record_kinds; seen boolean;
begin
    select * into k from record_kinds r where r.kind = of_kind;
    if k.kind is null then return false; end if;
    execute format('select exists (select from %I r where r.id = $1 and %s)', k.relation, k.within) into seen using of_id;
    return seen;
end $$;

insert into record_kinds (kind, relation, title, url) values ('room', 'rooms', 'r.name', $$'/rooms/' || r.id$$);

create index action_carries_meeting_idx on action_carries (meeting_id);
