# The shared frame: header, footer, forms, pager, errors, dates. In every language.

## Header and footer
frame-house = CIMIC House
frame-skip = Skip to content
frame-navigation = Main
frame-navigation-inside = In this part
frame-language = Language
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-account = My account
frame-act-as = Act as
frame-desks = Duty desks and phones
frame-services = Services
frame-glossary = Glossary
frame-privacy = What we keep and who sees it
frame-promise = Coordination, not management: every decision stays with its owner. Asking commits you to nothing.
frame-demo = Demonstration: everything here is invented.
frame-print = Print
frame-printed-by = Printed by
frame-copy = Copy
frame-copied = Copied
frame-more = Show more
frame-back = Back

## Main navigation
frame-nav-home = My desk
frame-nav-dashboards = Dashboards
frame-nav-board = Our board
frame-nav-objectives = Objectives
frame-nav-start = Start
frame-nav-requests = Requests
frame-nav-triage = Triage
frame-nav-ask = Ask for support
frame-nav-tell = Tell OCHA
frame-nav-actions = Action points
frame-nav-visits = Visits
frame-nav-reports = Reports
frame-nav-desks = Duty desks
frame-nav-actors = Directory
frame-nav-services = Services
frame-nav-assets = Assets
frame-nav-meetings = Meetings
frame-nav-qips = Projects
frame-nav-activities = Activities
frame-nav-areas = Areas
frame-nav-map = Map
frame-nav-calendar = Calendar
frame-nav-forums = Forums
frame-nav-rooms = Rooms
frame-nav-gaps = Gaps
frame-nav-overlaps = Overlaps
frame-nav-people = People
frame-nav-settings = Settings
frame-nav-imports = Imports
frame-nav-admin = The house
frame-nav-audit = Events
frame-nav-glossary = Glossary
frame-nav-notices = Notices
frame-nav-search = Search the house

## Forms
frame-optional = (optional)
frame-choose = Choose …
frame-unknown = I do not know
frame-yes = Yes
frame-no = No
frame-save = Save
frame-send = Send
frame-add = Add
frame-edit = Change
frame-remove = Remove
frame-cancel = Cancel
frame-continue = Continue
frame-confirm = Confirm
frame-search = Search
frame-characters-left = characters left
frame-characters-over = characters too many
frame-draft-saved = Draft saved
frame-draft-away = No connection. What you typed is kept on this device and sent when the line is back.
frame-draft-restored = We put back what you typed before the connection was lost.
frame-error = Error:
frame-errors-title = Please look at this again
frame-field-needed = Fill this in
frame-field-choose = Choose one of these
frame-field-too-long = { $n ->
    [one] Use at most one character
   *[other] Use at most { $n } characters
  }
frame-field-too-short = { $n ->
    [one] Use at least one character
   *[other] Use at least { $n } characters
  }
frame-field-date = Enter a whole date: day, month and year
frame-field-date-past = Enter a date that is not past
frame-field-date-order = The end must not be before the start
frame-field-number = Enter a number, like 12 or 3.5
frame-field-number-range = Enter a number from { $from } to { $to }
frame-field-email = Enter an e-mail address, like name@example.org
frame-field-phone = Enter a phone number with its country code, like +999 12 345 678
frame-field-reference = Enter a reference, like K7QF-2M9P
frame-field-code = Enter the 16 digits of the code
frame-field-taken = This is already in use
frame-field-stale = This was changed meanwhile. Look at it again before you save.
frame-field-unknown = This form came with something we do not know. Reload the page and try again.

## Lists
frame-pages = Pages
frame-previous = Previous
frame-next = Next
frame-filter = Filter
frame-filters = Filters in force
frame-filter-remove = Remove filter:
frame-filters-clear = Remove all
frame-all = All
frame-found = { $n ->
    [0] Nothing found
    [one] One found
   *[other] { $n } found
  }
frame-found-more = More than { $n } found
frame-empty-title = Nothing here yet
frame-empty-filtered = Nothing matches these filters. Remove one to see more.

## Records
frame-who-sees = Who can see this
frame-who-sees-auditor = The auditor may open this after writing down why; you would see it below.
frame-opened-by = Opened by
frame-opened-by-nobody = Nobody outside your organisation has opened this.
frame-to-parties = To the parties
frame-to-parties-hint = Everyone named on this record reads this.
frame-inside = Inside our office
frame-inside-hint = Only { $office } reads this. It never leaves your office.
frame-facts = Facts
frame-what-now = What can be done now
frame-history = What happened
frame-turn = Turn
frame-age = Age
frame-state = State
frame-reference = Reference

## Keys of the triage page
frame-keys-title = Keys
frame-keys-next = Next in the queue
frame-keys-previous = Previous in the queue
frame-keys-open = Open
frame-keys-return = Return with a question
frame-keys-decline = Decline
frame-keys-advance = Move on
frame-keys-list = Show these keys
frame-keys-close = Close

## Notices after something was done
frame-notice-saved = Saved.
frame-notice-sent = Sent.
frame-notice-removed = Removed.
frame-notice-repeated = We already had this. Nothing was done twice.
frame-notice-signed-in = You are signed in.
frame-notice-signed-out = You are signed out, and this device keeps nothing.
frame-notice-language = The house speaks English to you now.
frame-notice-post = You now act in the post you chose.
frame-notice-draft-discarded = The draft is gone.

## When something does not work
frame-error-bad-request-title = We could not read that
frame-error-bad-request-text = The page sent something this address does not take. Go back, reload and try again.
frame-error-signed-out-title = Please sign in
frame-error-signed-out-text = This page is for people with an account. After signing in you come back to it, with what you had typed.
frame-error-forbidden-title = This is not yours to do
frame-error-forbidden-text = You can read this, but someone else acts on it.
frame-error-not-found-title = There is nothing here for you
frame-error-not-found-text = The address may be mistyped, or the record is not shared with you. If someone gave you a reference, check it with them.
frame-error-conflict-title = Something happened meanwhile
frame-error-conflict-text = Nothing was changed by you. Look at the record as it is now, then decide.
frame-error-too-large-title = That is too large
frame-error-too-large-text = Send less at once, or a smaller file.
frame-error-too-slow-title = That took too long
frame-error-too-slow-text = What you sent did not arrive whole in time, and nothing was saved. Go back: what you typed is still there. Try again when the line is better.
frame-error-too-many-title = One moment, please
frame-error-too-many-text = There were many tries in a short time. Wait a minute and try again.
frame-error-cross-site-title = This came from another site
frame-error-cross-site-text = For your safety we only take forms sent from our own pages. Open the page here and send it again.
frame-error-method-title = This address does not do that
frame-error-method-text = Open the page and use its buttons.
frame-error-failed-title = Something failed on our side
frame-error-failed-text = It is not your fault. What you had saved is safe. Try again; if it fails again, call the duty desk and read out the number below.
frame-error-back = See the record as it is now
frame-error-home = Go to my desk
frame-error-start = Go to the start page
frame-error-desks = Call a duty desk
frame-error-number = Number of this request, for whoever helps you:
frame-away-title = The house is closed for a moment
frame-away-text = We cannot reach our records. This page tries again by itself.
frame-away-kept = Drafts that said “Draft saved” are safe. If it is urgent, call the duty desk you know.
frame-try-again = Try again

## Dates
frame-date = { $day } { $month } { $year }
frame-time = { $date }, { $clock } { $zone }
frame-month-1 = Jan
frame-month-2 = Feb
frame-month-3 = Mar
frame-month-4 = Apr
frame-month-5 = May
frame-month-6 = Jun
frame-month-7 = Jul
frame-month-8 = Aug
frame-month-9 = Sep
frame-month-10 = Oct
frame-month-11 = Nov
frame-month-12 = Dec
frame-weekday-1 = Monday
frame-weekday-2 = Tuesday
frame-weekday-3 = Wednesday
frame-weekday-4 = Thursday
frame-weekday-5 = Friday
frame-weekday-6 = Saturday
frame-weekday-7 = Sunday
frame-today = today
frame-yesterday = yesterday
frame-tomorrow = tomorrow
frame-just-now = just now
frame-ago-minutes = { $n ->
    [one] a minute ago
   *[other] { $n } minutes ago
  }
frame-ago-hours = { $n ->
    [one] an hour ago
   *[other] { $n } hours ago
  }
frame-ago-days = { $n ->
    [one] a day ago
   *[other] { $n } days ago
  }
frame-ago-weeks = { $n ->
    [one] a week ago
   *[other] { $n } weeks ago
  }
frame-ago-months = { $n ->
    [one] a month ago
   *[other] { $n } months ago
  }
frame-in-minutes = { $n ->
    [one] in a minute
   *[other] in { $n } minutes
  }
frame-in-hours = { $n ->
    [one] in an hour
   *[other] in { $n } hours
  }
frame-in-days = { $n ->
    [one] in a day
   *[other] in { $n } days
  }
frame-in-weeks = { $n ->
    [one] in a week
   *[other] in { $n } weeks
  }
frame-in-months = { $n ->
    [one] in a month
   *[other] in { $n } months
  }
frame-for-minutes = { $n ->
    [one] one minute
   *[other] { $n } minutes
  }
frame-for-hours = { $n ->
    [one] one hour
   *[other] { $n } hours
  }
frame-for-days = { $n ->
    [one] one day
   *[other] { $n } days
  }
frame-late-by = late by { $span }
frame-waiting-for = waiting for { $span }
frame-open-for = open for { $span }

## Words of states that every record uses
frame-state-draft = Draft
frame-state-open = Open
frame-state-active = Active
frame-state-proposed = Proposed
frame-state-closed = Closed
frame-state-ended = Ended
frame-state-late = Late
frame-state-new = New
frame-state-changed = Changed
frame-state-unchanged = Unchanged
frame-state-warning = Warning
frame-state-error = Error
frame-turn-yours = Your turn
frame-turn-theirs = Waiting for { $who }
frame-turn-nobody = Nobody’s turn
