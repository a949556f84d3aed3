-- An event for each thing that was made, then all of them in the chain, with hashes that stand for real ones.
update pg_index set indisready = false, indisvalid = false where indrelid in ('events'::regclass, 'event_chain'::regclass);
insert into events (at, role, actor_id, act, record_kind, record_id)
select created_at, 'partner', actor_id, 'create', 'activity', id from activities
union all select least(m.created_at, now()), 'officer', owner_id, 'create', 'meeting', id from meetings m
union all select starts_at, 'officer', owner_id, 'hold', 'meeting', id from meetings where starts_at < now()
union all select created_at, 'officer', owner_id, 'put', 'action', id from actions
union all select created_at, 'section', owner_id, 'propose', 'qip', id from qips;
reindex table events;
insert into event_chain (seq, event_id, hash) select row_number() over (order by tx, id), id, sha256(int8send(id)) from events;
reindex table event_chain;
update event_chain_heads h set seq = c.seq, hash = c.hash, tx = e.tx, event_id = e.id, moved_at = now() from event_chain c join events e on e.id = c.event_id where c.seq = (select max(seq) from event_chain);
update mail_heads set seq = (select seq from event_chain_heads);
