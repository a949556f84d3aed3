-- Mail without content: what each person chose, an outbox that survives a kill, and the rules by which events of the chain become mails.
create table mail_choices (
    person_id uuid primary key references people,
    -- the one switch for all
    is_off    boolean not null default false,
    -- whether what is assigned or about to expire comes at once; else with the rest, once a day
    at_once   boolean not null default true,
    -- filters; they combine with *and*, and an empty one lets everything through
    kinds     text[] not null default '{}' check (kinds <@ array['request', 'action', 'meeting', 'qip']),
    area_id   uuid references areas,
    only_turn boolean not null default false,
    version   int not null default 1
);
create trigger mail_choices_version before update on mail_choices for each row execute function count_version();

-- A mail to be, or a line of a daily one. It names a record and says why; nothing of what stands in it.
create table mail_outbox (
    id          uuid primary key default gen_random_uuid(),
    person_id   uuid not null references people,
    actor_id    uuid,
    pace        text not null check (pace in ('now', 'daily')),
    why         text not null check (why in ('turn', 'promise', 'invited', 'expires', 'handover', 'news')),
    record_kind text not null,
    record_id   uuid not null,
    -- a reference, or nothing where the record has none
    label       text not null check (label ~ '^([0-9A-Z]{4}-[0-9A-Z]{4})?$'),
    path        text not null check (path ~ '^/[a-z]+(/[0-9A-Za-z-]+)?$'),
    -- one mail for one reason, however often it is found
    once        text not null,
    queued_at   timestamptz not null default now(),
    next_try_at timestamptz not null default now(),
    tries       int not null default 0,
    state       text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'failed')),
    ended_at    timestamptz,
    constraint mail_outbox_ends check ((state = 'waiting') = (ended_at is null)),
    unique (person_id, once)
);
create index mail_outbox_waiting_idx on mail_outbox (next_try_at) where state = 'waiting';
create unique index mail_outbox_daily_once on mail_outbox (person_id, record_id) where pace = 'daily' and state = 'waiting';
create index mail_outbox_ended_idx on mail_outbox (ended_at) where ended_at is not null;

-- How far events have become mails: a place in the chain. Whether this house sends mail at all.
create table mail_heads (
    id     boolean primary key default true check (id),
    seq    bigint not null default 0,
    is_on  boolean not null default false
);
insert into mail_heads default values;

alter table mail_choices enable row level security;
alter table mail_outbox enable row level security;
alter table mail_heads enable row level security;
create policy mail_choices_own on mail_choices for select to cimic_app using (person_id = (select viewer_person()) or (select viewer_role()) = 'house');
create policy mail_choices_add on mail_choices for insert to cimic_app with check (person_id = (select viewer_person()));
create policy mail_choices_change on mail_choices for update to cimic_app using (person_id = (select viewer_person()));
-- A person sees what was sent to them; the house sends.
create policy mail_outbox_own on mail_outbox for select to cimic_app using (person_id = (select viewer_person()) or (select viewer_role()) = 'house');
create policy mail_outbox_send on mail_outbox for update to cimic_app using ((select viewer_role()) = 'house');
create policy mail_heads_see on mail_heads for select to cimic_app using ((select viewer_role()) is not null);
create policy mail_heads_move on mail_heads for update to cimic_app using ((select viewer_role()) = 'house');
grant select, insert on mail_choices to cimic_app;
grant update (is_off, at_once, kinds, area_id, only_turn) on mail_choices to cimic_app;
grant select on mail_outbox, mail_heads to cimic_app;
grant update (next_try_at, tries, state, ended_at) on mail_outbox to cimic_app;
grant update (seq, is_on) on mail_heads to cimic_app;

-- When the next daily mail goes out: six in the morning of the mission.
create function mail_next_daily() returns timestamptz language sql stable as $$
    select (case when local::time < time '06:00' then local::date else local::date + 1 end + time '06:00') at time zone zone
    from (select now() at time zone h.time_zone as local, h.time_zone as zone from house h) x
$$;

-- Whom an event concerns: offices (or one person), what the mail says of the record, and whether it is their turn since this very event.
-- Notes inside an office, consents and openings are nobody's news, so acts are named one by one.
create function mail_concerns(e events) returns table (actor_id uuid, person_id uuid, role text, record_kind text, record_id uuid, label text, path text, area_id uuid, is_turn boolean, why text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare r requests; q qips; m meetings; a actions; h handovers;
begin
    if e.record_kind = 'request' and e.act in ('submit', 'create', 'answer', 'ask', 'decline', 'screen', 'endorse', 'not_endorse', 'pass_on', 'relay', 'advise', 'offer', 'take_back',
        'accept_offer', 'decline_offer', 'lapse_offer', 'suffice', 'task', 'retask', 'start', 'report', 'suspend', 'resume', 'abort', 'confirm', 'dispute', 'settle', 'close', 'withdraw',
        'expire', 'comment', 'move_desk', 'add_party', 'propose_referral', 'agree_referral', 'refuse_referral', 'change', 'attach', 'follow', 'adopt', 'propose_owner', 'widen') then
        select * into r from requests where id = e.record_id;
        return query
        select n.id, null::uuid, null::text, 'request', r.id, left(r.reference, 4) || '-' || right(r.reference, 4),
               '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4), r.from_area_id, r.turn_id is not distinct from n.id and r.state_since = e.at,
               case when r.turn_id is not distinct from n.id and r.state_since = e.at then 'turn' else 'news' end
        from (select r.owner_id as id union select p.actor_id from request_parties p where p.request_id = r.id and p.left_at is null) n
        where exists (select from request_sights s where s.request_id = r.id and s.grantee = n.id);
    elsif e.record_kind = 'qip' and e.act in ('take_up', 'decline', 'submit', 'ask_check', 'check', 'return', 'screen', 'reject', 'table', 'outcome', 'approve', 'refuse', 'plan', 'agree',
        'request_payment', 'certify', 'return_payment', 'release', 'visit', 'suspend', 'resume', 'extend', 'complete', 'inspect', 'hand_over', 'close', 'evaluate', 'cancel', 'terminate',
        'allow', 'start', 'finish', 'comment', 'attach') then
        select * into q from qips where id = e.record_id;
        return query
        select n.id, null::uuid, null::text, 'qip', q.id, left(q.reference, 4) || '-' || right(q.reference, 4),
               '/qips/' || left(q.reference, 4) || '-' || right(q.reference, 4), q.area_id, q.turn_id is not distinct from n.id and q.state_since = e.at,
               case when q.turn_id is not distinct from n.id and q.state_since = e.at then 'turn' else 'news' end
        from (select q.owner_id as id union select q.turn_id union select p.actor_id from qip_parties p where p.project_id = q.id and p.left_at is null) n
        where exists (select from qip_sights s where s.project_id = q.id and s.grantee = n.id and s.is_file);
    elsif e.record_kind = 'meeting' and e.act in ('invite', 'guests', 'move', 'postpone', 'reschedule', 'cancel', 'circulate', 'seal', 'remind', 'add_addendum') then
        select * into m from meetings where id = e.record_id;
        return query
        select n.actor_id, null::uuid, null::text, 'meeting', m.id, left(m.reference, 4) || '-' || right(m.reference, 4),
               '/meetings/' || left(m.reference, 4) || '-' || right(m.reference, 4), null::uuid,
               e.act in ('invite', 'guests', 'remind', 'reschedule') and n.answer is null and m.starts_at < e.at + interval '2 days',
               case when e.act in ('invite', 'guests', 'remind', 'reschedule') and n.answer is null then 'invited' else 'news' end
        from meeting_actors n where n.meeting_id = m.id and n.left_at is null and m.state <> 'planned'
          and exists (select from meeting_sights s where s.meeting_id = m.id and s.grantee = n.actor_id);
    elsif e.record_kind = 'action' and e.act in ('accept', 'decline', 'start', 'finish', 'block', 'resume', 'verify', 'send_back', 'move', 'cancel', 'attach') then
        select * into a from actions where id = e.record_id;
        return query
        select n.id, null::uuid, case when n.id = a.actor_id and n.id <> a.owner_id then a.role end, 'action', a.id, '', '/actions/' || a.id, null::uuid,
               a.state_since = e.at and (a.state = 'done' and n.id = a.owner_id or a.state = 'in_progress' and e.act = 'send_back' and n.id = a.actor_id),
               case when a.state_since = e.at and (a.state = 'done' and n.id = a.owner_id or e.act = 'send_back' and n.id = a.actor_id) then 'turn' else 'news' end
        from (select a.owner_id as id union select a.actor_id) n where exists (select from action_sights s where s.action_id = a.id and s.grantee = n.id);
    elsif e.record_kind = 'handover' then
        select * into h from handovers where id = e.record_id;
        return query
        select null::uuid, n.id, null::text, 'handover', h.id, '', '/handovers/' || h.id, null::uuid, true, 'handover'
        from unnest(array[h.predecessor_id, h.successor_id]) n (id) where h.state <> 'proposed';
    end if;
    -- Action points that this event put, on whatever record: for whoever is to do them.
    return query
    select x.actor_id, null::uuid, x.role, 'action', x.id, '', '/actions/' || x.id, null::uuid, true, 'promise'
    from actions x where e.record_kind in ('request', 'meeting', 'visit', 'report', 'qip') and x.source_id = e.record_id and x.created_at = e.at and x.state = 'offered'
      and exists (select from action_sights s where s.action_id = x.id and s.grantee = x.actor_id);
end $$;

-- One line of the outbox for each person whom something concerns, who is not the one who did it, and whose filters all let it through.
create function mail_enqueue(concern_person uuid, concern_actor uuid, concern_role text, author uuid, kind text, record uuid, label text, path text, area uuid, is_turn boolean, why text, once text)
    returns void language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
begin
    insert into mail_outbox (person_id, actor_id, pace, why, record_kind, record_id, label, path, once, next_try_at)
    select q.id, concern_actor, w.pace, why, kind, record, label, path, once, case w.pace when 'now' then now() else mail_next_daily() end
    from (select distinct p.person_id from posts p
          where post_in_force(p) and (p.person_id = concern_person or p.actor_id = concern_actor and (concern_role is null or p.role = concern_role)
            and p.role in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager', 'approver', 'finance')
            and (p.role not in ('approver', 'finance') or kind = 'qip'))) p
    join people q on q.id = p.person_id and q.suspended_at is null
    left join mail_choices c on c.person_id = q.id
    cross join lateral (select case when (is_turn or why = 'expires') and coalesce(c.at_once, true) then 'now' else 'daily' end as pace) w
    where q.id is distinct from author and not coalesce(c.is_off, false)
      and (kind = 'handover' or coalesce(cardinality(c.kinds), 0) = 0 or kind = any (c.kinds))
      and (kind = 'handover' or c.area_id is null or c.area_id is not distinct from area)
      and (not coalesce(c.only_turn, false) or is_turn or why = 'expires')
    on conflict do nothing;
end $$;

-- Turns the next events of the chain into mails, in the chain's order, each exactly once: place and lines are one transaction. How many events it read.
create function mail_take(most int) returns bigint language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare first bigint; last bigint; link record; e events; n record;
begin
    if viewer_role() is distinct from 'house' then raise exception 'only the house' using errcode = 'insufficient_privilege'; end if;
    select h.seq into first from mail_heads h for update;
    select max(x.seq) into last from (select c.seq from event_chain c where c.seq > first order by c.seq limit most) x;
    if last is null then return 0; end if;
    for link in select c.seq, c.event_id from event_chain c where c.seq > first and c.seq <= last order by c.seq loop
        select v.* into e from events v where v.id = link.event_id and v.at > now() - interval '1 day';
        continue when e.id is null;
        for n in select k.* from mail_concerns(e) k where k.actor_id is null or k.actor_id is distinct from e.actor_id loop
            perform mail_enqueue(n.person_id, n.actor_id, n.role, e.person_id, n.record_kind, n.record_id, n.label, n.path, n.area_id, n.is_turn, n.why,
                link.seq || '/' || n.why || '/' || n.record_id);
        end loop;
    end loop;
    update mail_heads set seq = last;
    return last - first;
end $$;
-- What is about to expire: requests whose end is near while it is somebody's turn, offers, consents, promises due, posts. Once each.
create function mail_expiring() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare n record; before bigint; after bigint;
begin
    if viewer_role() is distinct from 'house' then raise exception 'only the house' using errcode = 'insufficient_privilege'; end if;
    select count(*) into before from mail_outbox where state = 'waiting';
    for n in
        select r.id, r.turn_id as actor, null::text as role, 'request' as kind, left(r.reference, 4) || '-' || right(r.reference, 4) as label,
               '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4) as path, r.from_area_id as area, r.needed_until::text as day
        from requests r where r.needed_until between current_date and current_date + 2 and r.turn_id is not null
          and r.state in ('submitted', 'returned', 'screened', 'endorsed', 'relayed', 'offered', 'accepted')
        union all
        select r.id, r.owner_id, null, 'request', left(r.reference, 4) || '-' || right(r.reference, 4), '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4),
               r.from_area_id, 'offer ' || o.valid_until
        from offers o join requests r on r.id = o.request_id where o.state = 'offered' and o.valid_until between current_date and current_date + 1
        union all
        select r.id, a.actor, null, 'request', left(r.reference, 4) || '-' || right(r.reference, 4), '/requests/' || left(r.reference, 4) || '-' || right(r.reference, 4),
               r.from_area_id, 'consent ' || c.until_at
        from consents c join requests r on r.id = c.request_id cross join lateral unnest(array[c.recipient_id, c.given_actor]) a (actor)
        where c.withdrawn_at is null and c.until_at between now() and now() + interval '2 days' and a.actor is not null and r.ended_at is null
        union all
        select a.id, a.actor_id, a.role, 'action', '', '/actions/' || a.id, null, 'due ' || a.due_on
        from actions a where a.state in ('offered', 'accepted', 'in_progress', 'blocked') and a.due_on between current_date and current_date + 1
    loop
        perform mail_enqueue(null, n.actor, n.role, null, n.kind, n.id, n.label, n.path, n.area, false, 'expires', 'expires/' || n.id || '/' || n.day);
    end loop;
    for n in select p.id, p.person_id, p.until_at from posts p where p.until_at between now() and now() + interval '7 days' and post_in_force(p) loop
        perform mail_enqueue(n.person_id, null, null, null, 'handover', n.id, '', '/account', null, false, 'expires', 'post/' || n.id || '/' || n.until_at);
    end loop;
    select count(*) into after from mail_outbox where state = 'waiting';
    return after - before;
end $$;
-- Whether this mail may still go: the person is there, has not switched mail off, and still sees the record for that office.
create function mail_may_go(mail mail_outbox) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if viewer_role() is distinct from 'house' or exists (select from people where id = mail.person_id and suspended_at is not null)
        or exists (select from mail_choices where person_id = mail.person_id and is_off)
        or not exists (select from posts p where p.person_id = mail.person_id and post_in_force(p) and (mail.actor_id is null or p.actor_id = mail.actor_id)) then
        return false;
    end if;
    return case when mail.actor_id is null then true
        when mail.record_kind = 'request' then exists (select from request_sights where request_id = mail.record_id and grantee = mail.actor_id)
        when mail.record_kind = 'qip' then exists (select from qip_sights where project_id = mail.record_id and grantee = mail.actor_id and is_file)
        when mail.record_kind = 'meeting' then exists (select from meeting_sights where meeting_id = mail.record_id and grantee = mail.actor_id)
        when mail.record_kind = 'action' then exists (select from action_sights where action_id = mail.record_id and grantee = mail.actor_id)
        else false end;
end $$;
-- Lines that went or were given up are forgotten after a month.
create function mail_forget() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare n bigint;
begin
    if viewer_role() is distinct from 'house' then raise exception 'only the house' using errcode = 'insufficient_privilege'; end if;
    delete from mail_outbox where ended_at < now() - interval '30 days';
    get diagnostics n = row_count;
    return n;
end $$;
-- How mail goes, for the administrator: how many wait, failed since yesterday, and the last one that went.
create function mail_state() returns table (is_on boolean, waiting bigint, failed bigint, last_sent_at timestamptz) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    if viewer_role() is distinct from 'admin' then return; end if;
    return query select h.is_on, (select count(*) from mail_outbox where state = 'waiting' and next_try_at <= now()),
        (select count(*) from mail_outbox where state = 'failed' and ended_at > now() - interval '1 day'), (select max(ended_at) from mail_outbox where state = 'sent') from mail_heads h;
end $$;
do $$ declare f regprocedure; begin
    foreach f in array array['mail_concerns(events)', 'mail_enqueue(uuid, uuid, text, uuid, text, uuid, text, text, uuid, boolean, text, text)', 'mail_take(integer)', 'mail_expiring()',
        'mail_may_go(mail_outbox)', 'mail_forget()', 'mail_state()']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;
-- Only from within the two above.
revoke execute on function mail_concerns(events) from cimic_app;
revoke execute on function mail_enqueue(uuid, uuid, text, uuid, text, uuid, text, text, uuid, boolean, text, text) from cimic_app;
