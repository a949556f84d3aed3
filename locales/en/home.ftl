# The landing page and the desk of the post in use.

home-title = Welcome
home-welcome = A house outside the wire
home-lead = Here civilians and the mission’s military find each other: to ask for support, to say what is happening, to sit down together. You need no account to ask.
home-door-ask = Ask for support
home-door-ask-text = An escort, transport, a bridge, advice. One page; you see who reads it before you send.
home-door-tell = Tell OCHA
home-door-tell-text = Speak to the humanitarian coordinator first. The military does not see it.
home-door-desk = Find a duty desk
home-door-desk-text = Who answers for your district, by phone or at the door.
home-phones = Call
home-phone-house = The house
home-back = You asked already?
home-back-text = Your receipt has a reference and a code. With them you see where it stands, answer a question, or withdraw it.
home-track = Come back to a request
home-enter = Enter for somebody without an account
home-mine = Waiting for us
home-mine-empty = Nothing waits for your office.
home-others = Waiting for others
home-others-empty = Nothing of yours waits for others.
home-below = Waiting for the offices below
home-new = New this week
home-coming = Coming up
home-coming-empty = No meeting of your office comes up; no post and no consent ends soon.
home-minutes-due = Minutes that are due
home-minutes-since = not circulated, due since
home-answer-wanted = Answer wanted
home-answer-reminded = Reminder: answer wanted
home-post-ends = Your post ends:
home-consent-ends = A consent ends:
home-all = See all
home-people = People who wait
home-applied = wait for a voucher
home-vouched = wait for an account
home-about-admin = You keep people, posts and settings. What is asked here you do not see.
home-about-auditor = You read what was done. To open a record, write down why; its owner will read it.
home-about-leader = You look, you do not work here.
home-about-projects = Your work is projects: they come to you when they are tabled, approved or paid. Requests for support are not yours to read.
home-board = Projects by state
home-rounds = Rounds that are open
home-exceptions = Exceptions
home-desk-empty = Nobody holds a post at { $who }: its stand-in answers.
home-post-below-ends = A post at { $who } ends within a month ({ $role ->
    [officer] CIMIC officer
    [liaison] unit liaison officer
    [chief] chief of CIMIC
    [leader] leadership
   *[other] other
  }).
home-opened = Who opened our requests this week
home-situation-waits = A change of the situation waits for your answer.
home-rules-wait = Other numbers for the house wait for your answer.
home-entry-stale = Nobody has confirmed your entry in the directory for a while. Does it still hold?
home-projects = Projects waiting for me
home-projects-empty = No project waits for you now.
home-told = { $n ->
    [one] The coordinator passed a sentence on to you
   *[other] The coordinator passed { $n } sentences on to you
}
home-handover = A post is handed over: see what stands open and who signed
