# People, their posts, applications and links.

people-email-taken = Somebody with this e-mail address has an account already
people-deny-two-admins = There are two administrators already. They bring in others together.
