# Le rythme d’un forum, en mots simples.
rhythm-none = sur convocation
rhythm-own = aux jours d’une règle qui lui est propre, voir le calendrier,
rhythm-daily = { $n ->
    [1] chaque jour
    [2] un jour sur deux
   *[other] tous les { $n } jours
  }
rhythm-weekly = { $n ->
    [1] chaque { $days }
    [2] une semaine sur deux, le { $days }
   *[other] toutes les { $n } semaines, le { $days }
  }
rhythm-monthly = { $n ->
    [1] chaque mois, { $days }
    [2] un mois sur deux, { $days }
   *[other] tous les { $n } mois, { $days }
  }
rhythm-yearly = { $n ->
    [1] chaque année, { $days }
    [2] une année sur deux, { $days }
   *[other] tous les { $n } ans, { $days }
  }
rhythm-in = { $when }, en { $months }
rhythm-at = { $when } à { $clock }
rhythm-until = { $when }, jusqu’au { $day }
rhythm-times = { $n ->
    [one] { $when }, une fois
   *[other] { $when }, { $n } fois
  }
rhythm-monthday = le { $n }
rhythm-monthday-last = le dernier jour
rhythm-nth-weekday = le { $nth } { $day }
rhythm-nth-1 = premier
rhythm-nth-2 = deuxième
rhythm-nth-3 = troisième
rhythm-nth-4 = quatrième
rhythm-nth-5 = cinquième
rhythm-nth-last = dernier
rhythm-working-day = jour ouvré
rhythm-and = { $some } et { $last }
rhythm-comma = {", "}
