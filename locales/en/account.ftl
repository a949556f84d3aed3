# One's own account: name, passphrase, second factor, sessions.

account-title = My account
account-name = Name
account-name-hint = As colleagues and administrators read it. Other organisations see your post, not your name.
account-language = Language
account-email = E-mail address
account-email-hint = You sign in with it.
account-posts = My posts
account-post-until = until
account-post-open = no end set
account-post-statement = statement renewed by
account-way-in = My way in
account-passphrase = Passphrase
account-passphrase-change = Change the passphrase
account-factor = Second factor
account-factor-on = On
account-factor-off = Off
account-factor-manage = Set up or remove
account-sessions = Where I am signed in
account-sessions-hint = If you do not know one of these, end it and change your passphrase.
account-session-this = This one
account-session-seen = last used
account-session-shared = shared computer
account-session-end = End
account-sessions-end = End all others
account-device = { $browser } on { $system }
account-device-one = { $name }
account-device-unknown = An unknown device
account-keys = Keys
account-keys-on = Use keyboard shortcuts in lists
account-keys-hint = Single letters move and act on the triage page. Turn them off if they get in the way of a screen reader or voice control.
account-resets = Renewed ways in
account-resets-hint = Colleagues of your organisation who were given a new link in the last 30 days. If one of them knows nothing of it, tell an administrator.
account-reset-started = started
account-reset-used = used
account-notice-ended = The session has ended.
account-notice-passphrase = Your passphrase is changed. All your other sessions have ended.

## Passphrase
account-passphrase-title = Change the passphrase
account-passphrase-current = Current passphrase
account-passphrase-new = New passphrase
account-passphrase-hint = At least 12 characters. Four or five words that only you would put together are good; spaces are welcome, and so is a password manager.
account-passphrase-ends = You stay signed in here; everywhere else you are signed out.
account-passphrase-short = Use at least 12 characters
account-passphrase-long = Use at most 200 characters
account-passphrase-repeats = This repeats itself or counts up; use words instead
account-passphrase-common = This is one of the passphrases that are tried first; put more words of your own together
account-passphrase-own = This is mostly your name, e-mail address or organisation; use other words
account-passphrase-same = This is the passphrase you have now
account-passphrase-wrong = This is not your current passphrase

## Second factor
account-factor-title = Second factor
account-factor-text = Beside the passphrase, a code from an app on your telephone. Whoever learns your passphrase still cannot come in.
account-factor-needed = This house requires it of everybody. Set it up to go on.
account-factor-begin = Set it up
account-factor-scan = Point an authenticator app at this picture.
account-factor-picture = Picture that the authenticator app reads
account-factor-key = Or type this key into the app:
account-factor-type = Type the six digits that the app shows now.
account-code = Code
account-code-hint = Six digits. It changes every 30 seconds.
account-code-either = Six digits from the app, or one of your recovery codes.
account-code-wrong = This code is not right, or was used already. Wait for the next one.
account-factor-confirm = Turn it on
account-factor-remove = Turn it off
account-codes-left = { $n ->
    [0] No recovery code is left. Turn it off and set it up again to get new ones.
    [one] One recovery code is left.
   *[other] { $n } recovery codes are left.
  }
account-codes-title = It is on. Keep these ten codes
account-codes-text = Each lets you in once when the telephone is not with you. They are shown this one time: write them down or print them, and keep them apart from the telephone.
account-codes-kept = I have kept them
account-notice-codes-shown = The second factor is on. Its recovery codes were shown once and cannot be shown again.
account-notice-factor-removed = The second factor is off.
account-late-factor-on = The second factor is on already.
account-late-factor-off = The second factor is off already.
account-deny-factor-needed = The house requires a second factor, so it stays on.
account-mail-choose = Choose what comes by mail
