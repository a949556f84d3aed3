# Signing in and out, the second step, and forms that were kept.

sign-in-title = Sign in
sign-in-email = E-mail address
sign-in-passphrase = Passphrase
sign-in-shared = This is a shared computer
sign-in-shared-hint = You are signed out after 30 minutes without a click, and when the browser is closed. On your own device, untick this: you stay signed in for up to 30 days while you come by every day or so.
sign-in-wrong = The e-mail address or the passphrase is not right
sign-in-wait = { $n ->
    [one] There were many tries. Wait one second, then try again. Other people are not held up by this.
   *[other] There were many tries. Wait { $n } seconds, then try again. Other people are not held up by this.
  }
sign-in-back = After signing in you go on to the page you wanted.
sign-in-parked = Your session had ended, so the form was not sent. What you typed is kept: sign in and you come back to it.
sign-in-forgot = Forgotten the passphrase?
sign-in-forgot-text = Ask the person who vouched for you. They and an administrator give you a new link together; there is no reset by e-mail.
sign-in-no-account = No account?
sign-in-no-account-text = You can ask for support without one.
sign-in-join = Apply for an account

## The second step
sign-in-second-title = The second step
sign-in-code = Code from your telephone
sign-in-code-hint = Six digits from the app in which you set up this house. A code works once.
sign-in-code-wrong = This code is not right, or was used already. Wait for the next one.
sign-in-recovery-open = My telephone is not with me
sign-in-recovery = Recovery code
sign-in-recovery-hint = One of the ten you wrote down. Each works once.

## A form that was kept
sign-in-parked-title = We kept what you typed
sign-in-parked-text = Your session had ended before this reached us. Nothing was sent. Look at it, then send it as it is, or discard it.
sign-in-parked-send = Send it as it is
sign-in-parked-discard = Discard it
sign-in-notice-discarded = What was kept is gone.
