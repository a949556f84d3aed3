# What humanitarian organisations tell a desk, by consent
contributions-title = Told by consent
contributions-new = Tell a desk
contributions-lead = What a humanitarian organisation told exactly one desk under one of the seven topics, and how far that desk may pass it on. The organisation takes it back whenever it wants.
contributions-empty = Nothing was told by or to your office.
contributions-what = What
contributions-by = By
contributions-to = To
contributions-to-hint = Exactly one desk reads this: not the offices above it.
contributions-audience = How far it may be passed on
contributions-audience-hint = The widest audience of a notice made of it.
contributions-audience-owner = To nobody: only that desk reads it
contributions-audience-humanitarian = To the humanitarian community
contributions-audience-military = To the force
contributions-audience-mission = To the mission and its force
contributions-audience-partners = To everybody with an account
contributions-audience-public = To anybody
contributions-named = A notice may name us
contributions-named-hint = Else it says who published it, not who told it.
contributions-until-hint = The last day of your consent. A notice made of it ends with it.
contributions-body-hint = Districts, never exact places, routes, times or names.
contributions-consent = Sending this is your consent for this topic, to this desk, until this day. Withdraw it, and the desk and everybody else lose sight of it at once, with every notice made of it.
contributions-in-force = In force
contributions-ended = Ended
contributions-tell = Write a notice of it
contributions-withdraw = Withdraw the consent
contributions-withdraw-means = The desk and everybody else lose sight of this at once, and of every notice made of it. What was read or printed before stays with who read it.
contributions-notice-withdrawn = Withdrawn: nobody beyond your office sees it any more.
contributions-who-sees = Nobody else; not the offices above either.
contributions-opened-by = { $actor }: { $role }, { $n ->
    [one] once
   *[other] { $n } times
  }
contributions-only-coordinator = An organisation that keeps its distance tells its coordinator, and nobody beyond the humanitarian community.
contributions-audience-fits = This desk does not publish to them. Choose another audience or another desk.
contributions-aid-workers = Where aid workers are is never told to everybody. Choose a narrower audience.
contributions-deny-contribute = Focal points and coordinators of humanitarian organisations tell a desk what their own office knows.
contributions-deny-withdraw = The organisation that told it takes it back.
contributions-deny-list = This is for humanitarian organisations and the desks that publish notices.
contributions-late-ended = This consent has ended already.
