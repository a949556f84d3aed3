# Activities: who does what where, when and for whom.

activities-title = Activities
activities-one = Activity
activities-new = Enter an activity
activities-edit = Change an activity
activities-import = Import
activities-sharing = What we share
activities-empty-title = No activity here yet
activities-empty = Enter what your organisation does, or import a list of who does what where.
activities-actor = Organisation
activities-of-actor = all its activities
activities-area = District
activities-cluster = Cluster
activities-what = What is done
activities-what-hint = In one line: what, for whom. No names of people.
activities-modality = Modality
activities-modality-hint = In kind, cash, voucher, service, training.
activities-target-group = Target group
activities-targeted = People targeted
activities-reached = People reached
activities-all-people = All people
activities-all-people-hint = Left empty, it is the sum of the parts.
activities-part-women = Women
activities-part-girls = Girls
activities-part-female = Women and girls
activities-part-men = Men
activities-part-boys = Boys
activities-part-male = Men and boys
activities-period = From – to
activities-starts = Start
activities-ends = End
activities-no-end = no end known
activities-from = Under way from
activities-until = Under way until
activities-chip-from = from { $day }
activities-chip-until = until { $day }
activities-confirmed = Last confirmed
activities-stale = Not confirmed for long
activities-is-stale = stale
activities-objective = Objective
activities-function = CIMIC function
activities-function-hint = For activities of military units.
activities-function-none = None
activities-function-liaison = Liaison
activities-function-mission_support = Mission support
activities-function-community_support = Community support
activities-partner = Implementing partner
activities-place = Exact place
activities-private-hint = Only your own office reads this, and whoever you let read it under “What we share”.
activities-private-kept = What stands there is not yours to read. Left empty, it stays.
activities-source = From the file
activities-row = row { $n }
activities-audience = Who sees it
activities-audience-public = Anybody
activities-audience-partners = Everybody with an account
activities-audience-humanitarian = The humanitarian community only
activities-audience-mission = Military and mission
activities-audience-military = The military only
activities-audience-owner = Our office only
activities-who-sees = { $actor }: { $role }{ $n ->
    [one] {""}
   *[other] {" "}× { $n }
  }

## Status and acts
activities-status-planned = Planned
activities-status-ongoing = Under way
activities-status-completed = Completed
activities-status-suspended = Suspended
activities-status-cancelled = Cancelled
activities-act-start = It has begun
activities-act-complete = It is completed
activities-act-suspend = Suspend
activities-act-resume = Resume
activities-act-cancel = Cancel the activity
activities-confirm = It is still so
activities-notice-confirmed = Confirmed as of today.

## Refusals and mistakes
activities-deny-write = An organisation’s own posts enter what it does; coordinators, officers and sections do so for those whose entries they keep.
activities-deny-share = Only the organisation itself lets others read its local partners and exact places.
activities-deny-export = Lists are taken out by those who work with them.
activities-late-cancelled = This activity was cancelled.
activities-late-completed = This activity was completed. What is over needs no confirmation.
activities-late-status = Its status has changed meanwhile.
activities-late-consent = This has ended already.
activities-field-too-long = An activity lasts ten years at most; enter the next part as another one
activities-field-fewer-than-parts = This is fewer than the parts together

## Sharing
activities-field-f2 = Exact places
activities-field-f3 = Implementing partners
activities-sharing-lead = Implementing partners and exact places of your activities stay in your office. Here you let one other organisation read them, for a purpose, until a day. It ends by itself, or when you end it.
activities-sharing-given = Given
activities-sharing-none = Nobody else reads them.
activities-sharing-held = Given to us
activities-sharing-new = Let somebody read
activities-sharing-recipient = Organisation
activities-sharing-fields = What they may read
activities-sharing-purpose = Purpose
activities-sharing-until = until
activities-sharing-until-day = Until the end of
activities-sharing-give = Let them read
activities-sharing-end = End this

## Exports
activities-export = Take this list out as
activities-export-hxl = CSV with HXL tags
activities-export-make = Make the file
activities-export-title = A list taken out
activities-export-format = Format
activities-export-until = The link works until
activities-export-get = Save the file
activities-export-hint = Your name, the reference and the time stand on top of it. At most { $n } rows. It shows what you may see; local partners and exact places are never in it.
activities-export-dead = This link is dead. Make the file again from the list.
activities-export-mark = { $mission } · activities · { $reference } · { $person } · { $at }
activities-export-mark-cut = { $mission } · activities · { $reference } · { $person } · { $at } · only the first { $cap } rows
activities-format-csv = CSV
activities-format-xlsx = XLSX
activities-format-hxl = CSV with HXL tags
