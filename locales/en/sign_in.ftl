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
