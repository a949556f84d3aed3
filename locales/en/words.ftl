# Words that every feature shares: roles, communities, the situation. In every language.

role-partner = Focal point
role-coordinator = Humanitarian coordinator
role-liaison = Unit liaison officer
role-officer = CIMIC officer
role-chief = Chief of CIMIC
role-section = Civil Affairs and sections
role-qip_manager = QIP management team
role-committee = Committee member
role-approver = Approving authority
role-finance = Certifying finance
role-leader = Leadership
role-admin = Administrator
role-auditor = Auditor
role-visitor = Visitor
role-house = The house

community-military = Military component
community-humanitarian = Humanitarian community
community-mission = Mission civilians
community-host = Host country
community-system = The house
community-none = Others

# How an actor is named to somebody who may not see its entry
someone-military = a military unit or office
someone-humanitarian = a humanitarian organisation
someone-mission = a mission section
someone-host = an authority or community
someone-system = the house
someone-none = another organisation

situation-peacetime = Peacetime
situation-peacekeeping = Peacekeeping
situation-peace_enforcement = Peace enforcement
situation-combat = Combat
phase-stabilisation = stabilisation
phase-transition = transition
phase-consolidation = consolidation

frame-error-no-post-title = You hold no post at the moment
frame-error-no-post-text = Your post has ended or has not begun, so your rights ended with it. Whoever vouches for your organisation can say what comes next.
frame-error-repeat-title = This form was already sent, with other words
frame-error-repeat-text = The first one counts. Look at what was saved, then change it there if it should read otherwise.
frame-error-invalid-title = Please look at this again
frame-error-invalid-text = Some of what was typed could not be taken. Go back and look at the marked fields.
