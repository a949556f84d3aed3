# How often a forum meets, in plain words.
rhythm-none = when it is called
rhythm-own = on the days of a rule of its own, as in the calendar,
rhythm-daily = { $n ->
    [1] every day
    [2] every second day
   *[other] every { $n } days
  }
rhythm-weekly = { $n ->
    [1] every { $days }
    [2] every second week on { $days }
   *[other] every { $n } weeks on { $days }
  }
rhythm-monthly = { $n ->
    [1] every month on { $days }
    [2] every second month on { $days }
   *[other] every { $n } months on { $days }
  }
rhythm-yearly = { $n ->
    [1] every year on { $days }
    [2] every second year on { $days }
   *[other] every { $n } years on { $days }
  }
rhythm-in = { $when }, in { $months }
rhythm-at = { $when } at { $clock }
rhythm-until = { $when }, until { $day }
rhythm-times = { $n ->
    [one] { $when }, once
   *[other] { $when }, { $n } times
  }
rhythm-monthday = day { $n }
rhythm-monthday-last = the last day
rhythm-nth-weekday = the { $nth } { $day }
rhythm-nth-1 = first
rhythm-nth-2 = second
rhythm-nth-3 = third
rhythm-nth-4 = fourth
rhythm-nth-5 = fifth
rhythm-nth-last = last
rhythm-working-day = working day
rhythm-and = { $some } and { $last }
rhythm-comma = {", "}
