-- Minutes that are still a draft when they are due are told to host and chair: at their desks, and once by mail.
create index meetings_unwritten_owner_idx on meetings (owner_id, ends_at) where state in ('invited', 'held', 'drafted');
create index meetings_unwritten_chair_idx on meetings (chair_id, ends_at) where state in ('invited', 'held', 'drafted');

-- Hours after its end by which the minutes of a meeting are written (`minutes_due_hours`).
create function minutes_due_in() returns interval language sql stable as $$ select make_interval(hours => (body ->> 'minutes_due_hours')::int) from policies where version = policy_now() $$;
-- Queues a mail for what became due in the last three days, once each; how many lines.
create function mail_minutes_due() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare n record; before bigint; after bigint;
begin
    if viewer_role() is distinct from 'house' then raise exception 'only the house' using errcode = 'insufficient_privilege'; end if;
    select count(*) into before from mail_outbox where state = 'waiting';
    for n in
        select m.id, x.actor, left(m.reference, 4) || '-' || right(m.reference, 4) as label
        from meetings m cross join lateral (select m.owner_id union select m.chair_id) x (actor)
        where m.state in ('invited', 'held', 'drafted') and m.ends_at between now() - minutes_due_in() - interval '3 days' and now() - minutes_due_in()
    loop
        perform mail_enqueue(null, n.actor, null, null, 'meeting', n.id, n.label, '/meetings/' || n.label, null, true, 'turn', 'minutes/' || n.id);
    end loop;
    select count(*) into after from mail_outbox where state = 'waiting';
    return after - before;
end $$;
revoke all on function mail_minutes_due() from public;
grant execute on function mail_minutes_due() to cimic_app;
