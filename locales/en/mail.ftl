# Mail without content: the choices of a person, and the mails themselves.
mail-title = Mail to me
mail-lead = A mail names the record and nothing of what stands in it. You read it here, after signing in.
mail-not-here = This house sends no mail at the moment. What you choose holds once it does.
mail-mail = Send me mail
mail-mail-hint = The one switch for all mail of this house.
mail-at_once = At once, when something is for me to do or is about to expire
mail-at_once-hint = Else it comes with the rest, once a day at six in the morning.
mail-filters = Only what I choose
mail-filters-hint = A mail comes where all of these hold. The handover of your own post always comes.
mail-kinds = Kinds of record
mail-kinds-hint = None ticked means all.
mail-kind-request = Requests
mail-kind-action = Action points
mail-kind-meeting = Meetings
mail-kind-qip = Projects
mail-area = District
mail-area-hint = With a district chosen, mail comes for requests and projects there; meetings and action points have no district.
mail-only_turn = Only what waits for my office
mail-error-changed = These choices were changed meanwhile, on another device. Look at them again.

## The mails
mail-news = There is news on { $reference }
mail-news-action = There is news on an action point
mail-news-handover = There is news on your post
mail-news-request = There is news on a request
mail-news-meeting = There is news on a meeting
mail-news-qip = There is news on a project
mail-subject-daily = There is news on { $n } records
mail-why-turn = You get this because it is your office’s turn.
mail-why-promise = You get this because your office is asked to do something.
mail-why-invited = You get this because your office is invited and has not answered.
mail-why-expires = You get this because it is about to expire.
mail-why-handover = You get this because a post is handed over by you or to you.
mail-why-news = You get this because your office is part of it.
mail-often-now = This mail came at once, as you chose.
mail-often-daily = This mail comes once a day, when there is news.
mail-choose = Choose what comes, or switch all mail off:
