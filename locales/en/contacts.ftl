# Contacts of organisations: by function, shown by consent.

contacts-title = Contacts
contacts-none = No contact is entered.
contacts-none-own = Nobody knows yet how you are reached. Enter a function first: a duty officer, a logistics desk, the chair of the committee.
contacts-new = Enter a contact
contacts-edit = Change this contact
contacts-keep = Keep it, and its consents
contacts-intro = That there is a contact, and what for, is seen by whoever sees the entry. Names and numbers are seen by your own office, and by those to whom you give them one by one.
contacts-function = Function
contacts-function-hint = What somebody calls about: duty officer, access focal point, chair of the committee. Not a person’s name.
contacts-area = Answers for
contacts-area-hint = One district, where it is not everywhere.
contacts-everywhere = Everywhere
contacts-name-hint = Only where the function alone does not do; with the rank, if there is one.
contacts-field-name = Name
contacts-field-phone = Phone
contacts-field-radio = Radio call sign
contacts-field-email = E-mail
contacts-field-email-wrong = Enter a whole address, like desk@example.org
contacts-hours = Hours
contacts-ends = End of tour
contacts-ends-hint = After this day the page asks for a successor; thirty days later the house erases who it was.
contacts-duty = Day and night
contacts-duty-tag = day and night
contacts-proxy = Somebody who is reached on its behalf
contacts-proxy-hint = For a body without a phone of its own: a teacher, a shop, the health post next door.
contacts-proxy-tag = on its behalf
contacts-successor = successor wanted
contacts-over = The tour has ended. Who answers now? Change the contact, or take it away.
contacts-erased = The house has erased who it was. A successor is wanted.
contacts-by-consent = Name and numbers by consent only.

## Consent
contacts-consents = Who may read it
contacts-consents-none = Nobody beyond your own office.
contacts-recipient = Given to
contacts-recipients = Give it to
contacts-other = Another organisation
contacts-fields = What
contacts-purpose = What for
contacts-purpose-hint = For example: to call when a convoy is late.
contacts-until = until
contacts-heard = Who said so, and how
contacts-heard-hint = You record it for somebody else: the chair, at the door, on Monday.
contacts-heard-said = Heard: { $words }
contacts-give = Give consent
contacts-give-hint = To exactly these organisations, not to those above or below them. It ends by itself, and you can end it any day. A new one takes the place of an older one.
contacts-nothing-to-give = There is no name or number to give yet.
contacts-in-force = In force
contacts-ended = Ended
contacts-withdraw = End it
contacts-opened-sheet = on a contact sheet
contacts-field-fields-needed = Choose what to give
contacts-field-fields-empty = This contact has nothing entered there.
contacts-field-until-range = From today to a year from now
contacts-field-recipients-needed = Choose somebody

## Taking away
contacts-remove = Take it away
contacts-remove-ask = Take this contact away?
contacts-remove-hint = Name and numbers are erased at once, and every consent ends.

## The sheet of a district
contacts-sheet = Contacts in { $area }
contacts-sheet-hint = Offices and desks, and of people what they agreed to show you. Each name and number on this sheet is written down as opened by you.
contacts-sheet-cut = Only the first { $n } are on this sheet.
contacts-sheet-empty-title = Nobody is entered here
contacts-sheet-empty = Organisations say in their entries where they are present.

## Notices and reasons
contacts-notice-entered = Entered. Choose below who may read it.
contacts-notice-consent = Given. It counts from now on.
contacts-notice-withdrawn = Ended. It counts from now on.
contacts-notice-removed = The contact is gone, and so is who it was.
contacts-deny-keep = Contacts are kept by the organisation’s own people, or by whoever entered it on its behalf until it is confirmed.
contacts-deny-sheet = Contact sheets are for those who work with the people on them.
contacts-late-edit = Somebody changed this contact meanwhile.
contacts-late-consent = This consent had ended meanwhile.
