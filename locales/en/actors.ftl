# The directory: who is here, and how they are reached.

actors-title = Directory
actors-search = Name, acronym or local name
actors-empty-title = Nobody is in the directory yet
actors-empty = Whoever runs the house reads a list of organisations in: cimic-house import actors.
actors-name = Name
actors-acronym = Acronym
actors-local-name = Name in the local language
actors-local-name-hint = As people here write it.
actors-kind = Kind
actors-community = Community
actors-area = District
actors-areas = Present in
actors-areas-hint = Districts, not places: exact places are nobody’s business here.
actors-areas-whole = All of { $name }
actors-areas-not = Not there
actors-clusters = Clusters
actors-cluster = Cluster
actors-dimensions = What it is about
actors-dimensions-hint = Beyond the clusters: the fields of peace that its work touches.
actors-languages = Languages
actors-languages-hint = Parted by commas.
actors-field-languages-many = Eight languages are enough.
actors-origin = From
actors-origin-unsaid = Not said
actors-origin-internal = This country
actors-origin-external = Abroad
actors-offices = Its offices
actors-field-other-hint = Name or acronym as it stands in the directory.
actors-field-nobody = Nobody of this name is in the directory as you see it.
actors-field-several = Several are called like this. Which one? { $names }
actors-section-all = The whole list
actors-activities = What it does
actors-coming = Coming meetings
actors-dealings = Requests with you
actors-preview = What each community sees of it
actors-entered-by = Entered on its behalf by { $name }.
actors-parent = Belongs to
actors-mandate = Mandate
actors-mandate-hint = One line that anybody understands.
actors-phone = Office phone
actors-phone-hint = Of the office, not of a person.
actors-website = Website
actors-field-website-wrong = Enter a whole address, like https://example.org
actors-marking = Marking
actors-marking-hint = Whether vehicles and offices show a logo.
actors-marking-unsaid = Not said
actors-marking-logo = Shows its logo
actors-marking-none = Shows no logo
actors-posts = Posts in the house
actors-seen-by = Who sees this entry
actors-confirmed = Last confirmed
actors-confirmed-never = Never
actors-confirmed-fresh = Lately
actors-confirmed-stale = Long ago or never
actors-stale = Not confirmed lately
actors-stale-own = Nobody has confirmed this entry for a while. Does it still hold? If not, change it; that confirms it too.
actors-still-true = It still holds
actors-edit = Change this entry
actors-enter = Enter an organisation
actors-enter-hint = A village committee without a logo, a phone or an e-mail address belongs here like anybody else. The entry is proposed until it is confirmed.
actors-is-proposed = This entry is proposed: nobody of its community has confirmed it yet.
actors-confirm = Confirm this entry
actors-open-requests = These requests of yours are known to military parties and go on as they are. End them, or let them run out:

## Kinds
actors-kind-un = United Nations
actors-kind-ingo = International NGO
actors-kind-nngo = National NGO
actors-kind-red_cross = Red Cross and Red Crescent
actors-kind-international_organization = International organisation
actors-kind-government = Government
actors-kind-traditional_authority = Traditional authority
actors-kind-community_body = Community body
actors-kind-religious = Religious body
actors-kind-academic = Academia and research
actors-kind-private_sector = Private sector
actors-kind-media = Media
actors-kind-military_unit = Military unit of this mission
actors-kind-mission_section = Mission section
actors-kind-police = Mission police
actors-kind-donor = Donor
actors-kind-embassy = Embassy
actors-kind-contractor = Contractor
actors-kind-military = Other armed forces
actors-kind-party_to_conflict = Party to the conflict
actors-kind-other = Other
actors-kind-system = The house

## Where an entry stands
actors-status-proposed = Proposed
actors-status-active = Active
actors-status-dormant = Dormant
actors-status-departed = Departed
actors-status-merged = Merged

actors-audience-public = Anybody
actors-audience-partners = Everybody with an account
actors-audience-humanitarian = The humanitarian community only
actors-audience-owner = Only the desk that keeps it

## Desks
actors-desk-cimic = CIMIC desk
actors-desk-civil_affairs = Civil Affairs desk
actors-desk-coordinator = Humanitarian coordinator’s desk
actors-desk-phone = Duty phone
actors-desk-hours = Hours
actors-desk-place = Place
actors-desk-stand-in = Stand-in

## Posture
actors-posture = Posture
actors-posture-choose = How close do you work with the military?
actors-posture-hint = This holds for what comes after, and it decides who sees your entry.
actors-posture-coexistence = Coexistence
actors-posture-coexistence-hint = For military, mission and host you do not exist here. The coordinator relays for you.
actors-posture-coordination = Coordination
actors-posture-coordination-hint = You keep apart, and talk where talking avoids harm. Your entry is seen by everybody with an account.
actors-posture-cooperation = Cooperation
actors-posture-cooperation-hint = You work together where it helps. Your entry is seen by everybody with an account.
actors-posture-save = Keep this posture
actors-posture-change = Change

## Notices and reasons
actors-notice-entered = Entered. It is proposed until it is confirmed.
actors-notice-confirmed = Confirmed.
actors-notice-still-true = Thank you. The entry is confirmed as of today.
actors-notice-posture = Your posture is kept. It holds from now on.
actors-deny-create = You enter organisations of your own community, and host bodies on their behalf.
actors-deny-edit = An entry is kept by the organisation’s own people.
actors-deny-confirm = A new entry is confirmed within its community: a humanitarian one by the coordinator, a military one by CIMIC officers, others by Civil Affairs.
actors-late-confirm = This entry was confirmed meanwhile.
actors-late-still-true = Only an entry that counts is confirmed again.
actors-late-merged = This entry was merged into another one.
actors-late-edit = Somebody of your organisation changed this entry meanwhile.
actors-deny-posture = An organisation says for itself how close it works with the military.
actors-deny-posture-community = Only humanitarian organisations have a posture.
actors-deny-import = Only the house reads entries from files.

## What something is about
actors-dimension-political = Political
actors-dimension-security = Security
actors-dimension-rule_of_law = Rule of law
actors-dimension-human_rights = Human rights
actors-dimension-humanitarian = Humanitarian
actors-dimension-socio_economic = Social and economic
actors-dimension-reconciliation = Reconciliation
