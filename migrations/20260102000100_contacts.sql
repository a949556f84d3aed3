-- Contacts: how an actor is reached, by function. Names and numbers (F1) stand apart and are shown field by field, by consent to one actor.
create table actor_contacts (
    id            uuid primary key default gen_random_uuid(),
    actor_id      uuid not null references actors,
    function      text not null check (length(function) between 2 and 120),
    -- the district it answers for; null for everywhere
    area_id       uuid references areas,
    languages     text[] not null default '{}' check (cardinality(languages) <= 8),
    hours         text not null default '' check (length(hours) <= 120),
    is_duty       boolean not null default false,
    -- somebody near a body that has no phone of its own
    is_proxy      boolean not null default false,
    ends_on       date,
    entered_by_id uuid references actors,
    -- set when the house erased who it was
    erased_at     timestamptz,
    removed_at    timestamptz,
    version       int not null default 1,
    created_at    timestamptz not null default now()
);
create index actor_contacts_actor_idx on actor_contacts (actor_id) where removed_at is null;
create index actor_contacts_end_idx on actor_contacts (ends_on) where ends_on is not null and erased_at is null;
create trigger actor_contacts_version before update on actor_contacts for each row execute function count_version();

-- F1. Erased when the contact is removed, and some days after its end of tour.
create table actor_contact_details (
    contact_id uuid primary key references actor_contacts,
    name       text not null default '' check (length(name) <= 160),
    phone      text not null default '' check (length(phone) <= 60),
    radio      text not null default '' check (length(radio) <= 60),
    email      text not null default '' check (length(email) <= 200)
);
-- Consent: which of these fields, to exactly one actor (the tree does not stretch it), for what, until when, and who gave it or heard it given.
create table contact_consents (
    id           uuid primary key default gen_random_uuid(),
    contact_id   uuid not null references actor_contacts,
    recipient_id uuid not null references actors,
    fields       text[] not null check (fields <@ array['name', 'phone', 'radio', 'email'] and cardinality(fields) > 0),
    purpose      text not null check (length(purpose) between 1 and 300),
    given_by     uuid references people,
    given_actor  uuid,
    -- who said it and how, where somebody else recorded it
    heard        text not null default '' check (length(heard) <= 300),
    given_at     timestamptz not null default now(),
    until_at     timestamptz not null,
    withdrawn_at timestamptz,
    constraint contact_consents_a_year check (until_at <= given_at + interval '400 days')
);
create index contact_consents_contact_idx on contact_consents (contact_id, recipient_id);
create index contact_consents_recipient_idx on contact_consents (recipient_id) where withdrawn_at is null;

-- Whose contact it is: the actor's own posts; for a body entered on its behalf, whoever entered it, until it is confirmed.
create function keeps_contacts_of(actor uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (
    select viewer_role() = 'house' or viewer_role() in ('partner', 'coordinator', 'liaison', 'officer', 'chief', 'section', 'qip_manager') and (
        actor = viewer_actor()
        or exists (select from actors a where a.id = actor and a.community = 'host' and a.status = 'proposed' and a.entered_by_id = viewer_actor())));
end $$;
create function keeps_contact(contact uuid) returns boolean language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return (select exists (select from actor_contacts c where c.id = contact and keeps_contacts_of(c.actor_id)));
end $$;
-- The fields of these contacts that the viewer may read now: all of one's own, of others what consent in force gives. The contact's actor must be
-- in sight: consent never shows an actor that does not exist for the reader.
create function contact_details(contacts uuid[]) returns table (contact_id uuid, name text, phone text, radio text, email text)
    language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me uuid := viewer_actor(); seen uuid[] := viewer_grantees();
begin
    if viewer_role() is null or viewer_role() in ('auditor', 'admin', 'leader', 'visitor') then return; end if;
    return query
    select d.contact_id, case when own or 'name' = any (f) then d.name else '' end, case when own or 'phone' = any (f) then d.phone else '' end,
           case when own or 'radio' = any (f) then d.radio else '' end, case when own or 'email' = any (f) then d.email else '' end
    from actor_contact_details d join actor_contacts c on c.id = d.contact_id and c.removed_at is null join actors a on a.id = c.actor_id,
        lateral (select keeps_contacts_of(c.actor_id) as own) o,
        lateral (select coalesce(array_agg(x), '{}') as f from contact_consents k, unnest(k.fields) x
                 where k.contact_id = c.id and k.recipient_id = me and k.withdrawn_at is null and k.until_at > now()) consent
    where d.contact_id = any (contacts) and (own or cardinality(f) > 0 and (a.audience_id = any (seen) or a.id = any (seen) or a.keeper_id = me));
end $$;

alter table actor_contacts enable row level security;
alter table actor_contact_details enable row level security;
alter table contact_consents enable row level security;
-- That there is a contact, and for what, is known to whoever may know the actor.
create policy actor_contacts_see on actor_contacts for select to cimic_app using (
    (select viewer_role()) not in ('admin', 'auditor') and exists (select from actors a where a.id = actor_id));
create policy actor_contacts_add on actor_contacts for insert to cimic_app with check (keeps_contacts_of(actor_id));
create policy actor_contacts_change on actor_contacts for update to cimic_app using (keeps_contacts_of(actor_id));
create policy actor_contact_details_own on actor_contact_details for select to cimic_app using (keeps_contact(contact_id));
create policy actor_contact_details_add on actor_contact_details for insert to cimic_app with check (keeps_contact(contact_id));
create policy actor_contact_details_change on actor_contact_details for update to cimic_app using (keeps_contact(contact_id));
create policy actor_contact_details_erase on actor_contact_details for delete to cimic_app using (keeps_contact(contact_id));
create policy contact_consents_see on contact_consents for select to cimic_app using (recipient_id = (select viewer_actor()) or keeps_contact(contact_id));
create policy contact_consents_add on contact_consents for insert to cimic_app with check (keeps_contact(contact_id));
create policy contact_consents_end on contact_consents for update to cimic_app using (keeps_contact(contact_id));
create policy read_events_contacts on read_events for select to cimic_app using (record_kind = 'contact' and keeps_contact(record_id));
grant select, insert on actor_contacts, actor_contact_details, contact_consents to cimic_app;
grant update (function, area_id, languages, hours, is_duty, is_proxy, ends_on, erased_at, removed_at) on actor_contacts to cimic_app;
grant update (name, phone, radio, email) on actor_contact_details to cimic_app;
grant delete on actor_contact_details to cimic_app;
grant update (withdrawn_at) on contact_consents to cimic_app;
do $$ declare f regprocedure; begin
    foreach f in array array['keeps_contacts_of(uuid)', 'keeps_contact(uuid)', 'contact_details(uuid[])']::regprocedure[] loop
        execute format('revoke all on function %s from public', f);
        execute format('grant execute on function %s to cimic_app', f);
    end loop;
end $$;

-- Requests in which the reader's own actor and this one both stand, the newest first; what they are is read under the reader's own sight.
create function actor_dealings(actor uuid) returns table (request_id uuid) language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select s.request_id from (select x.request_id, x.received_at from request_sights x where x.grantee = actor order by x.received_at desc, x.request_id desc limit 500) s
    where actor <> viewer_actor() and exists (select from request_sights m where m.request_id = s.request_id and m.grantee = viewer_actor())
      and (exists (select from requests r where r.id = s.request_id and r.owner_id = actor)
           or exists (select from request_parties p where p.request_id = s.request_id and p.actor_id = actor and p.left_at is null))
    order by s.received_at desc limit 8;
end $$;
revoke all on function actor_dealings(uuid) from public;
grant execute on function actor_dealings(uuid) to cimic_app;
