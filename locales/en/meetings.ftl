# Meetings: the list, one meeting, its form, its acts.
meetings-title = Meetings
meetings-one = Meeting
meetings-coming = Meetings to come
meetings-past = Past meetings
meetings-show-past = Show past meetings
meetings-show-coming = Show meetings to come
meetings-new = Call a meeting
meetings-edit = Change the meeting
meetings-mine = Only those of our office
meetings-empty = No meeting that your post sees. What hosts announce to everybody is on a page of its own.
meetings-host = Host
meetings-actor = Organisation
meetings-who-sees = { $n ->
    [one] { $role }, { $actor }
   *[other] { $role }, { $actor } ({ $n })
  }

## Fields
meetings-field-title = Title
meetings-field-when = When
meetings-field-day = Day
meetings-field-from = From
meetings-field-until = Until
meetings-field-zone-name = Time zone
meetings-field-zone-hint = Its name in the time zone database, like Africa/Lagos or Europe/Paris
meetings-field-purpose = What it is for
meetings-field-expected = What is expected of those invited
meetings-field-expected-hint = What to bring, to read, to decide
meetings-field-audience = Who sees it
meetings-field-attribution = How words are given back
meetings-field-language = Language
meetings-field-area = District
meetings-field-place_kind = Kind of place
meetings-field-place = Place
meetings-field-place-hint = Only those invited see it
meetings-field-online = Address on the net
meetings-field-is_discreet = Discreet
meetings-field-is_discreet-hint = Calendars of other programs say only “Meeting” and no place
meetings-field-is_announced = Announced to everybody
meetings-field-is_announced-hint = Also people without an account read its title, day, district and your duty phone; never hour, place or guests
meetings-field-reason = Why
meetings-field-reason-hint = Those invited read it
meetings-field-clock = Enter an hour, like 09:30
meetings-field-zone = Enter the name of a time zone, like Africa/Lagos
meetings-field-link = Enter an address that begins with https://
meetings-field-end = The end must come after the start
meetings-field-no-such-hour = Clocks go forward on that day: this hour does not exist
meetings-announced-closed = What is closed or discreet cannot be announced

## Who sees it
meetings-audience-parties = Those invited
meetings-audience-parties-hint = Host, chair and those invited, and the offices above them
meetings-audience-partners = Everybody with an account
meetings-audience-partners-hint = Title, time, district and host; the agenda, the place and who is invited only those invited
meetings-audience-humanitarian = Humanitarian organisations only
meetings-audience-humanitarian-hint = For the military, the mission and the authorities it does not exist; nobody else can be invited
meetings-audience-mission = The mission and its military only
meetings-audience-mission-hint = For everybody else it does not exist; nobody else can be invited
meetings-audience-military = The military only
meetings-audience-military-hint = For everybody else it does not exist; nobody else can be invited

## Words
meetings-place-house = A room of the house
meetings-place-neutral = A neutral place
meetings-place-office = An office of one of us
meetings-place-online = Online
meetings-place-phone = By phone
meetings-attribution-attributed = With the name of who said them
meetings-attribution-chatham_house = Without names (Chatham House Rule)
meetings-state-planned = Planned
meetings-state-invited = Invited
meetings-state-held = Held
meetings-state-drafted = Minutes drafted
meetings-state-circulated = Minutes circulated
meetings-state-sealed = Minutes sealed
meetings-state-postponed = Postponed
meetings-state-cancelled = Cancelled
meetings-was-moved = Moved from its usual time

## Acts
meetings-act-invite = Send the invitations
meetings-act-move = Move
meetings-act-postpone = Postpone
meetings-act-reschedule = Set a new date
meetings-act-cancel = Cancel the meeting
meetings-act-hold = It was held
meetings-about-move = Its room moves along if it is free then. Answers given for the old time count no more; everybody is asked again.
meetings-about-reschedule = Everybody is invited again, for the new date.
meetings-about-postpone = There will be a new date. The room is given back.
meetings-about-cancel = The meeting will not take place. The room is given back; it stays in calendars as cancelled.
meetings-was-invite = sent the invitations
meetings-was-move = moved it
meetings-was-postpone = postponed it
meetings-was-reschedule = set a new date
meetings-was-cancel = cancelled it
meetings-was-hold = noted that it was held
meetings-was-draft = began the minutes
meetings-was-circulate = circulated the minutes
meetings-was-redraft = took the minutes back
meetings-was-seal = sealed the minutes
meetings-notice-planned = Planned. Nobody else sees it until you send the invitations.
meetings-notice-invited = Invitations are out.
meetings-notice-held = Noted: it was held.
meetings-notice-moved = The new time is set. Everybody is asked again.
meetings-notice-postponed = Postponed.
meetings-notice-cancelled = Cancelled.
meetings-notice-answered = Your answer is noted.
meetings-notice-reminded = Those who have not answered are reminded; nobody else is.
meetings-notice-left = You left the meeting.
meetings-notice-proposed = Proposed.
meetings-notice-placed = It is on the agenda.
meetings-notice-declined = It is not taken; who proposed it sees that.

## Two at once
meetings-both = Somebody saved before you
meetings-both-text = This is what differs. The form below holds what you typed; saving it now puts yours in place of theirs.
meetings-both-field = Field
meetings-both-theirs = Theirs, saved
meetings-both-yours = Yours, not saved

## Invited
meetings-invited = Invited
meetings-invited-hint = An organisation that is invited sees the meeting, and so do the offices above it
meetings-invited-empty = Nobody is invited yet.
meetings-invite-more = Invite others
meetings-invite-these = Invite these
meetings-remind = Remind those who have not answered
meetings-leave = Leave this meeting: our office sees it no more
meetings-will-you-come = Will you come?
meetings-your-answer = Your answer
meetings-answer-of = Answer
meetings-answer = Answer
meetings-answer-yes = Yes
meetings-answer-maybe = Maybe
meetings-answer-no = No
meetings-answer-wanted = Answer wanted
meetings-answers-yes = { $n } yes
meetings-answers-maybe = { $n } maybe
meetings-answers-no = { $n } no
meetings-answers-silent = { $n } not answered
meetings-silent = Not answered
meetings-note = Remark
meetings-note-hint = How many come, from when; everybody invited reads it

## Agenda
meetings-agenda = Agenda
meetings-agenda-empty = Nothing on the agenda yet.
meetings-item = Item
meetings-item-detail = More about it
meetings-item-edit = Change an item
meetings-presenter = Presented by
meetings-minutes = Minutes
meetings-minutes-hint = Ten if you leave it empty
meetings-minutes-short = { $n } min
meetings-minutes-in-all = { $n } minutes in all
meetings-confidential = Confidential
meetings-confidential-hint = Host, chair, who presents it and who proposed it see it always
meetings-only-all = For everybody invited
meetings-only-humanitarian = Humanitarian organisations only
meetings-only-mission = Mission and military only
meetings-only-military = Military only
meetings-only-owner = Host and chair only
meetings-proposed = Proposed
meetings-propose = Propose an item
meetings-add-item = Add an item
meetings-place-item = Put on the agenda
meetings-decline-item = Do not take
meetings-position = Place in the agenda
meetings-position-hint = 1 comes first

## Refusals
meetings-reports-owed = After-action reports still owed
meetings-deny-create = This post calls no meetings.
meetings-deny-run = Host and chair run this meeting.
meetings-deny-answer = Only those invited answer.
meetings-deny-propose = Only those invited propose items.
meetings-deny-leave = Only those invited can leave; the chair stays until another is named.
meetings-late-run = The meeting is no longer ahead.
meetings-late-over = Its minutes are sealed, or it was called off.
meetings-late-state = The meeting has moved on meanwhile.
meetings-late-not-begun = It has not begun yet.
meetings-late-begun = It has begun already.
meetings-late-answer = It is too late to answer, or nobody is asked now.
