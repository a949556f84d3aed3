# Asking for support: the form, the check, the receipt, the code.

asking-title = Ask for support
asking-title-edit = Change your request
asking-title-again = Ask again
asking-title-on-behalf = Enter a request for somebody without an account
asking-lead = Say what is needed, where and when. A duty desk reads it and answers. Before you send it you see who will read it.
asking-lead-on-behalf = Write down what they ask, in their words. They own the request and get the receipt and the code; your office is named on it.
asking-unknown-hint = Leave empty what you do not know. You can change it until somebody answers.
asking-have-account = You need no account.
asking-track = Come back to a request
asking-drafts = Drafts of your office
asking-draft-new = Not begun
asking-draft-discard = Discard
asking-check = Check before sending
asking-check-hint = Nothing is sent yet. The next page shows everything you typed and who will see it.
asking-keep = Save the draft
asking-add-row = Add a row
asking-deny-receipt = The receipt belongs to whoever asked.

## Somebody changed it meanwhile
asking-meanwhile = Somebody else changed this while you were typing
asking-meanwhile-title = Changed meanwhile
asking-meanwhile-text = Your words are still in the form below. Saving again keeps yours; to keep theirs, type them over.
asking-meanwhile-field = What
asking-meanwhile-theirs = As it stands now
asking-meanwhile-mine = What you typed

## Who
asking-part-body = Whose request it is
asking-body = A body that we know
asking-new-body = A new one: its name
asking-new-body-hint = For example “Ferry Landing elders”. It is entered as proposed. Fill in only one of the two.
asking-body-one = Choose a body, or name a new one: one of the two
asking-channel = How it reached you
asking-channel-online = Online
asking-channel-walk_in = They came to the door
asking-channel-phone = By phone
asking-channel-radio = By radio
asking-channel-email = By e-mail
asking-heard-from = Who said it
asking-heard-from-hint = Their function in the body, such as “chairwoman”.
asking-heard-how = How it was said
asking-heard-on = On which day
asking-heard-future = That day has not come yet
asking-heard-consent = Ask them: may your office go on reading these after it is sent? What they do not agree to, you cannot read again.
asking-heard-f1 = They agree that our office reads names and phones
asking-heard-f2 = They agree that our office reads exact places and times
asking-part-who = Who you are and how to reach you
asking-who-hint = Nobody reads this but you, unless you agree below.
asking-community = Who asks
asking-community-humanitarian = An aid organisation
asking-community-host = An authority or a community
asking-organisation = Name of your organisation or community
asking-name = Your name or function
asking-phone = Phone
asking-radio = Radio call sign
asking-email = E-mail
asking-reach-needed = Give one way to reach you: phone, radio or e-mail
asking-consent = The desk that answers may read how to reach me
asking-consent-hint = Only that desk, until two days after the end. You can take it back at any time. Without it the desk writes to you here.
asking-consent-purpose = To call back about this request

## What
asking-part-what = What you need
asking-kind = Kind of support
asking-need = What is needed, in your words
asking-need-hint = What would be different with this support, and for whom. No names of people, no exact places here: there are fields for them below.
asking-people-affected = People affected
asking-what = What exactly
asking-what-hint = For example “fuel for two clinics”, “bridge deck of 12 m”.
asking-weight-kg = Weight in kg
asking-volume-m3 = Volume in m³
asking-persons = Persons to carry
asking-items = Items
asking-support-hint = Community support builds confidence in the peace process. It is not humanitarian aid.
asking-duplication = Who else does something like it there, and why is this not double
asking-authority = What the local authority says to it
asking-upkeep = Who looks after it afterwards
asking-fund = From which fund

## Where and when
asking-part-where = Where
asking-from-area = From district
asking-to-area = To district
asking-area-hint = Only the district shows to those who read the request.
asking-route-hint = Exact places, routes and times are read by nobody until you agree, by name, for a time: usually when you accept an offer.
asking-from-place = Exact place of departure
asking-to-place = Exact destination
asking-route = Route
asking-times = Times of movement
asking-part-when = When
asking-needed-from = From
asking-needed-until = Until
asking-needed-until-hint = An end is needed: after it the request runs out by itself.
asking-lead-times = How much notice each kind needs
asking-priority = How urgent
asking-priority-life_saving = Life-saving
asking-priority-life_saving-hint = People may die without it. Goes ahead however late.
asking-priority-urgent = Urgent
asking-priority-urgent-hint = Harm grows with every day.
asking-priority-routine = Routine
asking-priority-routine-hint = Can be planned.
asking-waiver = Why it cannot wait
asking-waiver-hint = It comes later than this kind of support needs. A late request is taken and marked late; say why.
asking-waiver-needed = This needs { $n } hours’ notice. Say why it cannot wait, or choose later dates

## Risk, harm, what was tried
asking-part-risk = Risk
asking-risk = Security risk on the way or there
asking-risk-low = Low
asking-risk-medium = Medium
asking-risk-high = High
asking-risk-unknown = I do not know
asking-criticality = Programme criticality
asking-criticality-hint = Needed where the risk is high: how much depends on this activity.
asking-criticality-1 = 1 – lives depend on it, or ordered by the Secretary-General
asking-criticality-2 = 2 – high
asking-criticality-3 = 3 – medium
asking-criticality-4 = 4 – low
asking-criticality-needed = At high risk, say how critical the activity is
asking-cluster = Cluster
asking-harm = Could this use of the military make anybody look partial, or put anyone at risk?
asking-harm-short = Could it harm
asking-harm-hint = Think of the people there, your staff and partners, and of how the other side sees it. “Yes” is declined by the desk with a talk about other ways.
asking-harm-no = No
asking-harm-unsure = I am not sure
asking-harm-yes = Yes
asking-harm-why = Who could be harmed, and how
asking-harm-why-needed = Say who could be harmed, and how
asking-part-tried = What you tried instead
asking-tried = Tried instead
asking-tried-hint = Military assets are a last resort for humanitarian work. Civilian trucks, another route, another date, a partner, negotiated access: what came of it?
asking-tried-row = Way { $n }
asking-tried-option = What you tried
asking-tried-on = When
asking-tried-outcome = What came of it
asking-tried-both = Say what you tried and what came of it
asking-tried-future = That day has not come yet
asking-part-partners = Whom it is for
asking-partners-hint = Local partners and the people it is for are named to nobody until you agree.
asking-on-behalf-of = Local partner
asking-beneficiaries = The people it is for

## The door
asking-part-door = Who reads it first
asking-door-about = You choose the door. The next page names every post that will see it.
asking-door = Through which door
asking-door-coordinator = The humanitarian coordinator first
asking-door-coordinator-hint = For aid organisations. The military does not see it until you or the coordinator pass it on.
asking-door-cimic = The CIMIC desk
asking-door-cimic-hint = The duty desk of the military component sees it at once. A request of an aid organisation is seen by the coordinator too, who still screens it.
asking-door-civil_affairs = Civil Affairs
asking-door-civil_affairs-hint = For authorities and communities. The military does not see it until Civil Affairs passes it on with your agreement.
asking-door-not-yours = This door is not for you; choose another
asking-desk-closed = { $desk } is closed at the moment. Call { $phone }.
asking-no-coordinator = No humanitarian coordinator is on duty, so this cannot be taken in now. Call { $desk }: { $phone }

## The check
asking-check-title = Check before sending
asking-check-lead = Nothing is sent yet.
asking-will-see = Who will see this
asking-other-door = Through another door:
asking-seer = { $actor }: { $role } ({ $n })
asking-seer-you = You, with the reference and the code
asking-you-typed = What they will read
asking-you-typed-private = What only you will read
asking-private-hint = Shown to nobody until you agree, by name and for a time.
asking-private-consented = Shown to nobody until you agree, by name and for a time. You agreed that the desk that answers reads how to reach you.
asking-late = This comes later than the { $n } hours’ notice that this kind needs. It is taken in and marked late.
asking-twins = You already asked for this
asking-twins-hint = Open that one to add to it, or go on if this is something else.
asking-send = Send
asking-send-anyway = It is something else: send it
asking-send-hint = Asking commits you to nothing. You can withdraw it with one click.

## The receipt
asking-notice-sent = Your request has arrived.
asking-notice-changed = Changed. Everybody who sees the request can see that it was.
asking-notice-visit-ended = Closed. This device opens the request only with its code now.
asking-receipt = Receipt
asking-received = Received
asking-next = What happens next
asking-next-coordinator = The humanitarian coordinator reads it and checks it against humanitarian criteria. They may ask you a question here. The military does not see it until you or the coordinator pass it on.
asking-next-both = The humanitarian coordinator screens it; the CIMIC desk already sees it. They may ask you a question here.
asking-next-desk = The duty desk reads it. They may ask you a question here, name another office that does this, or seek a unit that can.
asking-next-ended = This request has ended.
asking-first-answer = In the middle of the last 90 days this desk gave its first answer after
asking-no-figure = There is no figure yet of how quickly this desk answers.
asking-desk = Desk
asking-desk-phone = Phone of the duty desk
asking-not-approved = Acknowledged never means approved. Do not move on the strength of this receipt.
asking-code = Your code
asking-code-hint = Write it down or print it and tear it off. With the reference it opens your request; we keep no copy and cannot tell it again.
asking-code-track = Come back at
asking-open-request = Open the request
asking-end-visit = I am done on this device
asking-end-visit-hint = On a shared computer, press this. The request then opens only with the code.

## Coming back
asking-track-title = Come back to a request
asking-track-lead = Type the reference and the 16 digits from your receipt.
asking-track-signed-in = You are signed in. A code opens requests of people without an account: sign out first.
asking-track-reference-hint = Like K7QF-2M9P
asking-track-code-hint = 16 digits; spaces do not matter.
asking-track-open = Open
asking-track-wrong = This reference and this code do not belong together
asking-track-wait = { $n ->
    [one] Too many wrong tries. Wait one second
   *[other] Too many wrong tries. Wait { $n } seconds
  }
asking-track-lost = Lost the code?
asking-track-lost-text = We keep no copy. Call the desk on your receipt: they know the reference and can help you ask again.
