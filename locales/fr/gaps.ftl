# La matrice des lacunes : cluster × district.

gaps-title = Lacunes
gaps-lead = Qui travaille où ce mois-ci, au regard de ce qu’il faut là où quelqu’un le sait. Compté selon ce que vous pouvez voir : une lacune ici peut être comblée par quelqu’un qui le garde dans son propre cercle.
gaps-caption = Acteurs présents dans chaque district et cluster, ce mois-ci
gaps-region = Région
gaps-load = Activités
gaps-load-hint = Activités de ce mois dans un district, tous clusters réunis. On estime qu’il peut en porter { $mark } à la fois ; au-delà, ses gens et ses bureaux n’ont peut-être plus de mains libres.
gaps-over = au-dessus du repère
gaps-gap = lacune
gaps-actors = { $n ->
    [one] { $n } acteur
   *[other] { $n } acteurs
}
gaps-need = { $people } personnes sur { $need }
gaps-stale = { $n ->
    [one] { $n } fiche à reconfirmer
   *[other] { $n } fiches à reconfirmer
}
gaps-enter = besoins
gaps-needs = Personnes dans le besoin
gaps-needs-hint = Des chiffres de planification, vus par tous ceux qui ont un compte et qui planifient. Laissez vide ce que personne ne sait.
gaps-people = Personnes dans le besoin, par cluster
gaps-source = Source
gaps-source-hint = L’évaluation ou le plan d’où viennent les chiffres. Les chiffres que vous laissez tels quels gardent la leur.
gaps-as-of = En date du
gaps-deny-see = La matrice est destinée à ceux qui travaillent ici.
gaps-deny-enter = Le coordonnateur humanitaire et les Affaires civiles saisissent les besoins.
gaps-import = Coller des besoins
gaps-rows = Lignes
gaps-rows-hint = Tirées d’un tableur, une ligne chacune : code du district, cluster (son code ou son nom), personnes dans le besoin. Toutes les lignes sont prises, ou aucune. Ce qu’aucune ligne ne nomme reste tel quel.
gaps-rows-most = Au plus { $n } lignes à la fois
gaps-row-columns = Ligne { $row } : il faut trois colonnes
gaps-row-cluster = Ligne { $row } : il n’y a pas de cluster { $name }
gaps-row-people = Ligne { $row } : { $value } n’est pas un nombre de personnes
gaps-row-code = Ligne { $row } : { $code } n’est pas un district en vigueur
