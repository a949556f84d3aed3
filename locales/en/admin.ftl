# The administrator's desk.
admin-title = The house
admin-lead = People who wait for you, posts that end, and how the house itself runs. What is asked and said here you do not see.
admin-accounts = Vouched for, waiting for an account
admin-accounts-none = Nobody waits for an account.
admin-applied = { $n ->
    [one] One application waits for a voucher
   *[other] { $n } applications wait for a voucher
  }
admin-handovers = Handovers to confirm
admin-handovers-none = No handover waits for you.
admin-endings = Posts that end within 30 days
admin-endings-none = No post ends within 30 days.
admin-statement = the statement lapses
admin-machine = This machine
admin-version = Version of the house
admin-postgres = Version of Postgres
admin-migrations = Migrations
admin-database = Size of the database
admin-disk = Free disk
admin-disk-low = Nearly full
admin-people = People with an account
admin-sessions = { $n ->
    [one] one signed in within the hour
   *[other] { $n } signed in within the hour
  }
admin-backup = Last backup
admin-backup-none = None noted
admin-backup-late = Over two days ago
admin-mail = Mail
admin-mail-off = Not set up: the house sends none
admin-mail-waits = { $n ->
    [one] one is due
   *[other] { $n } are due
  }
admin-mail-last = last sent
admin-mail-failed = { $n ->
    [one] one failed since yesterday
   *[other] { $n } failed since yesterday
  }
admin-jobs = Jobs
admin-jobs-none = No job has run yet. They begin within a minute of the start.
admin-job = Job
admin-ran = Ran
admin-took = Took
admin-did = Last did something
admin-works = Works
admin-late = Late
admin-failed = { $n ->
    [one] Failed once
   *[other] Failed { $n } times
  }
admin-job-contacts = Erase contacts past their tour
admin-job-drafts = Erase old drafts
admin-job-erase = Erase names and places of ended requests
admin-job-expire = Let requests expire
admin-job-forget = Forget sessions and keys
admin-job-imports = Forget imported files
admin-job-invite = Invite to meetings
admin-job-lapse = Let offers lapse
admin-job-mail = Send mail
admin-job-meetings = Make the next meetings of forums
admin-job-move_desks = Move what waits at empty desks
admin-job-notices = Let notices expire
admin-job-papers = Write the paper of the week
admin-job-publish = Publish closed weeks
admin-job-roll_ups = Count for the dashboards
admin-job-sequencer = Chain events
