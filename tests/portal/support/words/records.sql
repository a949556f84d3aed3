-- One of every kind of record that the builders beside this file do not make, for sweeps over the whole house.
-- `@actor:kestrel` is the id of that actor, `@convoy` the id of the record of that name, made up where nobody made it before.
-- Texts are poor on purpose: each is overwritten with a word of its own. WORD stands where a text is part of something larger.
set session_replication_role = replica;
insert into openings (person_id, record_kind, record_id, justification) values (@person:Miriam, 'request', @opened, 'WORD: a complaint came in.');
insert into request_sheets (request_id, point, answer, evidence, answered_by) values (@convoy, 'last_resort', 'met', 'x', @person:Ines);
update requests set support = '{"duplication": "WORD", "authority": "WORD", "upkeep": "WORD", "fund": "WORD"}' where id in (@village, @paper);
update requests set waiver = 'x' where id = @convoy;
update request_acts set detail = '{"conditions": "WORD"}', heard = '{"from": "WORD", "how": "phone", "on": "2026-10-01"}' where reason <> '';
update consents set heard = '{"from": "WORD", "how": "phone", "on": "2026-10-01"}';
insert into drafts (id, kind, actor_id, person_id, form) values (@draft, 'request', @actor:alderbrook_north, @person:Amara, 'need=WORD&what=WORD');
insert into drafts (id, kind, actor_id, person_id, form) values (@drafted_item, 'minutes', @actor:sector_north, @person:Pavel, '{"summary": "WORD", "base": 0}');
insert into parked_forms (id, person_id, path, body) values (@parked, @person:Amara, '/requests/new', 'need=WORD');
update actors set mandate = 'x', website = 'https://example.org', acronym = 'OW', local_name = 'Sala', phone = '1', source = 'x' where id in (@actor:open_ward, @actor:east_movement, @actor:tesselaid);
insert into actor_contacts (id, actor_id, function, area_id) values (@contact, @actor:alderbrook_north, 'Access', @area:XZ0102), (@ward_contact, @actor:open_ward, 'Access', @area:XZ0102);
insert into actor_contact_details (contact_id, name) values (@contact, 'x'), (@ward_contact, 'x');
insert into contact_consents (id, contact_id, recipient_id, fields, purpose, heard, until_at) values
    (@contact_consent, @contact, @actor:sector_north, '{name,phone,radio,email}', 'x', 'x', now() + interval '9 days');
insert into actor_relations (id, from_id, kind, to_id) values (@relation, @actor:alderbrook, 'funds', @actor:open_ward);
insert into actor_merges (id, from_id, into_id, proposed_by) values (@merge, @actor:sirenu_mothers, @actor:alderbrook, @person:Malik);
insert into assets (id, actor_id, kind, name, ownership, appearance, is_armed, lead_time_hours, audience, base_area_id) values
    (@asset, @actor:kestrel, 'engineering', 'x', 'contingent', 'military', false, 24, 'military', @area:XZ0102),
    (@lorry, @actor:fra, 'transport_ground', 'x', 'agency', 'civilian', false, 24, 'partners', @area:XZ0102);
set session_replication_role = default;
insert into activities (id, actor_id, area_id, cluster, what, starts_on, audience, targeted) values
    (@wells, @actor:alderbrook_north, @area:XZ0102, 'WSH', 'x', current_date - 5, 'humanitarian', 400),
    (@ward_clinic, @actor:open_ward, @area:XZ0102, 'HEA', 'x', current_date - 5, 'owner', 400),
    (@patrol, @actor:kestrel, @area:XZ0102, 'LOG', 'x', current_date - 5, 'military', 400);
insert into activity_places (activity_id, place) values (@wells, 'x'), (@patrol, 'x');
insert into activity_partners (activity_id, partner) values (@wells, 'x'), (@patrol, 'x');
insert into activity_consents (id, owner_id, recipient_id, fields, purpose, until_at) values
    (@activity_consent, @actor:alderbrook_north, @actor:ocha, '{f3}', 'x', now() + interval '9 days');
insert into activity_imports (id, actor_id, person_id, kind, file_name, file, state, header, remarks, signature, columns) values
    (@list, @actor:ocha, @person:Ines, 'activity', 'x', 'x', 'checked', '[{"name": "WORD", "tag": "", "samples": ["WORD"]}]', '{"texts": [], "unknown": [{"field": "area", "said": "WORD", "rows": 1, "nearest": []}]}', 'x', '{"what": 0}'),
    (@roll, @actor:civil_affairs, @person:Rosa, 'project', 'x', 'x', 'checked', '[{"name": "WORD", "tag": "", "samples": ["WORD"]}]', '{"texts": [], "unknown": []}', 'x', '{"title": 0}');
insert into activity_import_rows (import_id, row, outcome, record, cells, notes, partner, place) values
    (@list, 2, 'error', 'x', '{WORD}', '[{"weight": "error", "column": "what", "text": {"key": "imports-words-unknown", "args": [["said", "WORD"], ["value", "WORD"]]}}]', 'x', 'x'),
    (@roll, 2, 'error', 'x', '{WORD}', '[]', 'x', 'x');
insert into activity_import_words (actor_id, field, word, said, value) values (@actor:ocha, 'place', 'x', 'x', 'x');
insert into activity_import_headers (actor_id, signature, columns) values (@actor:ocha, 'x', '{"WORD": 0}');
insert into activity_import_fixes (import_id, row, field, value) values (@list, 2, 'what', 'x');
insert into activity_exports (id, reference, actor_id, person_id, post_id, format, query) values
    (@activity_export, '0000000A', @actor:ocha, @person:Ines, @post:Ines/coordinator/ocha, 'csv', 'q=WORD');
insert into qip_exports (id, reference, actor_id, person_id, post_id, query) values
    (@qip_export, '0000000B', @actor:qip_team, @person:Keiko, @post:Keiko/qip_manager/qip_team, 'q=WORD');
insert into overlap_messages (id, from_id, to_id, person_id, area_id, cluster, sentence) values (@overlap, @actor:ocha, @actor:alderbrook_north, @person:Ines, @area:XZ0102, 'WSH', 'x');
insert into needs (id, area_id, cluster, people, source, as_of) values (@need, @area:XZ0102, 'WSH', 900, 'x', current_date - 5);
insert into rooms (id, owner_id, name, seats, equipment, way, opens, closes, audience) values
    (@hall, @actor:sector_north, 'x', 12, 'x', 'x', '06:00', '22:00', 'partners'), (@ops_room, @actor:kestrel, 'xx', 12, 'x', 'x', '06:00', '22:00', 'owner');
insert into room_bookings (id, room_id, owner_id, span, kind, state, purpose, person_id) values
    (@booking, @hall, @actor:kestrel, tstzrange(now() + interval '26 hours', now() + interval '27 hours'), 'booking', 'booked', 'x', @person:Dario);
insert into notes (record_kind, record_id, actor_id, person_id, body) values ('request', @convoy, @actor:kestrel, @person:Dario, 'x');
set session_replication_role = replica;
update meeting_items set state = 'agenda' where id in (@drafted_item, @circulated_item, @sealed_item, @announced_item);
insert into meeting_items (id, meeting_id, title, detail, proposed_by_id, audience, state) values
    (@military_item, @circulated, 'x', 'x', @actor:sector_north, 'military', 'agenda');
insert into meeting_items (id, meeting_id, title, detail, proposed_by_id, state, reason) values
    (@declined_item, @circulated, 'x', 'x', @actor:alderbrook_north, 'declined', 'x');
update meeting_actors set expected = 'x', note = 'x', answer = 'yes', answered_at = now();
insert into attendance (meeting_id, actor_id, presence, what, people, is_unlisted) values
    (@circulated, @actor:alderbrook_north, 'present', 'x', 1, false), (@circulated, null, 'walk_in', 'x', 1, true),
    (@circulated, null, 'walk_in', 'x', 3, false), (@drafted, null, 'walk_in', 'x', 3, false), (@sealed, @actor:open_ward, 'present', 'x', 1, false), (@sealed, null, 'walk_in', 'x', 3, false);
insert into minutes (meeting_id, circulated_at, amend_until) values (@circulated, now() - interval '1 hour', now() + interval '2 days');
insert into minutes (meeting_id, circulated_at, amend_until, sealed_at, sealed_by, sealed_for, sha256) values
    (@sealed, now() - interval '70 hours', now() - interval '2 hours', now() - interval '1 hour', @person:Ines, @actor:ocha, sha256('x'));
insert into minute_items (item_id, meeting_id, summary) values (@drafted_item, @drafted, 'x'), (@circulated_item, @circulated, 'x'), (@military_item, @circulated, 'x'), (@sealed_item, @sealed, 'x');
insert into minute_decisions (item_id, meeting_id, actor_id, body) values (@drafted_item, @drafted, @actor:sector_north, 'xxx'), (@circulated_item, @circulated, @actor:sector_north, 'xxx'), (@military_item, @circulated, @actor:kestrel, 'xxx'), (@sealed_item, @sealed, @actor:ocha, 'xxx');
insert into minute_words (item_id, meeting_id, actor_id, draft, corrected, corrected_at) values
    (@drafted_item, @drafted, @actor:vc_millford, 'x', null, null), (@circulated_item, @circulated, @actor:alderbrook_north, 'x', 'x', now()), (@sealed_item, @sealed, @actor:open_ward, 'x', null, null);
insert into sealed_parts (meeting_id, position, item_id, body, sha256) values (@sealed, 1, @sealed_item, 'x', sha256('x'));
insert into minute_addenda (id, meeting_id, actor_id, person_id, role, body) values (@addendum, @sealed, @actor:ocha, @person:Ines, 'coordinator', 'x');
set session_replication_role = default;
insert into actions (id, source_kind, source_id, item_id, body, owner_id, actor_id, due_on, state, reason, done_note, evidence) values
    (@promise, 'meeting', @circulated, @circulated_item, 'xxx', @actor:sector_north, @actor:alderbrook_north, current_date + 5, 'done', 'x', 'x', 'x'),
    (@closed_promise, 'meeting', @sealed, @sealed_item, 'xxx', @actor:ocha, @actor:open_ward, current_date + 5, 'offered', '', '', '');
insert into action_acts (action_id, act, to_state, role, actor_id, reason) values (@promise, 'finish', 'done', 'partner', @actor:alderbrook_north, 'x');
insert into files (id, record_kind, record_id, owner_id, actor_id, role, name, media, bytes, sha256) values
    (@convoy_file, 'request', @convoy, @actor:alderbrook_north, @actor:alderbrook_north, 'partner', 'x.pdf', 'pdf', 20, sha256('a')),
    (@sealed_file, 'meeting', @sealed, @actor:ocha, @actor:ocha, 'coordinator', 'x.pdf', 'pdf', 20, sha256('b')),
    (@promise_file, 'action', @promise, @actor:sector_north, @actor:alderbrook_north, 'partner', 'x.pdf', 'pdf', 20, sha256('c')),
    (@work_file, 'qip', @work, @actor:civil_affairs, @actor:civil_affairs, 'section', 'x.pdf', 'pdf', 20, sha256('d')),
    (@work_visit_file, 'qip_visit', @work_visit, @actor:civil_affairs, @actor:civil_affairs, 'section', 'x.jpg', 'jpeg', 20, sha256('e'));
insert into reports (id, source_kind, source_id, owner_id, audience, topic, sector, area_id, expected, happened, why, keep, state, filed_at) values
    (@begun, 'request', @convoy, @actor:kestrel, 'mission', 'coordination', '', @area:XZ0102, 'x', 'x', 'x', 'x', 'draft', null),
    (@lesson, 'meeting', @circulated, @actor:sector_north, 'mission', 'coordination', '', @area:XZ0102, 'x', 'x', 'x', 'x', 'filed', now()),
    (@host_lesson, 'meeting', @circulated, @actor:vc_millford, 'owner', 'coordination', '', @area:XZ0102, 'x', 'x', 'x', 'x', 'filed', now());
insert into report_lessons (report_id, kind, body) values (@begun, 'keep', 'xxx'), (@lesson, 'change', 'xxx'), (@host_lesson, 'keep', 'xxx');
insert into visits (id, owner_id, visited_id, visited_on, area_id, topics, said, follows, their_words) values
    (@visit, @actor:sector_north, @actor:vc_millford, current_date - 2, @area:XZ0102, '{needs}', 'x', 'x', 'x');
insert into notice_acts (notice_id, act, from_state, to_state, role, actor_id, reason) values (@advice, 'publish', 'draft', 'published', 'officer', @actor:sector_north, 'x');
insert into objectives (id, code, level, title, detail, owner_id, starts_on, state) values
    (@aim, 'AIM1', 'cimic_line', 'xxx', 'x', @actor:fhq_cimic, current_date - 90, 'active'), (@next_aim, 'AIM2', 'cimic_line', 'xxx', 'x', @actor:fhq_cimic, current_date - 90, 'draft');
insert into objective_indicators (id, objective_id, name, unit, baseline, target) values (@indicator, @aim, 'xxx', 'x', 0, 10), (@next_indicator, @next_aim, 'xxx', 'x', 0, 10);
insert into objective_readings (indicator_id, read_on, value, source) values (@indicator, current_date - 5, 3, 'xxx'), (@next_indicator, current_date - 5, 3, 'xxx');
insert into situation_proposals (id, from_situation, situation, why, proposed_by, proposer_id) values (@situation, 'peacekeeping', 'combat', 'xxx', @person:Nadia, @actor:fhq_cimic);
insert into situation_proposals (id, from_situation, situation, why, proposed_by, proposer_id, state, answer, answered_by, answerer_id, answered_at) values
    (@past_situation, 'peacetime', 'peacekeeping', 'xxx', @person:Nadia, @actor:fhq_cimic, 'refused', 'x', @person:Ines, @actor:ocha, now());
insert into sitreps (id, owner_id, from_on, until_on, state, filed_at) values
    (@sitrep, @actor:sector_north, current_date - 6, current_date, 'draft', null), (@filed_sitrep, @actor:sector_north, current_date - 14, current_date - 8, 'filed', now());
insert into sitrep_parts (sitrep_id, part, body) values (@sitrep, 'summary', 'x'), (@filed_sitrep, 'summary', 'x');
insert into applications (id, name, email, organisation, community, reason) values (@applicant, 'x', 'xxx', 'x', 'humanitarian', 'x');
insert into applications (id, name, email, organisation, community, reason, state, refused_why) values (@refused, 'x', 'xxy', 'x', 'military', 'x', 'refused', 'x');
insert into handovers (id, post_id, predecessor_id, successor_id, actor_id, role, community, moves_at, stated, proposed_by) values
    (@handover, @post:Pavel/officer/sector_north, @person:Pavel, @person:Lindi, @actor:sector_north, 'officer', 'military', now() + interval '3 days', true, @person:Nadia);
insert into rule_proposals (id, changes, why, proposed_as, proposed_by, proposer_id) select @rule, jsonb_build_object(key, value), 'xxx', 'chief', @person:Nadia, @actor:fhq_cimic
    from policies, jsonb_each(body) where version = policy_now() and jsonb_typeof(value) = 'number' order by key limit 1;
insert into qip_policy_proposals (id, body, why, proposed_by) select @qip_rule, body -> 'qip', 'x', @person:Samuel from policies where version = policy_now();
set session_replication_role = replica;
update qips set waiver = 'x', agreement = 'x' where state in ('implementing', 'in_review');
update qip_acts set detail = '{"lessons": "WORD"}';
insert into qip_sites (project_id, position, area_id, place, land_owner, document) select id, 1, area_id, 'x', 'x', 'x' from qips;
insert into qip_lines (project_id, position, category, what, unit, quantity, unit_cost, source) select id, 1, 'materials', 'x', 'x', 4, 250, 'qip' from qips where kind = 'qip';
insert into qip_quotes (project_id, supplier, what, amount, why) select id, 'x', 'x', 100, 'x' from qips where state in ('implementing', 'in_review');
insert into qip_votes (round_id, project_id, post_id, person_id, scores, vote, reasons) values
    (@review_round, @review, @post:Omar/committee/prc, @person:Omar, '{2,2,2,2,2,2,2,2,2,2}', 'for', 'x'), (@work_round, @work, @post:Omar/committee/prc, @person:Omar, '{2,2,2,2,2,2,2,2,2,2}', 'for', 'x');
update qip_rounds set agenda = 'x', state = case when id = @review_round then 'open' else 'closed' end;
update qip_round_items set reasons = 'x', outcome = 'recommended', recorded_at = now() where round_id in (@work_round, @done_round);
update qip_visits set voices = 'x', complaints = 'x';
update qip_instalments set voucher = 'x', reason = 'x';
set session_replication_role = default;
